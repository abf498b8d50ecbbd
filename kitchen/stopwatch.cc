#include "kitchen/stopwatch.h"

#include <cstdio>

namespace kitchen {

std::string Seconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.2f",
                std::chrono::duration<double>(time).count());
  return text;
}

}  // namespace kitchen
