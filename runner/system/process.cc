#include "runner/system/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

#include "absl/strings/str_cat.h"
#include "runner/sandbox/isolation.h"
#include "runner/system/error.h"
#include "runner/system/spawn.h"
#include "runner/system/use.h"

namespace racelings {
namespace {

using Clock = std::chrono::steady_clock;

// What is told to end gets this long to clean up (ninja removes half-written
// files) before it is killed.
constexpr std::chrono::milliseconds kGrace{2000};

// How often it is looked what is used up.
constexpr std::chrono::milliseconds kLook{100};

volatile std::sig_atomic_t stop_signal = 0;
int wake_pipe[2] = {-1, -1};

void OnSignal(int number) {
  const int saved = errno;
  if (number != SIGCHLD) stop_signal = number;
  const char byte = 0;
  if (write(wake_pipe[1], &byte, 1) < 0)
    errno = saved;  // full: there is a byte to wake up for
  errno = saved;
}

// One child, from its start to its end.
class Running {
 public:
  Running(const Command& command, Child child, const Allowance& allowance,
          Outcome* outcome)
      : command_(command),
        child_(child),
        allowance_(allowance),
        outcome_(*outcome) {
    if (command.limit.count() > 0) deadline_ = Clock::now() + command.limit;
    if (command.processor_limit.count() > 0 || command.confinement)
      look_ = Clock::now() + kLook;
  }

  bool alive() const { return alive_; }
  int output() const { return child_.output; }
  // When it has to be looked at, if nothing happens before.
  std::optional<Clock::time_point> deadline() const {
    if (!alive_) return std::nullopt;
    return look_ && (!deadline_ || *look_ < *deadline_) ? look_ : deadline_;
  }

  void ReadOutput() {
    char buffer[65536];
    while (child_.output >= 0) {
      const ssize_t got = read(child_.output, buffer, sizeof buffer);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) {
        CloseOutput();
        return;
      }
      Take({buffer, static_cast<std::size_t>(got)});
    }
  }

  void NoteEnd() {
    siginfo_t info = {};
    // WNOWAIT: while the child is not reaped, its process group's number is its
    // own, and killing the group hits nobody else.
    if (waitid(P_PID, static_cast<id_t>(child_.pid), &info,
               WEXITED | WNOHANG | WNOWAIT) != 0 ||
        info.si_pid == 0) {
      return;
    }
    Signal(SIGKILL);
    int status = 0;
    while (waitpid(child_.pid, &status, 0) < 0 && errno == EINTR) {
    }
    alive_ = false;
    if (WIFEXITED(status)) outcome_.exit_status = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) outcome_.signal = WTERMSIG(status);
    ReadOutput();
    CloseOutput();
    if (!line_.empty() && command_.on_line) command_.on_line(line_);
  }

  void EndIfLate(Clock::time_point now) {
    if (alive_ && look_ && now >= *look_) {
      look_ = now + kLook;
      Judge(UseOf(child_.pid));
    }
    outcome_.timed_out =
        outcome_.timed_out || (alive_ && deadline_ && now >= *deadline_);
    if (!outcome_.used_up && !outcome_.timed_out && outcome_.too_much.empty())
      return;
    deadline_.reset();
    look_.reset();
    Signal(SIGKILL);
  }

  void Signal(int number) const {
    if (alive_) kill(command_.interactive ? child_.pid : -child_.pid, number);
  }

 private:
  void Judge(const Use& use) {
    outcome_.used_up = command_.processor_limit.count() > 0 &&
                       use.processor_time >= command_.processor_limit;
    if (!command_.confinement) return;
    if (use.memory > allowance_.memory) {
      outcome_.too_much =
          absl::StrCat(allowance_.memory >> 20, " MB of memory");
    } else if (use.processes > allowance_.processes) {
      outcome_.too_much = absl::StrCat(allowance_.processes, " processes");
    }
  }

  void Take(std::string_view text) {
    const std::size_t room =
        command_.keep - std::min(command_.keep, outcome_.output.size());
    outcome_.output.append(text.substr(0, room));
    if (text.size() > room) outcome_.truncated = true;
    if (!command_.on_line) return;
    for (std::size_t end = 0;
         (end = text.find('\n')) != std::string_view::npos;) {
      line_.append(text.substr(0, end));
      command_.on_line(line_);
      line_.clear();
      text.remove_prefix(end + 1);
    }
    if (line_.size() < command_.keep) line_.append(text);
  }

  void CloseOutput() {
    if (child_.output >= 0) close(child_.output);
    child_.output = -1;
  }

  const Command& command_;
  Child child_;
  const Allowance& allowance_;
  Outcome& outcome_;
  std::optional<Clock::time_point> deadline_;
  std::optional<Clock::time_point> look_;
  bool alive_ = true;
  std::string line_;  // the beginning of a line whose end has not come yet
};

using AllRunning = std::vector<Running>;

std::size_t Alive(const AllRunning& all) {
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const Running& one) { return one.alive(); }));
}

// Sleeps until a child wrote or ended, a signal came, there is something for
// `attention` (may be null), or `until`.
void WaitFor(AllRunning& all, std::optional<Clock::time_point> until,
             Attention* attention) {
  std::vector<pollfd> watched = {{wake_pipe[0], POLLIN, 0}};
  if (attention != nullptr) {
    for (const int descriptor : attention->Descriptors())
      watched.push_back({descriptor, POLLIN, 0});
    until = attention->Deadline();
  }
  for (const Running& one : all) {
    if (one.output() >= 0) watched.push_back({one.output(), POLLIN, 0});
    if (one.deadline() && (!until || *one.deadline() < *until))
      until = one.deadline();
  }
  int timeout = -1;
  if (until) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*until - Clock::now());
    timeout =
        static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
  }
  poll(watched.data(), watched.size(), timeout);
  char bytes[64];
  while (read(wake_pipe[0], bytes, sizeof bytes) > 0) {
  }
  const Clock::time_point now = Clock::now();
  for (Running& one : all) {
    one.ReadOutput();
    if (one.alive()) one.NoteEnd();
    one.EndIfLate(now);
  }
}

void StopAll(AllRunning& all, int number) {
  for (const Running& one : all) one.Signal(number);
  const Clock::time_point deadline = Clock::now() + kGrace;
  while (Alive(all) > 0 && Clock::now() < deadline)
    WaitFor(all, deadline, nullptr);
  for (const Running& one : all) one.Signal(SIGKILL);
  while (Alive(all) > 0) WaitFor(all, std::nullopt, nullptr);
}

}  // namespace

std::string Describe(const Outcome& outcome) {
  if (outcome.timed_out) return "no end within its time limit";
  if (outcome.used_up) return "more processor time than it may use";
  if (!outcome.too_much.empty())
    return absl::StrCat("more than ", outcome.too_much);
  if (outcome.signal != 0) {
    return absl::StrCat("signal ", outcome.signal, " (",
                        strsignal(outcome.signal), ")");
  }
  return absl::StrCat("exit status ", outcome.exit_status);
}

absl::StatusOr<std::vector<Outcome>> Processes::RunTogether(
    const std::vector<Command>& commands) {
  return RunQueue(commands, commands.size());
}

absl::StatusOr<Outcome> Processes::Run(const Command& command) {
  absl::StatusOr<std::vector<Outcome>> outcomes = RunTogether({command});
  if (!outcomes.ok()) return outcomes.status();
  return std::move(outcomes->front());
}

RealProcesses::RealProcesses() {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (wake_pipe[0] < 0 && pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return;
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGCHLD})
    sigaction(number, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

const Confining& RealProcesses::TheConfining() {
  if (!confining_) {
    cgroup_ = std::make_unique<Cgroup>(allowance_);
    confining_ = {BestIsolation(wanted_isolation_), allowance_,
                  cgroup_->doors()};
  }
  return *confining_;
}

std::string RealProcesses::isolation() {
  const Confining& confining = TheConfining();
  return absl::StrCat(IsolationName(confining.isolation),
                      confining.doors.empty() ? "" : "+cgroup");
}

absl::StatusOr<std::vector<Outcome>> RealProcesses::RunQueue(
    const std::vector<Command>& commands, std::size_t at_once) {
  if (stop_signal != 0) return Stopped();
  std::vector<Outcome> outcomes(commands.size());
  AllRunning all;
  all.reserve(commands.size());
  absl::Status started;
  bool goes_on = true;
  while (true) {
    while (started.ok() && all.size() < commands.size() &&
           Alive(all) < at_once) {
      const std::size_t next = all.size();
      const absl::StatusOr<Child> child =
          commands[next].confinement
              ? SpawnConfined(commands[next], TheConfining())
              : Spawn(commands[next]);
      started = child.status();
      if (child.ok())
        all.emplace_back(commands[next], *child, allowance_, &outcomes[next]);
    }
    if (!started.ok() || Alive(all) == 0 || stop_signal != 0 || !goes_on) break;
    WaitFor(all, std::nullopt, attention());
    goes_on = attention() == nullptr || attention()->GoOn();
  }
  StopAll(all, stop_signal != 0 ? stop_signal : SIGTERM);
  KillAllChildren();
  if (!started.ok()) return started;
  if (stop_signal != 0 || !goes_on) return Stopped();
  return outcomes;
}

absl::Status RealProcesses::Wait() {
  AllRunning none;
  while (stop_signal == 0 && attention()->GoOn())
    WaitFor(none, std::nullopt, attention());
  return stop_signal == 0 ? absl::OkStatus() : Stopped();
}

absl::Status RealProcesses::StartDetached(
    const std::vector<std::string>& argv) {
  return SpawnDetached(argv);
}

bool RealProcesses::ForgetCtrlC() {
  if (stop_signal == SIGINT) stop_signal = 0;
  return stop_signal == 0;
}

}  // namespace racelings
