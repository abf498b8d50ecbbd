// The main function of every exercise's test: GoogleTest, with the explorer's
// options on the command line and a report for the runner.
//
//   07_unlocked_list_pop.races --answer=/tmp/answer.so
//   --report=/tmp/report.json
//
// --report-descriptor=N names a descriptor that is open for it instead.
// With --progress=1 it says meanwhile how far it is.
//
// Exit status: 0 when every test is clean, 1 when one has a finding, 3 when the
// judge itself could not work; --unsolved-exit=N gives another number for 1.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "harness/answer.h"
#include "harness/report.h"
#include "harness/rights.h"
#include "harness/transcript.h"
#include "schedule/gtest.h"

namespace {

struct Flags {
  std::string answer;
  std::string report;
  int report_descriptor = -1;
  std::string token;
  int unsolved_exit = 1;
  int progress = 0;
};

constexpr int kInfraExit = 3;

// Takes the value of `--name=` into `value`.
bool Take(std::string_view argument, std::string_view name,
          std::string* value) {
  if (!argument.starts_with(name) || argument.substr(name.size(), 1) != "=")
    return false;
  *value = argument.substr(name.size() + 1);
  return true;
}

template <typename Number>
bool Take(std::string_view argument, std::string_view name, Number* value) {
  std::string text;
  if (!Take(argument, name, &text)) return false;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, *value);
  if (error == std::errc() && stop == end) return true;
  std::fprintf(stderr, "judge: %s wants a number, not '%s'\n",
               std::string(name).c_str(), text.c_str());
  return false;
}

bool ReadFlags(int argc, char** argv, Flags* flags) {
  schedule::Options& options = schedule::DefaultOptions();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (Take(argument, "--answer", &flags->answer) ||
        Take(argument, "--report", &flags->report) ||
        Take(argument, "--report-descriptor", &flags->report_descriptor) ||
        Take(argument, "--token", &flags->token) ||
        Take(argument, "--unsolved-exit", &flags->unsolved_exit) ||
        Take(argument, "--progress", &flags->progress) ||
        Take(argument, "--schedules", &options.schedules) ||
        Take(argument, "--seed", &options.seed) ||
        Take(argument, "--workers", &options.workers) ||
        Take(argument, "--replay", &options.replay) ||
        Take(argument, "--source-root", &options.source_root)) {
      continue;
    }
    std::fprintf(stderr, "judge: unknown option '%s'\n", argv[i]);
    return false;
  }
  return true;
}

// Says on standard output how far it is, for a runner that shows it: a line
// "progress DONE TOTAL FINDINGS" now and then. A test that has ended counts in
// full, however few schedules proved it.
class SayProgress : public testing::EmptyTestEventListener {
 public:
  SayProgress() {
    schedule::DefaultOptions().on_progress = [this](int64_t done) {
      Say(std::min<int64_t>(done, schedule::DefaultOptions().schedules));
    };
  }

 private:
  void OnTestEnd(const testing::TestInfo& info) override {
    ++ended_;
    findings_ += info.result()->Failed() ? 1 : 0;
    Say(0);
  }

  void Say(int64_t done) const {
    const int64_t each = schedule::DefaultOptions().schedules;
    const int64_t all =
        each * testing::UnitTest::GetInstance()->test_to_run_count();
    const int64_t so_far = ended_ * each + done;
    std::printf("progress %s %s %d\n", std::to_string(so_far).c_str(),
                std::to_string(all).c_str(), findings_);
    std::fflush(stdout);
  }

  int64_t ended_ = 0;
  int findings_ = 0;
};

// Where the report is to be written: open for this process alone, from before
// an answer's code runs. -1: nowhere.
int OpenReport(const Flags& flags) {
  if (flags.report_descriptor >= 0) {
    fcntl(flags.report_descriptor, F_SETFD, FD_CLOEXEC);
    return flags.report_descriptor;
  }
  if (flags.report.empty()) return -1;
  return open(flags.report.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
              S_IRUSR | S_IWUSR);
}

}  // namespace

int main(int argc, char** argv) {
  harness::Seclude();
  testing::InitGoogleTest(&argc, argv);
  harness::ListenToTheKitchen();
  Flags flags;
  if (!ReadFlags(argc, argv, &flags)) return kInfraExit;
  const int report = OpenReport(flags);
  if (!flags.report.empty() && report < 0) {
    std::fprintf(stderr, "judge: cannot write %s\n", flags.report.c_str());
    return kInfraExit;
  }
  if (!flags.answer.empty()) {
    // In each worker, not here: an answer's code never runs in the process that
    // writes the report.
    schedule::DefaultOptions().prepare = [&flags, report] {
      if (report >= 0) close(report);
      harness::GiveUpRights();
      return harness::LoadAnswer(flags.answer);
    };
  }
  if (flags.progress != 0) {
    testing::UnitTest::GetInstance()->listeners().Append(new SayProgress);
  }
  const bool passed = RUN_ALL_TESTS() == 0;
  bool infra = false;
  for (const schedule::Explored& explored : schedule::AllExplored()) {
    infra = infra || (explored.result.finding.has_value() &&
                      explored.result.finding->kind == schedule::Kind::kInfra);
  }
  if (report >= 0 &&
      !harness::WriteReport(report, flags.token, schedule::AllExplored())) {
    std::fprintf(stderr, "judge: cannot write the report\n");
    return kInfraExit;
  }
  if (infra) return kInfraExit;
  if (passed) return 0;
  if (flags.unsolved_exit != 1) std::printf("Not solved yet.\n");
  return flags.unsolved_exit;
}
