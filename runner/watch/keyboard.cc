#include "runner/watch/keyboard.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace racelings {
namespace {

// The rest of an arrow key's bytes come at once, even over a slow line; after
// this the first was the key Escape.
constexpr std::chrono::milliseconds kRestOfKey{50};

}  // namespace

std::vector<Key> RealKeyboard::Take() {
  char buffer[4096];
  pollfd ready = {descriptor_, POLLIN, 0};
  while (descriptor_ >= 0 && poll(&ready, 1, 0) > 0) {
    const ssize_t got = read(descriptor_, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      descriptor_ = -1;  // it was closed
    } else {
      bytes_.append(buffer, static_cast<std::size_t>(got));
    }
  }
  const Clock::time_point now = Clock::now();
  std::vector<Key> keys =
      TakeKeys(bytes_, descriptor_ < 0 || (due_ && now >= *due_));
  if (bytes_.empty()) {
    due_.reset();
  } else if (!due_ || !keys.empty()) {
    due_ = now + kRestOfKey;
  }
  return keys;
}

}  // namespace racelings
