#include "runner/build/workspace.h"

#include <vector>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "runner/build/tool_error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

fs::path LockOf(const fs::path& folder) {
  return absl::StrCat(folder.string(), ".lock");
}

// Every folder whose lock nobody holds.
void RemoveAbandoned(Disk& disk, const fs::path& work) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries = disk.List(work);
  if (!entries.ok()) return;
  for (const Disk::Entry& entry : *entries) {
    if (!entry.is_folder) continue;
    const fs::path folder = work / entry.name;
    if (!disk.TryLock(LockOf(folder)).ok()) continue;
    disk.Remove(folder);
    disk.Remove(LockOf(folder));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Workspace>> Workspace::Make(
    Disk& disk, const Course& course) {
  const fs::path work = course.BuildFolder() / "work";
  // Otherwise a folder would look abandoned before its lock is held.
  const absl::StatusOr<std::shared_ptr<void>> alone =
      disk.Lock(course.BuildFolder() / "work.lock");
  if (!alone.ok()) return CannotWriteBuild(alone.status());
  RemoveAbandoned(disk, work);
  absl::StatusOr<fs::path> folder = disk.MakePrivateFolder(work);
  if (!folder.ok()) return CannotWriteBuild(folder.status());
  absl::StatusOr<std::shared_ptr<void>> lock = disk.Lock(LockOf(*folder));
  if (!lock.ok()) return CannotWriteBuild(lock.status());
  return absl::WrapUnique(
      new Workspace(disk, *std::move(folder), *std::move(lock)));
}

Workspace::~Workspace() {
  disk_.Remove(folder_);
  disk_.Remove(LockOf(folder_));
}

}  // namespace racelings
