#ifndef RACELINGS_RUNNER_COMMANDS_COMMAND_H_
#define RACELINGS_RUNNER_COMMANDS_COMMAND_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/exercise/course.h"
#include "runner/report/text.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"
#include "runner/system/progress.h"
#include "runner/system/terminal.h"
#include "runner/verdict/checker.h"

namespace racelings {

// The exit status of the program.
inline constexpr int kPassed = 0;
inline constexpr int kNotYet = 1;
inline constexpr int kUsage = 2;
inline constexpr int kInfra = 3;
inline constexpr int kStopped = 130;

// What someone typed after the name of a command.
struct Options {
  std::vector<std::string> arguments;
  std::string answer;
  bool solution = false;
  bool json = false;
  bool raw = false;
  bool full = false;
  std::uint64_t seed = 1;
  std::string test;
  int times = 1;
  int pairs = 0;  // as `times`
  int tasks = 8;
  double seconds = 0.1;
  std::string html;
  bool scripts = false;
  std::string output;
  std::string submission;
  std::string submissions;
  int jobs = 0;  // 0: as many as there are processors
  std::string shard;
  int slurm = 0;  // so many tasks; 0: here
  bool plain = false;
  bool poll = false;
  std::string format = "text";
  std::string chapter;
  bool todo = false;
  bool done = false;
  bool yes = false;
  bool anyway = false;
  std::string ci;
  bool student = false;
  bool force = false;
};

// The world a command works in. Owns nothing.
struct Context {
  Disk& disk;
  Processes& processes;
  Progress& progress;
  const Course& course;
  std::filesystem::path from;  // the current folder
  std::filesystem::path self;  // this program
  Terminal terminal;           // of `out`
  std::ostream& out;
  std::chrono::milliseconds judge_limit;
  // Asks the person at the terminal: true is yes. Cancelled: Ctrl-C. Empty when
  // nobody is there to be asked.
  std::function<absl::StatusOr<bool>(std::string_view question)> ask{};
  bool by_keys = false;  // what to do next is told elsewhere, as keys to press

  Checker MakeChecker() const {
    return {disk, processes, progress, course, judge_limit};
  }
  Reader MakeReader() const { return {disk, course, from, terminal, by_keys}; }
};

// Runs to the exit status. A status that is not OK is an error to be shown; its
// code decides the exit status (see system/error.h).
using CommandFunction = absl::StatusOr<int> (*)(Context& context,
                                                const Options& options);

struct CommandEntry {
  const char* name;
  const char* arguments;  // "<exercise>", as the help shows it
  const char* summary;
  int least_arguments;
  int most_arguments;  // -1: any number
  std::vector<std::string>
      options;  // "--json", ...: those of Options that it takes
  CommandFunction run;
};

// Every command there is; a new one is added here and in a file of its own.
const std::vector<CommandEntry>& CommandTable();

absl::StatusOr<int> Check(Context& context, const Options& options);
absl::StatusOr<int> Compare(Context& context, const Options& options);
absl::StatusOr<int> Completion(Context& context, const Options& options);
absl::StatusOr<int> Doctor(Context& context, const Options& options);
absl::StatusOr<int> Explain(Context& context, const Options& options);
absl::StatusOr<int> Export(Context& context, const Options& options);
absl::StatusOr<int> Grade(Context& context, const Options& options);
absl::StatusOr<int> Hint(Context& context, const Options& options);
absl::StatusOr<int> List(Context& context, const Options& options);
absl::StatusOr<int> Merge(Context& context, const Options& options);
absl::StatusOr<int> Next(Context& context, const Options& options);
absl::StatusOr<int> Prev(Context& context, const Options& options);
absl::StatusOr<int> Rates(Context& context, const Options& options);
absl::StatusOr<int> Replay(Context& context, const Options& options);
absl::StatusOr<int> Report(Context& context, const Options& options);
absl::StatusOr<int> Reset(Context& context, const Options& options);
absl::StatusOr<int> Run(Context& context, const Options& options);
absl::StatusOr<int> SelfTest(Context& context, const Options& options);
absl::StatusOr<int> ShowSolution(Context& context, const Options& options);
absl::StatusOr<int> Verify(Context& context, const Options& options);
absl::StatusOr<int> Watch(Context& context, const Options& options);

// What happens when no command is typed.
absl::StatusOr<int> Welcome(Context& context, const Options& options);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_COMMAND_H_
