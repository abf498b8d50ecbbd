#ifndef RACELINGS_RUNNER_SYSTEM_PROCESS_H_
#define RACELINGS_RUNNER_SYSTEM_PROCESS_H_

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/sandbox/cgroup.h"
#include "runner/sandbox/confine.h"

namespace racelings {

// A program to start. Its standard output and standard error are read as one
// stream; its standard input is empty.
struct Command {
  std::vector<std::string> argv;      // argv[0] is looked up in PATH
  std::filesystem::path directory{};  // empty: the runner's own
  std::vector<std::pair<std::string, std::string>>
      environment{};                   // added to the runner's
  std::chrono::milliseconds limit{0};  // of wall-clock time; zero: none
  std::chrono::milliseconds processor_limit{
      0};  // of processor time, with all that it starts; zero: none
  std::size_t keep =
      std::size_t{1}
      << 20;  // bytes of output kept; the rest is read and dropped
  std::function<void(std::string_view line)>
      on_line{};  // every line, kept or not; may be empty
  bool interactive =
      false;  // shares the runner's terminal instead; no output is kept
  // Not trusted: it gets this view, the environment above and no other, and an
  // allowance; see sandbox/confinement.h.
  std::optional<Confinement> confinement{};
  // Where the program can write with kReportDescriptor, and no path leads that
  // it knows; empty: nowhere.
  std::filesystem::path report{};

  // Lets it work for so long and, since the machine may have other things to
  // do, take many times as long by the clock on the wall.
  void AllowWork(std::chrono::milliseconds processor_time) {
    constexpr int kBusyMachine = 20;
    processor_limit = processor_time;
    limit = processor_time * kBusyMachine;
  }
};

// The descriptor that Command::report is open as.
inline constexpr int kReportDescriptor = 200;

struct Outcome {
  int exit_status = -1;  // when the program ended by itself
  int signal = 0;        // when a signal ended it
  bool timed_out =
      false;  // the limit passed, and the whole process group was killed
  bool used_up = false;    // the same for the processor's limit
  bool truncated = false;  // there was more output than was kept
  std::string too_much{};  // of what it took more than it may, and was killed
                           // for: "3072 MB of memory"; "" for nothing
  std::string output;

  bool ok() const {
    return exit_status == 0 && !timed_out && !used_up && too_much.empty();
  }
};

// "exit status 2", "signal 11 (Segmentation fault)", "no end within its time
// limit", "more processor time than it may use".
std::string Describe(const Outcome& outcome);

// Somebody who wants to be asked, whenever Processes waits, whether to go on: a
// file may have changed, or a key may have been pressed.
class Attention {
 public:
  using Clock = std::chrono::steady_clock;

  Attention() = default;
  Attention(const Attention&) = delete;
  Attention& operator=(const Attention&) = delete;
  virtual ~Attention() = default;

  // To be asked as soon as one of these can be read.
  virtual std::vector<int> Descriptors() = 0;
  // To be asked then, even if nothing happens.
  virtual std::optional<Clock::time_point> Deadline() = 0;
  // Sees what has come. False: what runs is to be stopped.
  // It must start nothing itself.
  virtual bool GoOn() = 0;
};

class Processes {
 public:
  Processes() = default;
  Processes(const Processes&) = delete;
  Processes& operator=(const Processes&) = delete;
  virtual ~Processes() = default;

  // Runs the commands, `at_once` of them side by side, and waits for all;
  // outcomes in the order of the commands. A limit counts from when its command
  // is started. REQUIRES: at_once > 0, unless there are no commands. NotFound:
  // a program does not exist. Cancelled: someone typed Ctrl-C, or the attention
  // did not want to go on. Whatever is returned, nothing that was started is
  // left running.
  virtual absl::StatusOr<std::vector<Outcome>> RunQueue(
      const std::vector<Command>& commands, std::size_t at_once) = 0;

  // All of them side by side.
  absl::StatusOr<std::vector<Outcome>> RunTogether(
      const std::vector<Command>& commands);

  // Waits, with nothing running, until the attention does not want to go on
  // (OK), or someone types Ctrl-C (Cancelled). REQUIRES: there is an attention.
  virtual absl::Status Wait() = 0;

  // Starts a program for the person and not for the runner, which lives on
  // without it: a browser. Its output goes nowhere. NotFound: it does not
  // exist.
  virtual absl::Status StartDetached(const std::vector<std::string>& argv) = 0;

  // Forgets a Ctrl-C, which was meant for a program that shared the terminal.
  // False: it was another signal, and the runner has to end.
  virtual bool ForgetCtrlC() = 0;

  // Who is asked from now on; null: nobody. Not owned.
  void set_attention(Attention* attention) { attention_ = attention; }

  absl::StatusOr<Outcome> Run(const Command& command);

  // How confined commands are kept apart: the name of an Isolation, and
  // "+cgroup" where the kernel also counts what all of them use together; ""
  // where none are.
  virtual std::string isolation() { return ""; }

 protected:
  Attention* attention() const { return attention_; }

 private:
  Attention* attention_ = nullptr;
};

// Each command gets a process group of its own. The constructor takes over
// SIGINT, SIGTERM, SIGHUP and SIGCHLD and makes this process adopt orphans, so
// that even a child that left its group is found: make one, in main.
class RealProcesses final : public Processes {
 public:
  RealProcesses();
  absl::StatusOr<std::vector<Outcome>> RunQueue(
      const std::vector<Command>& commands, std::size_t at_once) override;
  absl::Status Wait() override;
  absl::Status StartDetached(const std::vector<std::string>& argv) override;
  bool ForgetCtrlC() override;
  std::string isolation() override;

  // For confined commands: a worse isolation than the best (its name, or ""),
  // and what they are allowed.
  void Confine(std::string_view wanted, const Allowance& allowance) {
    wanted_isolation_ = wanted;
    allowance_ = allowance;
    confining_.reset();
  }

 private:
  const Confining& TheConfining();

  std::string wanted_isolation_;
  Allowance allowance_;
  std::optional<Confining> confining_;  // once it was found out
  std::unique_ptr<Cgroup> cgroup_;      // the same
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_PROCESS_H_
