// Bytes through pipes, sockets and eventfds: read, write and their relations.
// What is read from a file or a terminal goes straight to the system.

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "schedule/internal/io.h"
#include "schedule/internal/kernel_calls.h"
#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/real.h"

using schedule::internal::Announce;
using schedule::internal::AwaitOne;
using schedule::internal::FileKind;
using schedule::internal::GetOption;
using schedule::internal::IoCall;
using schedule::internal::IsFollowed;
using schedule::internal::IsNonBlocking;
using schedule::internal::NoteResult;
using schedule::internal::RawSyscall;

SCHEDULE_REAL(read);
SCHEDULE_REAL(readv);
SCHEDULE_REAL(write);
SCHEDULE_REAL(writev);
SCHEDULE_REAL(recv);
SCHEDULE_REAL(recvfrom);
SCHEDULE_REAL(recvmsg);
SCHEDULE_REAL(send);
SCHEDULE_REAL(sendto);
SCHEDULE_REAL(sendmsg);

namespace {

// ---- Reading --------------------------------------------------------------

bool AwaitInput(FileKind file, int fd, bool at_once) {
  return AwaitOne(IoCall::kRead, file, fd, POLLIN, at_once);
}

// MSG_WAITALL means nothing to a socket of datagrams.
bool WaitsForAll(int socket, int flags) {
  if ((flags & MSG_WAITALL) == 0) return false;
  if ((flags & (MSG_DONTWAIT | MSG_PEEK)) != 0) return false;
  int type = 0;
  GetOption(socket, SO_TYPE, &type);
  return type == SOCK_STREAM && !IsNonBlocking(socket);
}

// ---- Writing --------------------------------------------------------------

// How much a pipe that is ready takes without waiting.
size_t RoomIn(int pipe) {
  int filled = 0;
  if (RawSyscall(SYS_ioctl, pipe, FIONREAD, reinterpret_cast<long>(&filled)) !=
          0 ||
      filled > 0) {
    return PIPE_BUF;
  }
  const long room = RawSyscall(SYS_fcntl, pipe, F_GETPIPE_SZ);
  return room < PIPE_BUF ? PIPE_BUF : static_cast<size_t>(room);
}

// More than there is room for goes in pieces, as the system has it too.
ssize_t WriteToPipe(int pipe, const char* bytes, size_t size) {
  if (IsNonBlocking(pipe)) {
    Announce(IoCall::kWrite, FileKind::kPipe, pipe);
    return NoteResult(real_write()(pipe, bytes, size));
  }
  size_t done = 0;
  for (;;) {
    AwaitOne(IoCall::kWrite, FileKind::kPipe, pipe, POLLOUT, size == 0);
    const size_t left = size - done;
    const size_t room = RoomIn(pipe);
    const ssize_t count =
        real_write()(pipe, bytes + done, left < room ? left : room);
    if (count < 0) return done > 0 ? static_cast<ssize_t>(done) : count;
    done += static_cast<size_t>(count);
    if (done >= size) return static_cast<ssize_t>(done);
  }
}

// Whether a send() that found no room may go on. The system as well lets one
// begin while there is any room, and then wait until there is plenty.
bool AwaitRoom(int socket) {
  return errno == EAGAIN &&
         AwaitOne(IoCall::kWrite, FileKind::kSocket, socket, POLLOUT, false);
}

bool WaitsToSend(int socket, int flags) {
  Announce(IoCall::kWrite, FileKind::kSocket, socket);
  return (flags & MSG_DONTWAIT) == 0 && !IsNonBlocking(socket);
}

ssize_t SendBytes(int socket, const char* bytes, size_t size, int flags,
                  const sockaddr* to, socklen_t to_size) {
  if (!WaitsToSend(socket, flags)) {
    return NoteResult(real_sendto()(socket, bytes, size, flags, to, to_size));
  }
  size_t done = 0;
  for (;;) {
    const ssize_t count = real_sendto()(socket, bytes + done, size - done,
                                        flags | MSG_DONTWAIT, to, to_size);
    if (count >= 0) done += static_cast<size_t>(count);
    if (count >= 0 && done >= size) return static_cast<ssize_t>(done);
    if (count >= 0) errno = EAGAIN;
    if (!AwaitRoom(socket)) return done > 0 ? static_cast<ssize_t>(done) : -1;
  }
}

// Sends what is left of `message` after its first `done` bytes.
ssize_t SendRest(int socket, const msghdr& message, size_t done, int flags) {
  size_t skip = done;
  for (size_t i = 0; i < message.msg_iovlen; ++i) {
    const iovec& part = message.msg_iov[i];
    if (skip >= part.iov_len) {
      skip -= part.iov_len;
      continue;
    }
    const size_t left = part.iov_len - skip;
    const ssize_t count =
        SendBytes(socket, static_cast<const char*>(part.iov_base) + skip, left,
                  flags, nullptr, 0);
    skip = 0;
    if (count > 0) done += static_cast<size_t>(count);
    if (count < 0 || static_cast<size_t>(count) < left) break;
  }
  return static_cast<ssize_t>(done);
}

ssize_t SendMessage(int socket, const msghdr& message, int flags) {
  if (!WaitsToSend(socket, flags)) {
    return NoteResult(real_sendmsg()(socket, &message, flags));
  }
  size_t size = 0;
  for (size_t i = 0; i < message.msg_iovlen; ++i) {
    size += message.msg_iov[i].iov_len;
  }
  for (;;) {
    const ssize_t count =
        real_sendmsg()(socket, &message, flags | MSG_DONTWAIT);
    if (count >= 0) {
      return static_cast<size_t>(count) < size
                 ? SendRest(socket, message, static_cast<size_t>(count), flags)
                 : count;
    }
    if (!AwaitRoom(socket)) return -1;
  }
}

}  // namespace

extern "C" {

ssize_t read(int fd, void* buffer, size_t size) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_read()(fd, buffer, size);
  if (!AwaitInput(file, fd, size == 0)) return -1;
  return NoteResult(real_read()(fd, buffer, size));
}

ssize_t readv(int fd, const iovec* parts, int count) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_readv()(fd, parts, count);
  if (!AwaitInput(file, fd, false)) return -1;
  return NoteResult(real_readv()(fd, parts, count));
}

ssize_t recvfrom(int fd, void* buffer, size_t size, int flags, sockaddr* from,
                 socklen_t* from_size) {
  FileKind file;
  if (!IsFollowed(fd, &file)) {
    return real_recvfrom()(fd, buffer, size, flags, from, from_size);
  }
  const bool at_once = (flags & MSG_DONTWAIT) != 0;
  const bool waits_for_all = WaitsForAll(fd, flags);
  auto* bytes = static_cast<char*>(buffer);
  size_t done = 0;
  for (;;) {
    if (!AwaitInput(file, fd, at_once)) {
      return done > 0 ? static_cast<ssize_t>(done) : -1;
    }
    // A MSG_WAITALL of the system's would wait for the rest.
    const ssize_t count = real_recvfrom()(
        fd, bytes + done, size - done, flags & ~MSG_WAITALL, from, from_size);
    if (count < 0 && done == 0) return NoteResult(count);
    if (count > 0) done += static_cast<size_t>(count);
    if (count <= 0 || done >= size || !waits_for_all) {
      return static_cast<ssize_t>(done);
    }
  }
}

ssize_t recv(int fd, void* buffer, size_t size, int flags) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_recv()(fd, buffer, size, flags);
  return recvfrom(fd, buffer, size, flags, nullptr, nullptr);
}

ssize_t recvmsg(int fd, msghdr* message, int flags) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_recvmsg()(fd, message, flags);
  if (!AwaitInput(file, fd, (flags & MSG_DONTWAIT) != 0)) return -1;
  return NoteResult(real_recvmsg()(fd, message, flags));
}

ssize_t write(int fd, const void* buffer, size_t size) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_write()(fd, buffer, size);
  const auto* bytes = static_cast<const char*>(buffer);
  if (file == FileKind::kPipe) return WriteToPipe(fd, bytes, size);
  if (file == FileKind::kSocket) {
    return SendBytes(fd, bytes, size, 0, nullptr, 0);
  }
  AwaitOne(IoCall::kWrite, file, fd, POLLOUT, false);
  return NoteResult(real_write()(fd, buffer, size));
}

ssize_t writev(int fd, const iovec* parts, int count) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_writev()(fd, parts, count);
  if (file == FileKind::kSocket) {
    msghdr message = {};
    message.msg_iov = const_cast<iovec*>(parts);
    message.msg_iovlen = static_cast<size_t>(count);
    return SendMessage(fd, message, 0);
  }
  size_t size = 0;
  for (int i = 0; i < count; ++i) size += parts[i].iov_len;
  if (file != FileKind::kPipe || size <= PIPE_BUF || IsNonBlocking(fd)) {
    AwaitOne(IoCall::kWrite, file, fd, POLLOUT, false);
    return NoteResult(real_writev()(fd, parts, count));
  }
  // So much is not written in one piece by the system either.
  ssize_t done = 0;
  for (int i = 0; i < count; ++i) {
    const ssize_t written = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (written < 0) return done > 0 ? done : written;
    done += written;
    if (static_cast<size_t>(written) < parts[i].iov_len) break;
  }
  return done;
}

ssize_t sendto(int fd, const void* buffer, size_t size, int flags,
               const sockaddr* to, socklen_t to_size) {
  FileKind file;
  if (!IsFollowed(fd, &file)) {
    return real_sendto()(fd, buffer, size, flags, to, to_size);
  }
  return SendBytes(fd, static_cast<const char*>(buffer), size, flags, to,
                   to_size);
}

ssize_t send(int fd, const void* buffer, size_t size, int flags) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_send()(fd, buffer, size, flags);
  return SendBytes(fd, static_cast<const char*>(buffer), size, flags, nullptr,
                   0);
}

ssize_t sendmsg(int fd, const msghdr* message, int flags) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return real_sendmsg()(fd, message, flags);
  return SendMessage(fd, *message, flags);
}

// The C library's own call of read() and write() goes past these.
int eventfd_read(int fd, eventfd_t* value) {
  return read(fd, value, sizeof(*value)) == sizeof(*value) ? 0 : -1;
}

int eventfd_write(int fd, eventfd_t value) {
  return write(fd, &value, sizeof(value)) == sizeof(value) ? 0 : -1;
}

}  // extern "C"
