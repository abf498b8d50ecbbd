#include "runner/build/kit_file.h"

#include <nlohmann/json.hpp>

#include "runner/system/error.h"
#include "schedule/json_fields.h"

namespace racelings {
namespace {

using schedule::StringIn;
using json = nlohmann::ordered_json;  // as schedule/json_fields.h has it

std::vector<std::string> Strings(const json& object, const char* key) {
  std::vector<std::string> strings;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return strings;
  for (const json& element : *found) {
    if (element.is_string() && element != "")
      strings.push_back(element.get<std::string>());
  }
  return strings;
}

}  // namespace

absl::StatusOr<KitFile> ParseKitFile(std::string_view text) {
  const json file = json::parse(text, nullptr, /*allow_exceptions=*/false);
  const json answer =
      file.is_object() ? file.value("answer", json::object()) : json();
  if (!answer.is_object() || file.value("version", json()) != 1) {
    return InfraError(
        "build/tsan/kit.json is not one that this runner understands",
        "rm -r build/tsan && ./racelings doctor");
  }
  KitFile kit{StringIn(file, "compiler"), StringIn(file, "compiler_version"),
              StringIn(file, "symbolizer"), Strings(answer, "compile"),
              Strings(answer, "link")};
  if (kit.compiler.empty() || kit.compile.empty() || kit.link.empty()) {
    return InfraError(
        "build/tsan/kit.json does not say how to compile an answer",
        "rm -r build/tsan && ./racelings doctor");
  }
  return kit;
}

std::vector<std::filesystem::path> ToolFolders(const KitFile& kit) {
  std::vector<std::filesystem::path> folders;
  for (const std::string& tool : {kit.compiler, kit.symbolizer}) {
    // Installed as .../bin/clang++-22, and that may be a link to another place.
    std::error_code error;
    const std::filesystem::path file =
        std::filesystem::canonical(std::filesystem::path(tool), error);
    for (const std::filesystem::path& path :
         {file, std::filesystem::path(tool)}) {
      const std::filesystem::path folder = path.parent_path().parent_path();
      if (folder.is_absolute() && folder.has_relative_path())
        folders.push_back(folder);
    }
  }
  return folders;
}

}  // namespace racelings
