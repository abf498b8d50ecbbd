#include "kitchen/pages/internal/local_socket.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>
#include <utility>

namespace kitchen::internal {
namespace {

// More than wait at a time in any exercise: nobody is turned away.
constexpr int kMostWaiting = 256;

// An abstract name begins with a zero, and then comes the name itself.
constexpr size_t kBeforeName = offsetof(sockaddr_un, sun_path) + 1;

// Returns `result`, unless the call has failed.
template <typename T>
T Check(T result, const char* what) {
  if (result >= 0) return result;
  throw std::system_error(errno, std::generic_category(), what);
}

LocalSocket Open() {
  return LocalSocket(
      Check(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket"));
}

}  // namespace

LocalSocket::LocalSocket(LocalSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

LocalSocket::~LocalSocket() {
  if (descriptor_ >= 0) close(descriptor_);
}

LocalSocket LocalSocket::Listen() {
  LocalSocket opened = Open();
  const sockaddr_un any = {.sun_family = AF_UNIX, .sun_path = {}};
  Check(bind(opened.descriptor_, reinterpret_cast<const sockaddr*>(&any),
             sizeof(any.sun_family)),
        "bind");
  Check(listen(opened.descriptor_, kMostWaiting), "listen");
  return opened;
}

LocalSocket LocalSocket::ConnectTo(const std::string& name) {
  LocalSocket opened = Open();
  sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
  const size_t size = std::min(name.size(), sizeof(address.sun_path) - 1);
  std::copy_n(name.data(), size, address.sun_path + 1);
  Check(connect(opened.descriptor_, reinterpret_cast<const sockaddr*>(&address),
                static_cast<socklen_t>(kBeforeName + size)),
        "nobody serves pages there: connect");
  return opened;
}

LocalSocket LocalSocket::Accept() const {
  return LocalSocket(
      accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
}

std::string LocalSocket::Name() const {
  sockaddr_un address = {};
  socklen_t size = sizeof(address);
  Check(getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size),
        "getsockname");
  return {address.sun_path + 1, size - kBeforeName};
}

void LocalSocket::Send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent =
        send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EPIPE) return;
    bytes.remove_prefix(static_cast<size_t>(Check(sent, "send")));
  }
}

bool LocalSocket::Receive(std::string* bytes) const {
  std::array<char, 4096> part;
  const ssize_t size = recv(descriptor_, part.data(), part.size(), 0);
  // The other end went with something of ours unread.
  if (size < 0 && errno == ECONNRESET) return false;
  bytes->append(part.data(), static_cast<size_t>(Check(size, "recv")));
  return size > 0;
}

void LocalSocket::ShutDown() const { shutdown(descriptor_, SHUT_RDWR); }

}  // namespace kitchen::internal
