#include "runner/build/hash.h"

#include "absl/strings/str_format.h"

namespace racelings {

Hash& Hash::Add(std::string_view part) {
  const absl::uint128 kPrime = absl::MakeUint128(0x1000000, 0x13b);
  for (const char c : part)
    state_ = (state_ ^ static_cast<unsigned char>(c)) * kPrime;
  const std::string end = absl::StrFormat("#%d;", part.size());
  for (const char c : end)
    state_ = (state_ ^ static_cast<unsigned char>(c)) * kPrime;
  return *this;
}

std::string Hash::Hex() const {
  return absl::StrFormat("%016x%016x", absl::Uint128High64(state_),
                         absl::Uint128Low64(state_));
}

}  // namespace racelings
