#include "schedule/gtest.h"

#include <gtest/gtest.h>

#include <sstream>

namespace schedule {
namespace {

std::vector<Explored>& Log() {
  static auto* log = new std::vector<Explored>;
  return *log;
}

// In a worker: an expectation that fails is the end of the schedule.
class FailAtOnce : public testing::EmptyTestEventListener {
  void OnTestPartResult(const testing::TestPartResult& part) override {
    if (!part.failed() || !Exploring()) return;
    Require(false, part.message(),
            part.file_name() == nullptr ? "" : part.file_name(),
            part.line_number());
  }
};

}  // namespace

Options& DefaultOptions() {
  static auto* options = new Options;
  return *options;
}

const std::vector<Explored>& AllExplored() { return Log(); }

std::string Describe(const Finding& finding) {
  std::ostringstream text;
  text << KindName(finding.kind) << ": " << finding.message << "\n";
  for (const Location& location : finding.locations) {
    text << "  " << (location.line > 0 ? location.file : "(unknown place)");
    if (location.line > 0) text << ":" << location.line;
    text << ": " << location.thread << ": " << location.what << "\n";
  }
  if (!finding.schedule.empty())
    text << "  schedule: " << finding.schedule << "\n";
  return text.str();
}

void FailOnExpectations() {
  static const bool listening = [] {
    testing::UnitTest::GetInstance()->listeners().Append(new FailAtOnce);
    return true;
  }();
  (void)listening;
}

Result ExploreTest(const std::function<void()>& body, Clock clock) {
  FailOnExpectations();
  Options options = DefaultOptions();
  options.clock = clock;
  const testing::TestInfo* info =
      testing::UnitTest::GetInstance()->current_test_info();
  Explored explored{
      .test = std::string(info->test_suite_name()) + "." + info->name(),
      .file = info->file(),
      .line = info->line(),
      .result = Explore(options, body)};
  if (!explored.result.clean())
    ADD_FAILURE() << Describe(*explored.result.finding);
  Log().push_back(explored);
  return explored.result;
}

}  // namespace schedule
