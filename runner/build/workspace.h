#ifndef RACELINGS_RUNNER_BUILD_WORKSPACE_H_
#define RACELINGS_RUNNER_BUILD_WORKSPACE_H_

#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"

namespace racelings {

// A private folder below build/ that is gone when this is.
class Workspace {
 public:
  // Fails, with a message for people, when build/ cannot be written to.
  static absl::StatusOr<std::unique_ptr<Workspace>> Make(Disk& disk,
                                                         const Course& course);

  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  ~Workspace() { disk_.Remove(folder_); }

  const std::filesystem::path& folder() const { return folder_; }

 private:
  Workspace(Disk& disk, std::filesystem::path folder)
      : disk_(disk), folder_(std::move(folder)) {}

  Disk& disk_;
  const std::filesystem::path folder_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_WORKSPACE_H_
