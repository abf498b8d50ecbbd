#ifndef RACELINGS_RUNNER_BUILD_HASH_H_
#define RACELINGS_RUNNER_BUILD_HASH_H_

#include <string>
#include <string_view>

#include "absl/numeric/int128.h"

namespace racelings {

// Names content (FNV-1a, 128 bits). It tells changes apart; it is no defence
// against someone who looks for two contents with one name.
class Hash {
 public:
  // Adds a part. Parts do not run together: "ab" + "c" is not "a" + "bc".
  Hash& Add(std::string_view part);

  std::string Hex() const;

 private:
  absl::uint128 state_ =
      absl::MakeUint128(0x6c62272e07bb0142, 0x62b821756295c58d);
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_HASH_H_
