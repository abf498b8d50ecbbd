#include "schedule/gtest.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <utility>

#include "schedule/control.h"
#include "schedule/excerpt.h"
#include "schedule/lanes.h"

namespace schedule {
namespace {

std::vector<Explored>& Log() {
  static auto* log = new std::vector<Explored>;
  return *log;
}

std::string ReadFile(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
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
  Display display = DisplayOf(STDOUT_FILENO);
  display.colour = false;  // It may go into a log as well.
  std::set<std::pair<std::string, int>> quoted;  // A line is, once.
  std::ostringstream text;
  text << KindName(finding.kind) << ": " << finding.message << "\n";
  for (const Location& location : finding.locations) {
    text << "  " << (location.line > 0 ? location.file : "(unknown place)");
    if (location.line > 0) text << ":" << location.line;
    text << ": " << location.thread << ": " << location.what << "\n";
    if (!quoted.emplace(location.file, location.line).second) continue;
    text << Excerpt(ReadFile(location.file), location.line, location.column,
                    display);
  }
  text << ToLanes(finding.trace, display);
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
  if (explored.result.clean() && options.prepare && options.replay.empty())
    explored.result.finding = Control(options, body);
  if (!explored.result.clean())
    ADD_FAILURE() << Describe(*explored.result.finding);
  Log().push_back(explored);
  return explored.result;
}

}  // namespace schedule
