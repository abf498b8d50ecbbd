#include "runner/exercise/catalog.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "runner/exercise/suggest.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

bool IsExerciseId(std::string_view name) {
  return name.size() > 3 && absl::ascii_isdigit(name[0]) &&
         absl::ascii_isdigit(name[1]) && name[2] == '_';
}

bool Names(const Exercise& exercise, std::string_view typed) {
  int typed_number = 0;
  int number = 0;
  return typed == exercise.id || typed == exercise.slug ||
         (absl::SimpleAtoi(typed, &typed_number) &&
          absl::SimpleAtoi(exercise.number, &number) && typed_number == number);
}

// What to call the exercise that someone misspelt, in the form they used.
std::string Suggestion(const std::vector<Exercise>& exercises,
                       std::string_view typed) {
  std::vector<std::string> names;
  for (const Exercise& exercise : exercises) {
    names.push_back(exercise.id);
    names.push_back(exercise.slug);
    // A typo in the first letters of a name that was not typed to its end.
    names.push_back(exercise.id.substr(0, typed.size()));
    names.push_back(exercise.slug.substr(0, typed.size()));
  }
  const std::string nearest = Nearest(typed, names);
  if (nearest.empty()) return "";
  const auto index =
      std::find(names.begin(), names.end(), nearest) - names.begin();
  return exercises[static_cast<std::size_t>(index) / 4].id;
}

}  // namespace

absl::StatusOr<std::vector<Exercise>> Discover(Disk& disk,
                                               const Course& course) {
  absl::StatusOr<std::vector<Disk::Entry>> entries =
      disk.List(course.content / "exercises");
  if (!entries.ok()) return entries.status();
  std::vector<Exercise> exercises;
  for (const Disk::Entry& entry : *entries) {
    if (!entry.is_folder || !IsExerciseId(entry.name)) continue;
    const fs::path file = course.ExerciseFolder(entry.name) / "exercise.toml";
    const absl::StatusOr<std::string> text = disk.Read(file);
    const std::string shown = Shown(course, file, course.content);
    exercises.push_back(
        {entry.name, entry.name.substr(0, 2), entry.name.substr(3),
         text.ok()
             ? ParseManifest(*text, shown)
             : absl::StatusOr<Manifest>(InfraError(
                   absl::StrCat(shown, " is missing"),
                   absl::StrCat("git checkout -- exercises/", entry.name)))});
  }
  return exercises;
}

absl::StatusOr<const Exercise*> FindExercise(
    const std::vector<Exercise>& exercises, std::string_view typed) {
  absl::ConsumePrefix(
      &typed, "exercises/");  // a shell completes the name of the folder
  absl::ConsumeSuffix(&typed, "/");
  std::vector<const Exercise*> fitting;
  std::vector<std::string> ids;
  for (const Exercise& exercise : exercises) {
    if (Names(exercise, typed)) return &exercise;
    if (!typed.empty() && (absl::StartsWith(exercise.id, typed) ||
                           absl::StartsWith(exercise.slug, typed))) {
      fitting.push_back(&exercise);
      ids.push_back(exercise.id);
    }
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.size() > 1) {
    return UsageError(absl::StrCat("'", typed, "' fits ", fitting.size(),
                                   " exercises: ", absl::StrJoin(ids, ", ")),
                      "name one of them, by its number for instance");
  }
  const std::string meant = Suggestion(exercises, typed);
  return UsageError(
      absl::StrCat(
          "there is no exercise '", typed, "'",
          meant.empty() ? "" : absl::StrCat(". Did you mean ", meant, "?")),
      "./racelings list");
}

}  // namespace racelings
