#ifndef RACELINGS_RUNNER_BUILD_KIT_H_
#define RACELINGS_RUNNER_BUILD_KIT_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "runner/build/kit_file.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"
#include "runner/system/progress.h"

namespace racelings {

// The judges of an exercise, built and up to date.
struct ReadyKit {
  KitFile file;
  std::filesystem::path schedules_judge;
  std::filesystem::path races_judge;
  std::string fingerprint;  // changes when anything the judges are made of does
};

// The kit is the build folder build/tsan, which CMake and ninja keep.
class Kit {
 public:
  // Owns nothing; all must outlive this.
  Kit(Disk& disk, Processes& processes, Progress& progress,
      const Course& course)
      : disk_(disk),
        processes_(processes),
        progress_(progress),
        course_(course) {}

  // Configures the kit when it is not, and reads its kit.json.
  absl::StatusOr<KitFile> Configured();

  // Makes the judges of the exercise. Costs no process when nothing they are
  // made of changed since the last time.
  // REQUIRES: exercise.manifest.ok()
  absl::StatusOr<ReadyKit> MakeReady(const Exercise& exercise);

  // Builds targets of a preset, configuring it first when needed.
  absl::Status Build(const std::string& preset,
                     const std::vector<std::string>& targets,
                     const std::string& label);

 private:
  absl::Status Configure(const std::string& preset);
  std::string Fingerprint(const Exercise& exercise, const ReadyKit& kit);

  Disk& disk_;
  Processes& processes_;
  Progress& progress_;
  const Course& course_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_KIT_H_
