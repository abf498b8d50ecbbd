// What can be ordered, and how orders are read and numbered. Nothing to change
// here.

#ifndef RACELINGS_04_MENU_H_
#define RACELINGS_04_MENU_H_

#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>

#include "kitchen/console.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/coroutines/task.h"

// "0007" for 7.
inline std::string OrderNumber(int order_num) {
  char text[16];
  std::snprintf(text, sizeof(text), "%04d", order_num);
  return text;
}

// "0007-burger00" for the first burger of order 7.
inline std::string ItemNumber(int order_num, const std::string& what, int i) {
  char text[16];
  std::snprintf(text, sizeof(text), "%02d", i);
  return OrderNumber(order_num) + "-" + what + text;
}

// What `typed` says as a whole number, if it is one; spaces around it do not
// matter.
inline std::optional<int> ParseNumber(const std::string& typed) {
  const size_t first = typed.find_first_not_of(" \t\r");
  const size_t last = typed.find_last_not_of(" \t\r");
  if (first == std::string::npos) return std::nullopt;
  int number = 0;
  const char* end = typed.data() + last + 1;
  const auto [stop, error] = std::from_chars(typed.data() + first, end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

inline kitchen::Task<> MakeBurger(std::string number) {
  kitchen::Say("Preparing burger #" + number + "...");
  co_await kitchen::Sleep(std::chrono::seconds(5));  // Time for making it.
  kitchen::Say("Burger made #" + number);
}

inline kitchen::Task<> MakeFries(std::string number) {
  kitchen::Say("Preparing fries #" + number + "...");
  co_await kitchen::Sleep(std::chrono::seconds(2));  // Time for making them.
  kitchen::Say("Fries made #" + number);
}

#endif  // RACELINGS_04_MENU_H_
