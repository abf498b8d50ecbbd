#include "runner/exercise/course.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/system/error.h"

namespace racelings {

namespace fs = std::filesystem;

fs::path Course::ExerciseFolder(std::string_view id) const {
  return content / "exercises" / id;
}

fs::path Course::SolutionFolder(std::string_view id) const {
  return content / "solutions" / id;
}

fs::path Course::AnswersFolder(std::string_view id) const {
  return content / "tests" / "answers" / id;
}

fs::path Course::TestFile(std::string_view id) const {
  return content / "tests" / "exercises" / absl::StrCat(id, "_test.cc");
}

absl::StatusOr<Course> FindCourse(Disk& disk, const Environment& environment,
                                  const fs::path& start) {
  const auto is_checkout = [&disk](const fs::path& folder) {
    return disk.Exists(folder / "CMakePresets.json") &&
           disk.Exists(folder / "exercises");
  };
  fs::path root = environment("RACELINGS_ROOT");
  if (root.empty()) {
    root = start;
    while (!is_checkout(root) && root.has_relative_path())
      root = root.parent_path();
  }
  root = (start / root).lexically_normal();
  if (!root.has_filename() && root.has_relative_path())
    root = root.parent_path();
  if (!is_checkout(root)) {
    return InfraError(absl::StrCat("no course here: neither ", start.string(),
                                   " nor a folder above it holds ",
                                   "CMakePresets.json and exercises/"),
                      "cd to your clone of racelings, and then ./racelings");
  }
  Course course{root, root};
  if (const std::string content = environment("RACELINGS_COURSE_ROOT");
      !content.empty()) {
    course.content = (start / content).lexically_normal();
    if (!disk.Exists(course.content / "exercises")) {
      return InfraError(absl::StrCat("RACELINGS_COURSE_ROOT is ", content,
                                     ", which holds no exercises/"),
                        "unset RACELINGS_COURSE_ROOT");
    }
  }
  return course;
}

bool IsInside(const fs::path& path, const fs::path& folder) {
  const fs::path way =
      path.lexically_normal().lexically_relative(folder.lexically_normal());
  return !way.empty() && *way.begin() != "..";
}

std::string Shown(const Course& course, const fs::path& path,
                  const fs::path& from) {
  if (path.is_relative()) return path.string();
  const bool both_inside =
      (IsInside(path, course.root) && IsInside(from, course.root)) ||
      (IsInside(path, course.content) && IsInside(from, course.content));
  return both_inside ? path.lexically_relative(from).string() : path.string();
}

}  // namespace racelings
