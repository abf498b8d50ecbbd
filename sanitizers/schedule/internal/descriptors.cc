#include "schedule/internal/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "schedule/internal/kernel_calls.h"
#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/scheduler.h"
#include "schedule/internal/timers.h"

namespace schedule::internal {
namespace {

constexpr int kMaxInherited = 64;
// An epoll descriptor may watch another.
constexpr int kMaxNesting = 4;

struct Inode {
  dev_t device;
  ino_t number;
};
Inode inherited[kMaxInherited];
int inherited_count = 0;
bool inherited_by_number[kMaxDescriptors];

bool Stat(int fd, struct stat* status) {
  return RawSyscall(SYS_fstat, fd, reinterpret_cast<long>(status)) == 0;
}

bool StartsWith(const char* text, const char* prefix) {
  for (; *prefix != '\0'; ++text, ++prefix) {
    if (*text != *prefix) return false;
  }
  return true;
}

// "/proc/self/`folder`/`fd`".
struct ProcPath {
  ProcPath(const char* folder, int fd) {
    int length = Append("/proc/self/", 0);
    length = Append(folder, length);
    text[length++] = '/';
    char digits[12];
    int count = 0;
    do {
      digits[count++] = static_cast<char>('0' + fd % 10);
      fd /= 10;
    } while (fd > 0);
    while (count > 0) text[length++] = digits[--count];
    text[length] = '\0';
  }
  int Append(const char* part, int at) {
    for (; *part != '\0'; ++part) text[at++] = *part;
    return at;
  }
  char text[64];
};

// What the descriptor leads to, in the kernel's words: "pipe:[4711]",
// "anon_inode:[eventfd]", a path.
struct Link {
  explicit Link(int fd) {
    const ProcPath path("fd", fd);
    const long length =
        RawSyscall(SYS_readlinkat, AT_FDCWD, reinterpret_cast<long>(path.text),
                   reinterpret_cast<long>(text), sizeof(text) - 1);
    text[length < 0 ? 0 : length] = '\0';
  }
  bool Is(const char* prefix) const { return StartsWith(text, prefix); }
  char text[64];
};

bool WasInherited(int fd, const struct stat& status) {
  if ((status.st_mode & S_IFMT) == 0) {
    // Every eventfd has the same inode.
    return fd >= kMaxDescriptors || inherited_by_number[fd];
  }
  if (inherited_count == kMaxInherited) return true;
  for (int i = 0; i < inherited_count; ++i) {
    if (inherited[i].device == status.st_dev &&
        inherited[i].number == status.st_ino) {
      return true;
    }
  }
  return false;
}

Ender WhoMayEnd(int fd, int nesting);

Ender Later(Ender a, Ender b) { return a < b ? b : a; }

// Reads "tfd:  5 events: …" for each descriptor that an epoll watches.
Ender WhoMayEndEpoll(int epoll, int nesting) {
  const ProcPath path("fdinfo", epoll);
  const long file =
      RawSyscall(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path.text),
                 O_RDONLY | O_CLOEXEC);
  if (file < 0) return Ender::kAnybody;
  constexpr const char* kKey = "tfd:";
  Ender ender = Ender::kNobody;
  int matched = 0;  // Characters of the key; past it: in front of the number.
  int fd = -1;
  char text[512];
  for (;;) {
    const long size =
        RawSyscall(SYS_read, file, reinterpret_cast<long>(text), sizeof(text));
    if (size <= 0) break;
    for (long i = 0; i < size; ++i) {
      const char c = text[i];
      if (kKey[matched] != '\0') {
        matched = c == kKey[matched] ? matched + 1 : (c == kKey[0] ? 1 : 0);
      } else if (c >= '0' && c <= '9') {
        fd = (fd < 0 ? 0 : fd * 10) + (c - '0');
      } else if (fd >= 0) {
        ender = Later(ender, WhoMayEnd(fd, nesting + 1));
        fd = -1;
        matched = 0;
      }
    }
  }
  RawSyscall(SYS_close, file);
  return ender;
}

Ender WhoMayEnd(int fd, int nesting) {
  struct stat status = {};
  if (!Stat(fd, &status)) return Ender::kNobody;  // Closed.
  const FileKind kind = KindOf(fd);
  if (kind == FileKind::kTimer) return Ender::kNobody;
  if (WasInherited(fd, status) || nesting > kMaxNesting) {
    return Ender::kAnybody;
  }
  switch (kind) {
    case FileKind::kPipe:
      // A pipe with a name is anybody's.
      return Link(fd).Is("pipe:") ? Ender::kNobody : Ender::kAnybody;
    case FileKind::kSocket:
      return WhoMayWriteTo(fd);
    case FileKind::kEventfd:
      return Ender::kNobody;
    case FileKind::kEpoll:
      return WhoMayEndEpoll(fd, nesting);
    default:
      return Ender::kAnybody;
  }
}

// A process that this one started may hold the other end of anything.
bool HasChildren() {
  siginfo_t info;
  return RawSyscall(SYS_waitid, P_ALL, 0, reinterpret_cast<long>(&info),
                    WEXITED | WNOHANG | WNOWAIT | __WALL, 0) != -ECHILD;
}

bool HasProcessEnded(const IoWait& wait) {
  siginfo_t info;
  info.si_pid = 0;
  const long result =
      RawSyscall(SYS_waitid, wait.process_type, static_cast<long>(wait.process),
                 reinterpret_cast<long>(&info),
                 wait.process_options | WNOHANG | WNOWAIT, 0);
  // An error ends the call at once as well.
  return result != 0 || info.si_pid != 0;
}

}  // namespace

bool IsReady(const IoWait& wait) {
  if (wait.for_process) return HasProcessEnded(wait);
  FireTimers(TheScheduler().now());
  constexpr int kAtOnce = 32;
  pollfd some[kAtOnce];
  for (int first = 0; first < wait.count; first += kAtOnce) {
    const int left = wait.count - first;
    const int count = left < kAtOnce ? left : kAtOnce;
    for (int i = 0; i < count; ++i) some[i] = wait.polls[first + i];
    if (PollNow(some, count) <= 0) continue;
    for (int i = 0; i < count; ++i) {
      const pollfd& asked = wait.polls[first + i];
      const int ready =
          wait.exact ? asked.revents : asked.events | POLLERR | POLLHUP;
      if ((some[i].revents & ready) != 0) return true;
    }
  }
  return false;
}

Ender WhoMayEnd(const IoWait& wait) {
  if (wait.for_process) return Ender::kAnybody;
  if (wait.count > 0 && HasChildren()) return Ender::kAnybody;
  Ender ender = Ender::kNobody;
  for (int i = 0; i < wait.count; ++i) {
    if (wait.polls[i].fd >= 0) {
      ender = Later(ender, WhoMayEnd(wait.polls[i].fd, 0));
    }
  }
  return ender;
}

void NoteInheritedDescriptors() {
  inherited_count = 0;
  for (int fd = 0; fd < kMaxDescriptors; ++fd) {
    struct stat status = {};
    inherited_by_number[fd] = Stat(fd, &status);
    if (!inherited_by_number[fd] || inherited_count == kMaxInherited) continue;
    if (!S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode)) continue;
    inherited[inherited_count++] = {status.st_dev, status.st_ino};
  }
}

FileKind KindOf(int fd) {
  struct stat status = {};
  if (!Stat(fd, &status)) return FileKind::kNone;
  if (S_ISFIFO(status.st_mode)) return FileKind::kPipe;
  if (S_ISSOCK(status.st_mode)) return FileKind::kSocket;
  // What the kernel has no file system for.
  if ((status.st_mode & S_IFMT) != 0) return FileKind::kNone;
  if (IsTimer(fd)) return FileKind::kTimer;
  const Link link(fd);
  if (link.Is("anon_inode:[eventfd]")) return FileKind::kEventfd;
  if (link.Is("anon_inode:[eventpoll]")) return FileKind::kEpoll;
  return FileKind::kOther;
}

bool IsNonBlocking(int fd) {
  const long flags = RawSyscall(SYS_fcntl, fd, F_GETFL);
  return flags >= 0 && (flags & O_NONBLOCK) != 0;
}

int WriteEndOf(int fd) {
  struct stat pipe = {};
  if (!Stat(fd, &pipe) || !S_ISFIFO(pipe.st_mode)) return -1;
  for (int other = 0; other < kMaxDescriptors; ++other) {
    struct stat status = {};
    if (other == fd || !Stat(other, &status)) continue;
    if (status.st_dev != pipe.st_dev || status.st_ino != pipe.st_ino) continue;
    const long flags = RawSyscall(SYS_fcntl, other, F_GETFL);
    if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY) return other;
  }
  return -1;
}

}  // namespace schedule::internal
