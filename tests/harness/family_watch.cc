#include "harness/family_watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "harness/family.h"
#include "kitchen/staff.h"
#include "schedule/explore.h"

namespace harness {
namespace {

// After that many looks it is the explorer's limit that counts.
constexpr int kLooks = 50;

// A system call that a thread is in: its number and its first five arguments.
struct SystemCall {
  long number = -1;  // NOLINT(google-runtime-int): the kernel's type.
  std::array<std::uint64_t, 5> arguments{};
};

// The system's own calls and no streams: those have visible operations in them,
// and a look has to be one step of its schedule.
// Nothing where there is no such file.
std::optional<std::string> ReadIfThere(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::string text;
  std::array<char, 4096> some{};
  for (ssize_t size = 0; (size = read(file, some.data(), some.size())) > 0;) {
    text.append(some.data(), static_cast<std::size_t>(size));
  }
  close(file);
  return text;
}

std::string ReadFile(const std::string& path) {
  return ReadIfThere(path).value_or("");
}

// The numbers that are names of what is in a folder, as threads are.
std::vector<int> Numbers(const std::string& folder) {
  std::vector<int> numbers;
  DIR* entries = opendir(folder.c_str());
  if (entries == nullptr) return numbers;
  while (const dirent* entry = readdir(entries)) {
    const int number =
        static_cast<int>(std::strtol(entry->d_name, nullptr, 10));
    if (number > 0) numbers.push_back(number);
  }
  closedir(entries);
  return numbers;
}

std::string Descriptor(const std::string& process, std::uint64_t fd) {
  const std::string path = process + "/fd/" + std::to_string(fd);
  std::array<char, 64> target{};
  if (readlink(path.c_str(), target.data(), target.size() - 1) < 0) {
    return "a file";
  }
  const std::string_view what(target.data());
  if (what.starts_with("pipe:")) return "a pipe";
  return what.starts_with("socket:") ? "a socket" : "a file";
}

// What a thread in that call waits for, if it may wait there without an end.
std::string WaitOf(const std::string& process, const SystemCall& call) {
  const auto& arguments = call.arguments;
  const auto is_negative = [](std::uint64_t value) {
    return static_cast<std::int32_t>(value) < 0;
  };
  switch (call.number) {
    case SYS_read:
    case SYS_readv:
    case SYS_recvfrom:
    case SYS_recvmsg:
      return "to read from " + Descriptor(process, arguments[0]) +
             ", to which nobody writes";
    case SYS_write:
    case SYS_writev:
    case SYS_sendto:
    case SYS_sendmsg:
      return "to write to " + Descriptor(process, arguments[0]) +
             ", which is full and from which nobody reads";
    case SYS_wait4:
    case SYS_waitid:
      return "for a process to end";
    case SYS_futex:
      return arguments[3] == 0 ? "for a lock or a change of memory" : "";
    case SYS_ppoll:
      return arguments[2] == 0 ? "in poll" : "";
    case SYS_epoll_pwait:
      return is_negative(arguments[3]) ? "in epoll_wait" : "";
#ifdef SYS_poll
    case SYS_poll:
      return is_negative(arguments[2]) ? "in poll" : "";
#endif
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
      return is_negative(arguments[3]) ? "in epoll_wait" : "";
#endif
#ifdef SYS_pause
    case SYS_pause:
      return "for a signal";
#endif
    default:
      return "";
  }
}

// "nr 0x… 0x… …", or "running", or nothing where that is kept secret.
SystemCall CallOf(const std::string& thread) {
  const std::string text = ReadFile(thread + "/syscall");
  SystemCall call;
  const char* at = text.c_str();
  if (*at < '0' || *at > '9') return call;
  char* end = nullptr;
  call.number = std::strtol(at, &end, 10);
  for (std::uint64_t& argument : call.arguments) {
    argument = std::strtoull(end, &end, 16);
  }
  return call;
}

long long SwitchesOf(const std::string& thread) {
  constexpr std::string_view kKey = "ctxt_switches:";
  const std::string text = ReadFile(thread + "/status");
  long long all = 0;
  for (std::size_t at = 0; (at = text.find(kKey, at)) != std::string::npos;) {
    at += kKey.size();
    all += std::strtoll(text.c_str() + at, nullptr, 10);
  }
  return all;
}

bool IsZombie(const std::string& process) {
  const std::string stat = ReadFile(process + "/stat");
  const std::size_t name_end = stat.rfind(')');
  return name_end == std::string::npos || name_end + 2 >= stat.size() ||
         stat[name_end + 2] == 'Z' || stat[name_end + 2] == 'X';
}

Relative LookAt(int pid, const std::string& process) {
  Relative relative{.pid = pid};
  const std::string name = ReadFile(process + "/comm");
  relative.name = name.substr(0, name.find('\n'));
  bool waits = true;
  for (const int thread : Numbers(process + "/task")) {
    const std::string folder = process + "/task/" + std::to_string(thread);
    const std::string wait = WaitOf(process, CallOf(folder));
    waits = waits && !wait.empty();
    if (relative.waits.empty()) relative.waits = wait;
    relative.switches += SwitchesOf(folder);
  }
  if (!waits) relative.waits.clear();
  return relative;
}

// Adds all processes below that one. Returns false where they cannot be known:
// it has just ended, or the kernel does not say.
bool AddBelow(const std::string& process, std::vector<Relative>* relatives) {
  for (const int thread : Numbers(process + "/task")) {
    const std::optional<std::string> children =
        ReadIfThere(process + "/task/" + std::to_string(thread) + "/children");
    if (!children.has_value()) return false;
    const char* at = children->c_str();
    char* end = nullptr;
    // "4711 4712 ".
    for (int pid = 0; (pid = static_cast<int>(std::strtol(at, &end, 10))) > 0;
         at = end) {
      const std::string child = "/proc/" + std::to_string(pid);
      if (IsZombie(child)) continue;
      relatives->push_back(LookAt(pid, child));
      if (!AddBelow(child, relatives)) return false;
    }
  }
  return true;
}

// Zombies included.
bool HasChildren() {
  siginfo_t info = {};
  return syscall(SYS_waitid, P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT,
                 nullptr) == 0;
}

// ThreadSanitizer has a thread of its own, which mostly sleeps. An explored one
// never does so in the kernel.
bool Sleeps(const std::string& thread) {
  const SystemCall call = CallOf(thread);
#ifdef SYS_nanosleep
  if (call.number == SYS_nanosleep) return true;
#endif
  return call.number == SYS_clock_nanosleep;
}

long long SwitchesOfOtherThreads() {
  const auto self = static_cast<int>(syscall(SYS_gettid));
  long long all = 0;
  for (const int thread : Numbers("/proc/self/task")) {
    const std::string folder = "/proc/self/task/" + std::to_string(thread);
    if (thread != self && !Sleeps(folder)) all += SwitchesOf(folder);
  }
  return all;
}

bool AllWait(const std::vector<Relative>& relatives) {
  for (const Relative& relative : relatives) {
    if (relative.waits.empty()) return false;
  }
  return true;
}

// Why the function, which waits, does so for ever.
std::string Explain(const std::vector<Relative>& relatives) {
  if (relatives.empty()) return "all processes that it started have ended";
  std::string text;
  for (const Relative& relative : relatives) {
    text += (text.empty() ? "" : ", and ") + ("the process '" + relative.name) +
            "' waits " + relative.waits;
  }
  return text;
}

}  // namespace

FamilySeen LookAtFamily() {
  FamilySeen seen;
  seen.is_whole = AddBelow("/proc/self", &seen.relatives);
  seen.has_children = HasChildren();
  seen.switches = SwitchesOfOtherThreads();
  return seen;
}

FamilyWatch::FamilyWatch(const char* file, int line)
    : file_(file), line_(line), thread_([this] {
        kitchen::SetThreadName("watch");
        schedule::LookOn();
        Watch();
      }) {}

FamilyWatch::~FamilyWatch() {
  {
    const std::scoped_lock lock(mutex_);
    over_ = true;
  }
  end_.notify_one();
  thread_.join();
}

void FamilyWatch::Watch() {
  std::unique_lock lock(mutex_);
  std::optional<FamilySeen> last;
  for (int look = 0; look < kLooks; ++look) {
    if (end_.wait_for(lock, std::chrono::hours(1), [this] { return over_; })) {
      return;
    }
    FamilySeen now = LookAtFamily();
    if (now == last && now.is_whole && AllWait(now.relatives)) {
      const std::string missing = Rendezvous::Missing();
      schedule::Require(missing.empty(), missing, file_, line_);
      // Without another process the explorer itself knows a deadlock.
      if (!now.has_children) break;
      schedule::FailDeadlock(Explain(now.relatives));
    }
    last = std::move(now);
  }
  end_.wait(lock, [this] { return over_; });
}

}  // namespace harness
