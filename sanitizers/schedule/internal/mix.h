// Numbers that have nothing in common made of numbers that have much.

#ifndef RACELINGS_SCHEDULE_INTERNAL_MIX_H_
#define RACELINGS_SCHEDULE_INTERNAL_MIX_H_

#include <cstdint>

namespace schedule::internal {

// The last steps of splitmix64 (Steele, Lea, Flood, "Fast Splittable
// Pseudorandom Number Generators", OOPSLA 2014; its variant 13): different
// results for different `z`, the same on every platform.
inline uint64_t Mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_MIX_H_
