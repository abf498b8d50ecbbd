#ifndef RACELINGS_RUNNER_BUILD_ANSWER_H_
#define RACELINGS_RUNNER_BUILD_ANSWER_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/build/diagnostics.h"
#include "runner/build/kit.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"
#include "runner/system/progress.h"

namespace racelings {

// The editable files of an exercise, as someone wrote them.
struct Answer {
  struct File {
    std::string name;
    std::string content;  // "" where it is too large to be an answer
    bool plain = true;    // no symbolic link, and no device
    std::uintmax_t size = 0;
  };
  std::filesystem::path folder;  // absolute; what people and reports call it
  std::vector<File> files;
};

// Reads just the editable files; whatever else the folder holds is not looked
// at. A link is not followed and a device not read: what they say is not the
// answer's. A usage error names a file that is missing.
// REQUIRES: exercise.manifest.ok()
absl::StatusOr<Answer> ReadAnswer(Disk& disk, const Exercise& exercise,
                                  const std::filesystem::path& folder);

// Either a shared object that the judges can load, or why there is none.
struct BuiltAnswer {
  std::filesystem::path shared_object;
  std::vector<Diagnostic> errors;
};

// Compiles answers with the given files of the exercise, and keeps what it
// compiled by its content below build/cache.
class AnswerBuilder {
 public:
  // Owns nothing; all must outlive this. `limit` is the processor time that the
  // compiler may take.
  AnswerBuilder(Disk& disk, Processes& processes, Progress& progress,
                const Course& course, std::chrono::milliseconds limit)
      : disk_(disk),
        processes_(processes),
        progress_(progress),
        course_(course),
        limit_(limit) {}

  absl::StatusOr<BuiltAnswer> Build(const Exercise& exercise,
                                    const Answer& answer, const ReadyKit& kit);

 private:
  absl::StatusOr<BuiltAnswer> Compile(const Answer& answer, const ReadyKit& kit,
                                      const std::filesystem::path& given,
                                      const std::filesystem::path& folder);
  Confinement CompilersView(const ReadyKit& kit,
                            const std::filesystem::path& given,
                            const std::filesystem::path& folder) const;
  void Prune(const std::filesystem::path& cache);

  Disk& disk_;
  Processes& processes_;
  Progress& progress_;
  const Course& course_;
  const std::chrono::milliseconds limit_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_ANSWER_H_
