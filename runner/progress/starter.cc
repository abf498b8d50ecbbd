#include "runner/progress/starter.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kGitLimit{60};

fs::path KeptFolder(const Course& course, const Exercise& exercise) {
  return course.content / ".racelings" / "starters" / exercise.slug;
}

// What a git command prints, without its warnings; none when it fails.
absl::StatusOr<std::optional<std::string>> Git(
    Processes& processes, const Course& course,
    const std::vector<std::string>& words) {
  Command command{.argv = {"sh", "-c", "exec git \"$@\" 2>/dev/null", "git"},
                  .directory = course.content,
                  .limit = kGitLimit};
  command.argv.insert(command.argv.end(), words.begin(), words.end());
  absl::StatusOr<Outcome> outcome = processes.Run(command);
  if (absl::IsCancelled(outcome.status())) return outcome.status();
  if (!outcome.ok() || !outcome->ok() || outcome->truncated)
    return std::nullopt;
  return std::move(outcome->output);
}

// The files as they are in a commit; none when it lacks one.
absl::StatusOr<std::vector<Answer::File>> InCommit(Processes& processes,
                                                   const Course& course,
                                                   const Exercise& exercise,
                                                   const std::string& commit) {
  std::vector<Answer::File> files;
  for (const std::string& name : exercise.manifest->edit) {
    absl::StatusOr<std::optional<std::string>> content =
        Git(processes, course,
            {"cat-file", "blob",
             absl::StrCat(commit, ":./exercises/", exercise.id, "/", name)});
    if (!content.ok()) return content.status();
    if (!content->has_value()) return std::vector<Answer::File>{};
    files.push_back({name, **std::move(content)});
  }
  return files;
}

}  // namespace

void KeepStarter(Disk& disk, const Course& course, const Exercise& exercise) {
  if (!exercise.manifest.ok()) return;
  const fs::path folder = KeptFolder(course, exercise);
  for (const std::string& name : exercise.manifest->edit) {
    if (disk.Exists(folder / name)) continue;
    const absl::StatusOr<std::string> content =
        disk.Read(course.ExerciseFolder(exercise.id) / name);
    // Where it cannot be kept, something more important will say so.
    if (content.ok()) disk.Write(folder / name, *content).IgnoreError();
  }
}

absl::StatusOr<std::vector<Answer::File>> FindStarter(
    Disk& disk, Processes& processes, const Course& course,
    const Exercise& exercise) {
  absl::StatusOr<std::optional<std::string>> kit =
      Git(processes, course,
          {"log", "-1", "--format=%H", "--", "tests", "kitchen", "runner",
           "sanitizers", "cmake"});
  if (!kit.ok()) return kit.status();
  std::vector<std::string> commits = {"HEAD"};
  const std::string commit(absl::StripAsciiWhitespace(kit->value_or("")));
  if (!commit.empty()) commits.insert(commits.begin(), commit);
  for (const std::string& one : commits) {
    absl::StatusOr<std::vector<Answer::File>> files =
        InCommit(processes, course, exercise, one);
    if (!files.ok() || !files->empty()) return files;
  }
  absl::StatusOr<Answer> kept =
      ReadAnswer(disk, exercise, KeptFolder(course, exercise));
  if (kept.ok()) return std::move(kept->files);
  return InfraError(
      absl::StrCat("the file that ", exercise.id,
                   " begins with is nowhere: git does not know it, and no copy "
                   "was kept"),
      absl::StrCat("copy exercises/", exercise.id,
                   " from where you have this course from"));
}

}  // namespace racelings
