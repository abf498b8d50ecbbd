#include "kitchen/console.h"

#include <unistd.h>

#include <iostream>
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

std::string AskAtTheTerminal(const std::string& prompt) {
  std::cout << prompt << std::flush;
  std::string typed;
  if (!std::getline(std::cin, typed)) {
    std::cout << "\n" << std::flush;  // The end of the input: go on below.
    return "";
  }
  return typed;
}

void SetListener(Listener listener) { the_listener = listener; }

}  // namespace kitchen
