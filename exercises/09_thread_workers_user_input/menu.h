// What can be ordered, and how orders are read and numbered. Nothing to change
// here.

#ifndef RACELINGS_09_MENU_H_
#define RACELINGS_09_MENU_H_

#include <charconv>
#include <chrono>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

#include "kitchen/order_log.h"

// Something that John or Jane does.
using Task = std::function<void()>;

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

// What `typed` says as a whole number; spaces around it do not matter. Throws
// std::invalid_argument when it is none.
inline int ParseNumber(const std::string& typed) {
  const size_t first = typed.find_first_not_of(" \t\r");
  const size_t last = typed.find_last_not_of(" \t\r");
  if (first == std::string::npos) throw std::invalid_argument("no number");
  int number = 0;
  const char* end = typed.data() + last + 1;
  const auto [stop, error] = std::from_chars(typed.data() + first, end, number);
  if (error != std::errc() || stop != end) {
    throw std::invalid_argument("no number");
  }
  return number;
}

inline Task MakeBurger(const std::string& number) {
  return [number] {
    kitchen::Log("Preparing burger #" + number + "...");
    std::this_thread::sleep_for(
        std::chrono::seconds(5));  // Time for making it.
    kitchen::Log("Burger made #" + number);
  };
}

inline Task MakeFries(const std::string& number) {
  return [number] {
    kitchen::Log("Preparing fries #" + number + "...");
    std::this_thread::sleep_for(
        std::chrono::seconds(2));  // Time for making them.
    kitchen::Log("Fries made #" + number);
  };
}

#endif  // RACELINGS_09_MENU_H_
