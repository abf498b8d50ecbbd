#include "schedule/schedule_string.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace {

using schedule::FormatSchedule;
using schedule::ParseSchedule;
using schedule::TakeLate;
using Picks = std::vector<uint16_t>;

TEST(ScheduleString, CountsRepeats) {
  EXPECT_EQ(FormatSchedule({0, 0, 0, 1, 2, 2}), "a3bc2");
  EXPECT_EQ(FormatSchedule({25, 26, 26, 300}), "z(26)2(300)");
  EXPECT_EQ(FormatSchedule({}), "-");
  EXPECT_EQ(FormatSchedule({0, schedule::kForNoReason, 1}), "a!b");
}

TEST(ScheduleString, ReadsWhatItWrites) {
  for (const Picks& picks :
       {Picks{}, Picks{0}, Picks{1, 1, 0, 26, 26, 511},
        Picks{0, schedule::kForNoReason, 0}, Picks(5000, 3)}) {
    EXPECT_EQ(ParseSchedule(FormatSchedule(picks)), picks);
  }
}

TEST(ScheduleString, RefusesWhatIsNone) {
  for (const char* text : {"", "A", "3a", "a0", "(", "(x)", "(12", "(99999)",
                           "a-", "a99999999999999999999", "a9999999", "a b"}) {
    EXPECT_FALSE(ParseSchedule(text).has_value()) << text;
  }
}

TEST(ScheduleString, KnowsOneThatNeedsALateClock) {
  bool late = false;
  EXPECT_EQ(TakeLate("late:ab2", &late), "ab2");
  EXPECT_TRUE(late);
  EXPECT_EQ(TakeLate("ab2", &late), "ab2");
  EXPECT_FALSE(late);
}

}  // namespace
