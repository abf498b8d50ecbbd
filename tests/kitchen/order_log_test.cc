#include "kitchen/order_log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

class OrderLog : public testing::Test {
 protected:
  void TearDown() override {
    kitchen::SetLogListener(nullptr);
    std::filesystem::remove(path_);
  }

  std::vector<std::string> Lines() const {
    std::vector<std::string> lines;
    std::ifstream file(path_);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

  const std::string path_ =
      testing::TempDir() + "order_log_" +
      testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(OrderLog, GoesOnAtTheEndOfTheFile) {
  ASSERT_TRUE(kitchen::OpenLog(path_));
  kitchen::Log("Ready for business!");
  ASSERT_TRUE(kitchen::OpenLog(path_));
  kitchen::Log("All tasks finished. Closing now.");
  EXPECT_EQ(Lines(), (std::vector<std::string>{
                         "INFO: Ready for business!",
                         "INFO: All tasks finished. Closing now."}));
}

TEST_F(OrderLog, EntriesOfTwoThreadsNeverMix) {
  ASSERT_TRUE(kitchen::OpenLog(path_));
  constexpr int kEntries = 1000;
  const std::string johns(100, 'a');
  const std::string janes(100, 'b');
  const auto log = [](const std::string& entry) {
    for (int i = 0; i < kEntries; ++i) kitchen::Log(entry);
  };
  std::thread john(log, johns);
  std::thread jane(log, janes);
  john.join();
  jane.join();
  const std::vector<std::string> lines = Lines();
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "INFO: " + johns), kEntries);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "INFO: " + janes), kEntries);
  EXPECT_EQ(lines.size(), 2 * kEntries);
}

TEST_F(OrderLog, SaysWhenTheFileCannotBeOpened) {
  EXPECT_FALSE(kitchen::OpenLog(path_ + "/no/such/folder"));
  kitchen::Log("nobody reads this");
  EXPECT_TRUE(Lines().empty());
}

TEST_F(OrderLog, AListenerHearsItInPlaceOfTheFile) {
  static std::vector<std::string> heard;
  heard.clear();
  ASSERT_TRUE(kitchen::OpenLog(path_));
  kitchen::SetLogListener(
      [](std::string_view entry) { heard.emplace_back(entry); });
  kitchen::Log("Burger made #0001-burger00");
  EXPECT_EQ(heard, std::vector<std::string>{"Burger made #0001-burger00"});
  EXPECT_TRUE(Lines().empty());
}

}  // namespace
