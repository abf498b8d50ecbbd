#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "runner/commands/command.h"
#include "runner/commands/parse.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

// Ample for any answer that comes to an end, on a slow and busy machine.
constexpr int kJudgeSeconds = 60;

std::string FromEnvironment(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr ? "" : value;
}

std::chrono::seconds JudgeLimit() {
  int seconds = 0;
  const bool set =
      absl::SimpleAtoi(FromEnvironment("RACELINGS_TIME_LIMIT"), &seconds);
  return std::chrono::seconds(set && seconds > 0 ? seconds : kJudgeSeconds);
}

Allowance TheAllowance() {
  Allowance allowance;
  int megabytes = 0;
  if (absl::SimpleAtoi(FromEnvironment("RACELINGS_MEMORY_LIMIT"), &megabytes) &&
      megabytes > 0) {
    allowance.memory = static_cast<std::uint64_t>(megabytes) << 20;
  }
  return allowance;
}

// A line that begins with a y is a yes. Read byte by byte, since a stream would
// go on reading after Ctrl-C.
absl::StatusOr<bool> ReadYes() {
  std::string line;
  for (char byte = 0; byte != '\n'; line += byte) {
    const ssize_t got = read(STDIN_FILENO, &byte, 1);
    if (got <= 0) std::cout << '\n';
    if (got < 0) return Stopped();
    if (got == 0) break;
  }
  return line[0] == 'y' || line[0] == 'Y';
}

int Fail(const absl::Status& status, Progress& progress) {
  progress.Clear();
  std::cout << std::flush;
  std::cerr << ErrorText(TerminalOf(STDERR_FILENO), status.message())
            << std::flush;
  if (absl::IsInvalidArgument(status)) return kUsage;
  return absl::IsCancelled(status) ? kStopped : kInfra;
}

int Main(const std::vector<std::string>& words) {
  Progress progress(std::cerr, TerminalOf(STDERR_FILENO));
  const absl::StatusOr<Request> request = Parse(words);
  if (!request.ok()) return Fail(request.status(), progress);
  if (!request->text.empty()) {
    std::cout << request->text << std::flush;
    return kPassed;
  }
  std::error_code error;
  const std::filesystem::path from = std::filesystem::current_path(error);
  const std::filesystem::path self =
      std::filesystem::read_symlink("/proc/self/exe", error);
  RealDisk disk;
  const absl::StatusOr<Course> course = FindCourse(disk, FromEnvironment, from);
  if (!course.ok()) return Fail(course.status(), progress);
  RealProcesses processes;
  processes.Confine(FromEnvironment("RACELINGS_ISOLATION"), TheAllowance());
  Context context{disk,
                  processes,
                  progress,
                  *course,
                  from,
                  self,
                  TerminalOf(STDOUT_FILENO),
                  std::cout,
                  JudgeLimit(),
                  nullptr};
  if (context.terminal.is_terminal && schedule::IsTerminal(STDIN_FILENO)) {
    context.ask = [](std::string_view question) {
      std::cout << question << " [y/N] " << std::flush;
      return ReadYes();
    };
  }
  const absl::StatusOr<int> status = request->run(context, request->options);
  progress.Clear();
  if (!status.ok()) return Fail(status.status(), progress);
  std::cout << std::flush;
  return *status;
}

}  // namespace
}  // namespace racelings

int main(int argc, char** argv) {
  return racelings::Main(std::vector<std::string>(argv + 1, argv + argc));
}
