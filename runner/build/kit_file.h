#ifndef RACELINGS_RUNNER_BUILD_KIT_FILE_H_
#define RACELINGS_RUNNER_BUILD_KIT_FILE_H_

#include <filesystem>
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

// Where the compiler and the symbolizer are installed, each with its libraries,
// for whoever has to see nothing else of the machine.
std::vector<std::filesystem::path> ToolFolders(const KitFile& kit);

absl::StatusOr<KitFile> ParseKitFile(std::string_view text);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_KIT_FILE_H_
