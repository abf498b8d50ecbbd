#include "kitchen/console.h"

#include <unistd.h>

#include <string>

namespace kitchen {
namespace {

Listener the_listener = nullptr;

}  // namespace

void Say(std::string_view line) {
  if (the_listener != nullptr) {
    the_listener(line);
    return;
  }
  const std::string whole = std::string(line) + "\n";
  // One call for the whole line, so that the kernel keeps it together.
  [[maybe_unused]] const ssize_t written =
      write(STDOUT_FILENO, whole.data(), whole.size());
}

void SetListener(Listener listener) { the_listener = listener; }

}  // namespace kitchen
