#include "runner/export/learners_copy.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "runner/export/dead_links.h"
#include "runner/progress/starter.h"
#include "runner/system/embedded_file.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kGitLimit{60};
constexpr std::size_t kMostNames = std::size_t{16} << 20;  // bytes

// The learners' README is another one, and their docs those that help to solve
// an exercise. The tutorial and the debugger's session show answers.
constexpr std::string_view kForLearners[] = {
    ".clang-format",
    ".clang-tidy",
    ".devcontainer/",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".vscode/",
    "CMakeLists.txt",
    "CMakePresets.json",
    "LICENSE",
    "cmake/",
    "docs/editors.md",
    "docs/explorer.md",
    "docs/images/",
    "docs/json.md",
    "docs/progress.md",
    "docs/reading-a-report.md",
    "docs/reading/",
    "docs/report.md",
    "docs/security.md",
    "docs/setup.md",
    "docs/trace.md",
    "exercises/",
    "kitchen/",
    "racelings",
    "runner/",
    "sanitizers/",
    "setup",
    "tests/CMakeLists.txt",
    "tests/exercises/",
    "tests/harness/",
};
// A test of the project's own, and what editing leaves beside an exercise.
constexpr std::string_view kHarnessTest = "tests/harness/family_test.cc";
constexpr std::string_view kKeptBeside = ".mine-";

// What only builds and learners make, where git does not say so.
constexpr std::string_view kMadeHere[] = {".cache", ".git", ".racelings",
                                          "__pycache__", "build"};

void ListTree(Disk& disk, const fs::path& top, const std::string& inside,
              std::set<std::string>& files) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries =
      disk.List(inside.empty() ? top : top / inside);
  if (!entries.ok()) return;
  for (const Disk::Entry& entry : *entries) {
    if (std::find(std::begin(kMadeHere), std::end(kMadeHere), entry.name) !=
        std::end(kMadeHere))
      continue;
    const std::string path =
        inside.empty() ? entry.name : absl::StrCat(inside, "/", entry.name);
    if (entry.is_folder) {
      ListTree(disk, top, path, files);
    } else {
      files.insert(path);
    }
  }
}

// What the project has, relative to `top`: what git tracks, or else what there
// is.
absl::StatusOr<std::set<std::string>> ListFiles(Disk& disk,
                                                Processes& processes,
                                                const fs::path& top) {
  std::set<std::string> files;
  const absl::StatusOr<Outcome> outcome = processes.Run(
      {.argv = {"sh", "-c", "exec git ls-files -z --cached 2>/dev/null"},
       .directory = top,
       .limit = kGitLimit,
       .keep = kMostNames});
  if (absl::IsCancelled(outcome.status())) return outcome.status();
  if (outcome.ok() && outcome->ok() && !outcome->truncated) {
    files = absl::StrSplit(outcome->output, '\0', absl::SkipEmpty());
  }
  if (files.empty()) ListTree(disk, top, "", files);
  return files;
}

// Where the course's content is not the checkout's, it is the content's.
bool IsContent(std::string_view file) {
  return absl::StartsWith(file, "exercises/") ||
         absl::StartsWith(file, "tests/exercises/");
}

std::string Readme(const std::vector<Exercise>& exercises) {
  std::vector<std::string> rows;
  for (const Exercise& exercise : exercises) {
    rows.push_back(absl::StrCat("| [", exercise.id, "](exercises/", exercise.id,
                                "/README.md) | ", exercise.manifest->title,
                                " | ", exercise.manifest->points, " |"));
  }
  return absl::StrReplaceAll(EmbeddedFile("learners.md"),
                             {{"{{exercises}}", absl::StrJoin(rows, "\n")}});
}

class Copy {
 public:
  Copy(Disk& disk, Processes& processes, const Course& course,
       const fs::path& folder)
      : disk_(disk), processes_(processes), course_(course), folder_(folder) {}

  absl::StatusOr<std::size_t> Make(const std::vector<Exercise>& exercises) {
    std::set<std::string> starters;
    for (const Exercise& exercise : exercises) {
      if (!exercise.manifest.ok()) return exercise.manifest.status();
      for (const std::string& name : exercise.manifest->edit)
        starters.insert(absl::StrCat("exercises/", exercise.id, "/", name));
    }
    RACELINGS_RETURN_IF_ERROR(Choose());
    files_.insert("README.md");
    files_.insert(starters.begin(), starters.end());
    // First of all: where one is missing, nothing has been written yet.
    std::vector<std::pair<fs::path, std::string>> contents;
    for (const Exercise& exercise : exercises) {
      const absl::StatusOr<std::vector<Answer::File>> found = Starter(exercise);
      if (!found.ok()) return found.status();
      for (const Answer::File& file : *found) {
        contents.emplace_back(fs::path("exercises") / exercise.id / file.name,
                              file.content);
      }
    }
    contents.emplace_back("README.md", Readme(exercises));
    for (const auto& [file, content] : contents)
      RACELINGS_RETURN_IF_ERROR(disk_.Write(folder_ / file, content));
    for (const std::string& file : files_) {
      if (file == "README.md" || starters.count(file) > 0) continue;
      RACELINGS_RETURN_IF_ERROR(Take(file));
    }
    return files_.size();
  }

 private:
  absl::Status Choose() {
    const bool apart = course_.content != course_.root;
    for (const fs::path& top : {course_.root, course_.content}) {
      const absl::StatusOr<std::set<std::string>> files =
          ListFiles(disk_, processes_, top);
      if (!files.ok()) return files.status();
      for (const std::string& file : *files) {
        const bool here = !apart || (IsContent(file) == (top != course_.root));
        // Deleted, and git was not told.
        if (here && IsForLearners(file) && disk_.Exists(top / file))
          files_.insert(file);
      }
      if (!apart) break;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<Answer::File>> Starter(const Exercise& exercise) {
    absl::StatusOr<std::vector<Answer::File>> files =
        FindStarter(disk_, processes_, course_, exercise);
    if (!files.ok() && !absl::IsCancelled(files.status())) {
      // Nobody has begun with it here, so that it is as it was.
      KeepStarter(disk_, course_, exercise);
      files = FindStarter(disk_, processes_, course_, exercise);
    }
    if (!files.ok()) return files;
    const fs::path solution = course_.SolutionFolder(exercise.id);
    const bool solved =
        std::all_of(files->begin(), files->end(), [&](const auto& file) {
          return disk_.Read(solution / file.name).value_or("") == file.content;
        });
    if (!solved) return files;
    return InfraError(
        absl::StrCat("what ", exercise.id,
                     " begins with is its solution, to the letter: it would "
                     "be given away"),
        absl::StrCat("put the starter back into exercises/", exercise.id,
                     ", commit it, and export again"));
  }

  absl::Status Take(const std::string& file) {
    const fs::path from =
        (IsContent(file) ? course_.content : course_.root) / file;
    const fs::path to = folder_ / file;
    if (!absl::EndsWith(file, ".md")) return disk_.Copy(from, to);
    const absl::StatusOr<std::string> text = disk_.Read(from);
    if (!text.ok()) return text.status();
    return disk_.Write(to, WithoutDeadLinks(*text, file, files_));
  }

  Disk& disk_;
  Processes& processes_;
  const Course& course_;
  const fs::path folder_;
  std::set<std::string> files_;
};

}  // namespace

bool IsForLearners(std::string_view file) {
  if (file == kHarnessTest || absl::StrContains(file, kKeptBeside))
    return false;
  return std::any_of(std::begin(kForLearners), std::end(kForLearners),
                     [file](std::string_view one) {
                       return absl::EndsWith(one, "/")
                                  ? absl::StartsWith(file, one)
                                  : file == one;
                     });
}

absl::StatusOr<std::size_t> MakeLearnersCopy(
    Disk& disk, Processes& processes, const Course& course,
    const std::vector<Exercise>& exercises, const fs::path& folder) {
  const fs::path resolved = disk.Resolve(folder);
  for (const fs::path& top : {course.root, course.content}) {
    const fs::path here = disk.Resolve(top);
    if (IsInside(resolved, here) && !IsInside(resolved, here / "build")) {
      return UsageError(
          absl::StrCat(folder.string(),
                       " lies in the course itself, and would become a part "
                       "of it"),
          absl::StrCat("./racelings export --student ",
                       (here.parent_path() / "learners").string()));
    }
  }
  const absl::StatusOr<std::vector<Disk::Entry>> there = disk.List(folder);
  if (disk.Exists(folder) && !(there.ok() && there->empty())) {
    return UsageError(
        absl::StrCat(folder.string(),
                     there.ok() ? " is not empty" : " is no folder",
                     ": the learners' repository goes into a new folder, or "
                     "an empty one"),
        "./racelings export --student DIR   (another one)");
  }
  absl::StatusOr<std::size_t> made =
      Copy(disk, processes, course, folder).Make(exercises);
  if (made.ok() || !disk.Exists(folder)) return made;
  return absl::Status(
      made.status().code(),
      absl::StrCat(made.status().message(), ", so that the copy is not whole",
                   "\n  next: rm -r ", folder.string(), ", and export again"));
}

}  // namespace racelings
