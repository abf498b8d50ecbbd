#include "schedule/internal/watch.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

#include "schedule/internal/io_text.h"
#include "schedule/internal/modules.h"
#include "schedule/internal/plausible.h"
#include "schedule/internal/system_calls.h"

namespace schedule::internal {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

// How often a worker is looked at. It is also told of at once when it ends.
constexpr int kLookMs = 20;
// How often it is told how far they are.
constexpr milliseconds kTell{200};
// What a stuck worker is given to say where it is.
constexpr milliseconds kLastWords{1000};

struct Worker {
  pid_t pid = -1;
  int pidfd = -1;
  Channel* channel = nullptr;
  Range range;
  bool running = false;
  // At the last sign of life.
  int64_t steps = -1;
  nanoseconds cpu{0};
  std::chrono::steady_clock::time_point seen;
  // Once it was asked where it is.
  std::string stuck;
  std::chrono::steady_clock::time_point asked;
};

nanoseconds CpuTime(pid_t pid) {
  clockid_t clock = 0;
  timespec used = {};
  if (clock_getcpuclockid(pid, &clock) != 0 ||
      clock_gettime(clock, &used) != 0) {
    return nanoseconds{0};
  }
  return std::chrono::seconds{used.tv_sec} + nanoseconds{used.tv_nsec};
}

int64_t ResidentBytes(pid_t pid) {
  // "total resident …", in pages.
  std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
  int64_t total = 0;
  int64_t resident = 0;
  file >> total >> resident;
  return file ? resident * sysconf(_SC_PAGESIZE) : 0;
}

// Whether the thread waits in the kernel. One that only waits for a processor
// on a busy machine does not.
bool IsBlocked(pid_t pid, pid_t thread) {
  // "tid (name) state …"; the name may hold anything but ends with the last
  // ')'.
  std::ifstream file("/proc/" + std::to_string(pid) + "/task/" +
                     std::to_string(thread) + "/stat");
  std::string line;
  std::getline(file, line);
  const size_t name_end = line.rfind(')');
  return name_end != std::string::npos && name_end + 2 < line.size() &&
         line[name_end + 2] != 'R';
}

// The worker, and whatever it or the code under test started.
void End(const Worker& worker) {
  kill(-worker.pid, SIGKILL);
  kill(worker.pid, SIGKILL);
}

void FailFromOutside(Channel* channel, Kind kind, const std::string& message) {
  channel->status = Status::kFailed;
  channel->failure.kind = kind;
  std::snprintf(channel->failure.message, sizeof(channel->failure.message),
                "%s", message.c_str());
}

// Makes a finding of a worker that ended without a word.
void ExplainDeath(Channel* channel, int wait_status) {
  if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGSYS) {
    FailFromOutside(channel, Kind::kCrash,
                    "the program asked the operating system for what no answer "
                    "may do (to look into another process, to signal one that "
                    "it did not start, to leave its group), and was ended for "
                    "it (SIGSYS)");
    return;
  }
  if (WIFSIGNALED(wait_status)) {
    FailFromOutside(channel, Kind::kCrash,
                    "the program was ended by signal " +
                        std::to_string(WTERMSIG(wait_status)) + " (" +
                        strsignal(WTERMSIG(wait_status)) + ")");
    return;
  }
  FailFromOutside(
      channel, Kind::kCrash,
      "the program ended itself in the middle of its work, with exit "
      "status " +
          std::to_string(WEXITSTATUS(wait_status)));
}

bool Start(const Options& options, const std::function<void()>& body,
           const Range& range, const Plan& plan, Worker* worker) {
  std::fflush(nullptr);
  worker->pid = fork();
  if (worker->pid == 0) RunWorker(options, body, worker->channel, range, plan);
  if (worker->pid < 0) {
    FailFromOutside(
        worker->channel, Kind::kInfra,
        std::string("a process could not be started: ") + strerror(errno));
    return false;
  }
  worker->pidfd = static_cast<int>(syscall(SYS_pidfd_open, worker->pid, 0));
  worker->running = true;
  worker->seen = std::chrono::steady_clock::now();
  return true;
}

void Reap(Worker* worker) {
  int status = 0;
  waitpid(worker->pid, &status, 0);
  // And whatever the code under test started.
  kill(-worker->pid, SIGKILL);
  if (worker->pidfd >= 0) close(worker->pidfd);
  worker->running = false;
  Channel* channel = worker->channel;
  if (!worker->stuck.empty() && channel->failure.kind == Kind::kNoProgress &&
      channel->failure.message[0] == '\0') {
    FailFromOutside(channel, Kind::kNoProgress, worker->stuck);
  } else if (channel->status == Status::kRunning) {
    if (!worker->stuck.empty()) {
      FailFromOutside(channel, Kind::kNoProgress, worker->stuck);
    } else {
      ExplainDeath(channel, channel->death != 0 ? channel->death : status);
    }
  }
}

// Why a thread does not come back from the kernel.
std::string WhyBlocked(const Worker& worker) {
  const Channel& channel = *worker.channel;
  if (channel.waits_outside) return OutsideText(channel.outside);
  const std::string call = CurrentSystemCall(channel.pid, channel.running_tid);
  return "a thread is stuck in a call of the operating system that the "
         "explorer cannot see through" +
         (call.empty() ? "" : ", " + call) +
         ": until it comes back, no other thread can run. Wait in a way that "
         "the explorer knows (a lock, a condition variable, a direct call of "
         "read or poll), or keep this call out of what is explored";
}

void AskWhereItIs(const std::string& why, Worker* worker) {
  worker->stuck = why;
  worker->asked = std::chrono::steady_clock::now();
  worker->channel->failure.message[0] = '\0';
  syscall(SYS_tgkill, worker->channel->pid, worker->channel->running_tid,
          kStuckSignal);
}

void LookAt(const Options& options, Worker* worker) {
  const auto now = std::chrono::steady_clock::now();
  if (!worker->stuck.empty()) {
    if (now - worker->asked > kLastWords) End(*worker);
    return;
  }
  const pid_t pid = worker->channel->pid;
  if (ResidentBytes(pid) > options.memory_limit_bytes) {
    FailFromOutside(worker->channel, Kind::kMemory,
                    "the program took more than " +
                        std::to_string(options.memory_limit_bytes >> 20) +
                        " MiB of memory");
    End(*worker);
    return;
  }
  const nanoseconds cpu = CpuTime(pid);
  const int64_t steps = worker->channel->steps;
  if (steps != worker->steps) {
    worker->steps = steps;
    worker->cpu = cpu;
    worker->seen = now;
  } else if (cpu - worker->cpu > options.step_cpu_limit) {
    AskWhereItIs(
        "a thread runs and runs without ever locking, waiting or ending: an "
        "endless loop",
        worker);
  } else if (!IsBlocked(pid, worker->channel->running_tid)) {
    worker->seen = now;
  } else if (now - worker->seen > options.blocked_limit) {
    AskWhereItIs(WhyBlocked(*worker), worker);
  }
}

// Tells how far the workers are, now and then.
class Teller {
 public:
  explicit Teller(const Options& options) : options_(options) {}

  void Tell(const std::vector<Worker>& workers) {
    if (!options_.on_progress) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < kTell) return;
    told_ = now;
    int64_t done = 0;
    for (const Worker& worker : workers) done += worker.channel->done;
    options_.on_progress(done);
  }

 private:
  const Options& options_;
  std::chrono::steady_clock::time_point told_ =
      std::chrono::steady_clock::now();
};

// Stops the workers that can no longer find an earlier failure.
void StopTheLate(std::vector<Worker>* workers) {
  int64_t earliest = INT64_MAX;
  for (const Worker& worker : *workers) {
    if (!worker.running && worker.channel->status == Status::kFailed &&
        worker.channel->schedule < earliest) {
      earliest = worker.channel->schedule;
    }
  }
  for (const Worker& worker : *workers) {
    if (worker.running && worker.channel->schedule > earliest) {
      End(worker);
    }
  }
}

}  // namespace

SharedChannel::SharedChannel() {
  void* memory = mmap(nullptr, sizeof(Channel), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  channel_ = memory == MAP_FAILED ? nullptr : static_cast<Channel*>(memory);
}

SharedChannel::~SharedChannel() {
  if (channel_ != nullptr) munmap(channel_, sizeof(Channel));
}

std::vector<std::unique_ptr<SharedChannel>> RunWorkers(
    const Options& options, const std::function<void()>& body,
    const std::vector<Range>& ranges, const Plan& plan) {
  std::vector<std::unique_ptr<SharedChannel>> channels;
  std::vector<Worker> workers(ranges.size());
  for (size_t i = 0; i < ranges.size(); ++i) {
    channels.push_back(std::make_unique<SharedChannel>());
    if (channels[i]->get() == nullptr) return {};
    workers[i].channel = channels[i]->get();
    workers[i].range = ranges[i];
  }
  size_t running = 0;
  for (size_t i = 0; i < ranges.size(); ++i) {
    if (Start(options, body, ranges[i], plan, &workers[i])) ++running;
  }
  Teller teller(options);
  while (running > 0) {
    std::vector<pollfd> ends;
    for (const Worker& worker : workers) {
      if (worker.running) ends.push_back({worker.pidfd, POLLIN, 0});
    }
    poll(ends.data(), ends.size(), kLookMs);
    for (Worker& worker : workers) {
      if (!worker.running) continue;
      siginfo_t info = {};
      waitid(P_PID, worker.pid, &info, WEXITED | WNOHANG | WNOWAIT);
      if (info.si_pid == worker.pid) {
        Reap(&worker);
        RequirePlausible(worker.range, plan, worker.channel);
        --running;
      } else {
        LookAt(options, &worker);
      }
    }
    StopTheLate(&workers);
    teller.Tell(workers);
  }
  return channels;
}

}  // namespace schedule::internal
