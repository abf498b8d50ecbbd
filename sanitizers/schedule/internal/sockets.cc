// Who is at the other end of a socket.

#include <linux/sockios.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "schedule/internal/descriptors.h"
#include "schedule/internal/kernel_calls.h"
#include "schedule/internal/raw_syscall.h"

namespace schedule::internal {
namespace {

// An address and port of the Internet; all of it 0 where there is none.
struct Name {
  int family = 0;
  int port = 0;
  uint32_t address[4] = {};

  bool operator==(const Name& other) const {
    for (int i = 0; i < 4; ++i) {
      if (address[i] != other.address[i]) return false;
    }
    return family == other.family && port == other.port;
  }
  bool IsAnywhere() const {
    return (address[0] | address[1] | address[2] | address[3]) == 0;
  }
  bool IsLoopback() const {
    if (family == AF_INET) return ntohl(address[0]) >> 24 == IN_LOOPBACKNET;
    return (address[0] | address[1] | address[2]) == 0 &&
           ntohl(address[3]) == 1;
  }
};

// `call`: SYS_getsockname or SYS_getpeername.
bool GetName(long call, int socket, Name* name) {  // NOLINT
  sockaddr_storage storage = {};
  socklen_t size = sizeof(storage);
  if (RawSyscall(call, socket, reinterpret_cast<long>(&storage),
                 reinterpret_cast<long>(&size)) != 0) {
    return false;
  }
  name->family = storage.ss_family;
  if (storage.ss_family == AF_INET) {
    const auto& in = reinterpret_cast<const sockaddr_in&>(storage);
    name->port = in.sin_port;
    name->address[0] = in.sin_addr.s_addr;
  } else if (storage.ss_family == AF_INET6) {
    const auto& in = reinterpret_cast<const sockaddr_in6&>(storage);
    name->port = in.sin6_port;
    for (int i = 0; i < 4; ++i) {
      name->address[i] = in.sin6_addr.s6_addr32[i];
    }
  }
  return true;
}

bool IsInternet(const Name& name) {
  return name.family == AF_INET || name.family == AF_INET6;
}

bool IsOurs(const Name& wanted) {
  for (int fd = 0; fd < kMaxDescriptors; ++fd) {
    Name name;
    if (GetName(SYS_getsockname, fd, &name) && name == wanted) return true;
  }
  return false;
}

}  // namespace

Ender WhoMayWriteTo(int socket) {
  // A door that this program has only just opened: nobody else knows of it.
  int listens = 0;
  GetOption(socket, SO_ACCEPTCONN, &listens);
  Name own;
  if (!GetName(SYS_getsockname, socket, &own)) return Ender::kAnybody;
  if (own.family == AF_UNIX) {
    ucred peer = {};
    GetOption(socket, SO_PEERCRED, &peer);
    return listens != 0 || peer.pid == 0 || peer.pid == RawSyscall(SYS_getpid)
               ? Ender::kNobody
               : Ender::kAnybody;
  }
  if (!IsInternet(own)) return Ender::kAnybody;
  if (listens != 0) return Ender::kKernel;
  Name peer;
  const bool is_within = GetName(SYS_getpeername, socket, &peer)
                             ? IsOurs(peer)
                             : own.IsLoopback() || own.IsAnywhere();
  return is_within ? Ender::kKernel : Ender::kAnybody;
}

bool AnyBytesOnTheirWay() {
  for (int fd = 0; fd < kMaxDescriptors; ++fd) {
    Name name;
    int waiting = 0;
    if (GetName(SYS_getsockname, fd, &name) && IsInternet(name) &&
        RawSyscall(SYS_ioctl, fd, SIOCOUTQ, reinterpret_cast<long>(&waiting)) ==
            0 &&
        waiting > 0) {
      return true;
    }
  }
  return false;
}

}  // namespace schedule::internal
