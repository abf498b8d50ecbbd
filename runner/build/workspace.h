#ifndef RACELINGS_RUNNER_BUILD_WORKSPACE_H_
#define RACELINGS_RUNNER_BUILD_WORKSPACE_H_

#include <filesystem>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"

namespace racelings {

// A private folder below build/ that is gone when this is. What a process that
// was killed has left there, the next one takes away. Processes may make theirs
// side by side.
class Workspace {
 public:
  // Fails, with a message for people, when build/ cannot be written to.
  static absl::StatusOr<std::unique_ptr<Workspace>> Make(Disk& disk,
                                                         const Course& course);

  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  ~Workspace();

  const std::filesystem::path& folder() const { return folder_; }

 private:
  Workspace(Disk& disk, std::filesystem::path folder,
            std::shared_ptr<void> lock)
      : disk_(disk), folder_(std::move(folder)), lock_(std::move(lock)) {}

  Disk& disk_;
  const std::filesystem::path folder_;
  const std::shared_ptr<void> lock_;  // says that somebody works in it
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_WORKSPACE_H_
