// A function from an old library, that of exercise 18: right, fast enough, and
// not ours to change.

#ifndef RACELINGS_22_LEGACY_H_
#define RACELINGS_22_LEGACY_H_

#include <cstdint>

// The sum of all numbers below n. It keeps what it has so far in a static
// variable, as was the custom.
inline std::int64_t LegacyCompute(std::int64_t n) {
  static std::int64_t total;
  total = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    total += i;
  }
  return total;
}

#endif  // RACELINGS_22_LEGACY_H_
