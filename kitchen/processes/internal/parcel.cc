#include "kitchen/processes/internal/parcel.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace kitchen::internal {
namespace {

// Well below what a socket takes: 208 KiB, mostly.
constexpr std::size_t kPacket = std::size_t{32} * 1024;

// In front of each packet: whether another belongs to the same parcel.
constexpr char kMore = '+';
constexpr char kLast = '.';

}  // namespace

bool Send(int socket, std::string_view parcel) {
  bool last = false;
  while (!last) {
    const std::string_view part =
        parcel.substr(0, std::min(parcel.size(), kPacket - 1));
    parcel.remove_prefix(part.size());
    last = parcel.empty();
    const std::string packet = (last ? kLast : kMore) + std::string(part);
    while (send(socket, packet.data(), packet.size(), MSG_NOSIGNAL) < 0) {
      if (errno != EINTR) return false;
    }
  }
  return true;
}

std::optional<std::string> Receive(int socket) {
  std::string parcel;
  std::string packet(kPacket, '\0');
  for (;;) {
    const ssize_t size = recv(socket, packet.data(), packet.size(), 0);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return std::nullopt;
    parcel.append(packet, 1, static_cast<std::size_t>(size) - 1);
    if (packet[0] == kLast) return parcel;
  }
}

}  // namespace kitchen::internal
