#include "runner/build/workspace.h"

#include <utility>

#include "absl/memory/memory.h"
#include "runner/build/tool_error.h"

namespace racelings {

absl::StatusOr<std::unique_ptr<Workspace>> Workspace::Make(
    Disk& disk, const Course& course) {
  absl::StatusOr<std::filesystem::path> folder =
      disk.MakePrivateFolder(course.BuildFolder() / "work");
  if (!folder.ok()) return CannotWriteBuild(folder.status());
  return absl::WrapUnique(new Workspace(disk, *std::move(folder)));
}

}  // namespace racelings
