#include "schedule/internal/io_text.h"

namespace schedule::internal {
namespace {

std::string KindText(FileKind file) {
  switch (file) {
    case FileKind::kPipe:
      return "a pipe";
    case FileKind::kSocket:
      return "a socket";
    case FileKind::kEventfd:
      return "an eventfd";
    case FileKind::kEpoll:
      return "an epoll";
    case FileKind::kTimer:
      return "a timer";
    case FileKind::kOther:
    case FileKind::kNone:
      break;
  }
  return "a file";
}

std::string Number(int fd) { return "descriptor " + std::to_string(fd); }

// "a pipe (descriptor 5)".
std::string Descriptor(const Op& op) {
  return KindText(op.file) + " (" + Number(op.fd) + ")";
}

std::string CallName(IoCall call) {
  if (call == IoCall::kPoll) return "poll";
  return call == IoCall::kSelect ? "select" : "epoll_wait";
}

// "poll for a pipe (descriptor 5)"; "epoll_wait (descriptor 5)".
std::string PollName(const Op& op) {
  if (op.call == IoCall::kEpollWait) {
    return CallName(op.call) + " (" + Number(op.fd) + ")";
  }
  return CallName(op.call) + (op.fd < 0 ? "" : " for " + Descriptor(op));
}

// "waits to read from a pipe (descriptor 5)".
std::string Waiting(const Op& op) {
  switch (op.call) {
    case IoCall::kRead:
      return "waits to read from " + Descriptor(op);
    case IoCall::kWrite:
      return "waits to write to " + Descriptor(op);
    case IoCall::kAccept:
      return "waits for a connection to " + Descriptor(op);
    case IoCall::kWaitForProcess:
      return "waits for a process to end";
    default:
      return "waits in " + PollName(op);
  }
}

}  // namespace

std::string IoEventText(const Op& op) {
  switch (op.call) {
    case IoCall::kRead:
      return "reads from " + Descriptor(op);
    case IoCall::kWrite:
      return "writes to " + Descriptor(op);
    case IoCall::kAccept:
      return "accepts a connection to " + Descriptor(op);
    case IoCall::kConnect:
      return "connects " + Descriptor(op);
    case IoCall::kShutdown:
      return "shuts down " + Descriptor(op);
    case IoCall::kClose:
      return "closes " + Descriptor(op);
    case IoCall::kPoll:
    case IoCall::kSelect:
    case IoCall::kEpollWait:
      return "returns from " + PollName(op);
    case IoCall::kEpollControl:
      return "changes what " + Descriptor(op) + " watches";
    case IoCall::kSetTimer:
      return "sets " + Descriptor(op);
    case IoCall::kStartProcess:
      return "starts a process";
    case IoCall::kWaitForProcess:
      return "has waited for a process";
    case IoCall::kNone:
      break;
  }
  return "";
}

std::string IoWaitText(const Op& op, int write_end) {
  switch (op.call) {
    case IoCall::kRead:
      if (write_end >= 0) {
        return Waiting(op) +
               ", to which nobody will write; nor does it come to an end, "
               "because its write end (" +
               Number(write_end) + ") is still open";
      }
      return Waiting(op) + ", to which nobody will write";
    case IoCall::kWrite:
      return Waiting(op) + ", which is full and which nobody will read from";
    case IoCall::kAccept:
      return Waiting(op) + ", which nobody will make";
    case IoCall::kWaitForProcess:
      return Waiting(op);
    default:
      return Waiting(op) + ", and nothing will ever happen there";
  }
}

std::string OutsideText(const Op& op) {
  return "a thread " + Waiting(op) +
         ", and nothing happens. Somebody outside the program may be at the "
         "other end (another process, the network, a terminal), so this need "
         "not be a deadlock; but it is a call of the operating system that the "
         "explorer cannot see through. Let the test hold both ends (pipe, "
         "socketpair, eventfd), or look at the process that should answer";
}

}  // namespace schedule::internal
