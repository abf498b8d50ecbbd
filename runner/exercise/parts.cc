#include "runner/exercise/parts.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "runner/exercise/hints.h"
#include "runner/exercise/test_names.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestHints = 3;

// The kinds that `// expect: a|b — why` lists; none when the line is another.
std::vector<std::string> ExpectedKinds(std::string_view source) {
  std::string_view line = source.substr(0, source.find('\n'));
  if (!absl::ConsumePrefix(&line, "// expect:")) return {};
  line = absl::StripLeadingAsciiWhitespace(line);
  line = line.substr(0, line.find(' '));
  return absl::StrSplit(line, '|', absl::SkipEmpty());
}

}  // namespace

bool IsLearnersCopy(Disk& disk, const Course& course) {
  return !disk.IsFolder(course.content / "solutions");
}

std::vector<std::string> MissingParts(Disk& disk, const Course& course,
                                      const Exercise& exercise) {
  if (!exercise.manifest.ok())
    return {std::string(exercise.manifest.status().message())};
  const fs::path folder = course.ExerciseFolder(exercise.id);
  const fs::path solution = course.SolutionFolder(exercise.id);
  const fs::path test = course.TestFile(exercise.id);
  std::vector<std::string> missing;
  const auto need = [&](const fs::path& path) {
    const bool there = disk.Exists(path);
    if (!there) {
      missing.push_back(
          absl::StrCat(Shown(course, path, course.content), " is missing"));
    }
    return there;
  };
  need(folder / "README.md");
  for (const std::string& file : exercise.manifest->edit) need(folder / file);
  if (need(solution)) {
    need(solution / "WHY.md");
    for (const std::string& file : exercise.manifest->edit)
      need(solution / file);
  }
  if (need(test) && TestNames(disk.Read(test).value_or("")).empty()) {
    missing.push_back(
        absl::StrCat(Shown(course, test, course.content), " holds no TEST"));
  }
  if (need(folder / "hints.md")) {
    const std::size_t count =
        ParseHints(disk.Read(folder / "hints.md").value_or("")).size();
    if (count < kFewestHints) {
      missing.push_back(absl::StrCat("hints.md has ", count,
                                     " hints (## ...), and ", kFewestHints,
                                     " are the least"));
    }
  }
  return missing;
}

std::vector<std::string> Strays(Disk& disk, const Course& course,
                                const std::vector<Exercise>& exercises) {
  std::vector<std::string> strays;
  const auto look = [&](const fs::path& folder, std::string_view suffix) {
    const absl::StatusOr<std::vector<Disk::Entry>> entries =
        disk.List(course.content / folder);
    if (!entries.ok()) return;
    for (const Disk::Entry& entry : *entries) {
      std::string_view name = entry.name;
      if (entry.is_folder != suffix.empty() ||
          !absl::ConsumeSuffix(&name, suffix))
        continue;
      const bool known =
          std::any_of(exercises.begin(), exercises.end(),
                      [name](const Exercise& one) { return one.id == name; });
      if (!known) strays.push_back((folder / entry.name).string());
    }
  };
  look("solutions", "");
  look("tests/answers", "");
  look("tests/exercises", "_test.cc");
  return strays;
}

std::vector<std::string> NameClashes(const std::vector<Exercise>& exercises) {
  std::map<std::string, std::string> ids;  // by name
  std::vector<std::string> clashes;
  const auto take = [&](const std::string& name, const std::string& id) {
    const auto [taken, is_new] = ids.emplace(name, id);
    if (!is_new) {
      clashes.push_back(absl::StrCat(name, " is a name of both ", taken->second,
                                     " and ", id));
    }
  };
  for (const Exercise& exercise : exercises) {
    take(exercise.slug, exercise.id);
    if (!exercise.manifest.ok()) continue;
    for (const std::string& name : exercise.manifest->formerly)
      take(name, exercise.id);
  }
  return clashes;
}

absl::StatusOr<std::vector<KnownAnswer>> KnownAnswers(
    Disk& disk, const Course& course, const Exercise& exercise) {
  if (!exercise.manifest.ok()) return exercise.manifest.status();
  std::vector<KnownAnswer> answers;
  for (const std::string_view side : {"right", "wrong"}) {
    const fs::path folder = course.AnswersFolder(exercise.id) / side;
    const absl::StatusOr<std::vector<Disk::Entry>> entries = disk.List(folder);
    if (!entries.ok())
      continue;  // an exercise may have no answers of this side
    for (const Disk::Entry& entry : *entries) {
      if (!entry.is_folder) continue;
      KnownAnswer answer{absl::StrCat(side, "/", entry.name),
                         folder / entry.name,
                         side == "right",
                         {}};
      const fs::path first = answer.folder / exercise.manifest->edit.front();
      if (!answer.right)
        answer.expected_kinds = ExpectedKinds(disk.Read(first).value_or(""));
      if (!answer.right && answer.expected_kinds.empty()) {
        const std::string shown = Shown(course, first, course.content);
        return InfraError(
            absl::StrCat(shown,
                         ":1: the first line of a wrong answer must say what ",
                         "is expected: // expect: data-race — why"),
            absl::StrCat("mend line 1 of ", shown));
      }
      answers.push_back(std::move(answer));
    }
  }
  return answers;
}

}  // namespace racelings
