#ifndef RACELINGS_RUNNER_BUILD_KIT_FILE_H_
#define RACELINGS_RUNNER_BUILD_KIT_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace racelings {

// build/tsan/kit.json: how CMake compiles what the judges load.
struct KitFile {
  std::string compiler;
  std::string compiler_version;
  std::string symbolizer;
  std::vector<std::string> compile;  // flags that turn a source into an object
  std::vector<std::string> link;     // flags that turn objects into answer.so
};

absl::StatusOr<KitFile> ParseKitFile(std::string_view text);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_KIT_FILE_H_
