#ifndef RACELINGS_RUNNER_EXERCISE_COURSE_H_
#define RACELINGS_RUNNER_EXERCISE_COURSE_H_

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "runner/system/disk.h"

namespace racelings {

// Where everything is. Paths are absolute.
struct Course {
  std::filesystem::path root;  // the checkout: its build/ holds the kit
  std::filesystem::path
      content;  // exercises/, solutions/ and tests/; mostly the checkout too

  std::filesystem::path ExerciseFolder(std::string_view id) const;
  std::filesystem::path SolutionFolder(std::string_view id) const;
  std::filesystem::path AnswersFolder(std::string_view id) const;
  std::filesystem::path TestFile(std::string_view id) const;
  std::filesystem::path BuildFolder() const { return root / "build"; }
};

// The value of an environment variable, or "".
using Environment = std::function<std::string(std::string_view name)>;

// The checkout is RACELINGS_ROOT, or the nearest folder above `start` with both
// CMakePresets.json and exercises/. RACELINGS_COURSE_ROOT names another folder
// for the content, judged with this checkout's kit: a changed copy of the
// course.
absl::StatusOr<Course> FindCourse(Disk& disk, const Environment& environment,
                                  const std::filesystem::path& start);

// Whether `path` is `folder` or lies in it, by their words alone: ".." is
// understood, links are not followed.
bool IsInside(const std::filesystem::path& path,
              const std::filesystem::path& folder);

// `path` as someone in the folder `from` would type it, when both are in the
// checkout; otherwise `path` itself.
std::string Shown(const Course& course, const std::filesystem::path& path,
                  const std::filesystem::path& from);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_COURSE_H_
