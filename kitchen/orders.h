// Orders: how they are typed, and how they are numbered.

#ifndef RACELINGS_KITCHEN_ORDERS_H_
#define RACELINGS_KITCHEN_ORDERS_H_

#include <charconv>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <system_error>

namespace kitchen {

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

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_ORDERS_H_
