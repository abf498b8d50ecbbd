#include "runner/verdict/submission.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// "07_pop" is a folder of the slug "pop".
bool IsOf(const Exercise& exercise, const std::string& folder) {
  const std::size_t bar = folder.find('_');
  if (bar == std::string::npos) return false;
  const std::string slug = folder.substr(bar + 1);
  const std::vector<std::string>& formerly = exercise.manifest->formerly;
  return slug == exercise.slug ||
         std::find(formerly.begin(), formerly.end(), slug) != formerly.end();
}

// The folder of the exercise below `parent`: the one of its own name first.
fs::path FolderBelow(Disk& disk, const Exercise& exercise,
                     const fs::path& parent) {
  if (disk.Exists(parent / exercise.id)) return parent / exercise.id;
  const absl::StatusOr<std::vector<Disk::Entry>> entries = disk.List(parent);
  if (!entries.ok()) return {};
  for (const Disk::Entry& entry : *entries) {
    if (IsOf(exercise, entry.name)) return parent / entry.name;
  }
  return {};
}

Finding NotThere(const Exercise& exercise, std::string_view what) {
  return {.kind = Kind::kBuild,
          .message =
              absl::StrCat("the submission has no ", what,
                           ", which belongs in exercises/", exercise.id, "/")};
}

Finding IsLink(std::string_view what) {
  return {.kind = Kind::kForbidden,
          .message = absl::StrCat(what,
                                  " is a link, and what is behind it was not "
                                  "handed in: put the files themselves there")};
}

void Rename(const std::string& from, const std::string& to, std::string& file) {
  if (absl::StartsWith(file, from)) file.replace(0, from.size(), to);
}

}  // namespace

Submitted FindSubmitted(Disk& disk, const Exercise& exercise,
                        const fs::path& submission) {
  const fs::path exercises = submission / "exercises";
  if (disk.IsLink(exercises)) return {.finding = IsLink("exercises/")};
  fs::path folder = FolderBelow(disk, exercise, exercises);
  if (folder.empty()) folder = FolderBelow(disk, exercise, submission);
  if (folder.empty())
    return {.finding = NotThere(exercise, exercise.manifest->edit.front())};
  if (disk.IsLink(folder))
    return {.finding = IsLink(absl::StrCat(folder.filename().string(), "/"))};
  for (const std::string& name : exercise.manifest->edit) {
    // A link is there, wherever it leads: it is for the rules to refuse.
    if (!disk.Exists(folder / name) && !disk.IsLink(folder / name))
      return {.finding = NotThere(exercise, name)};
  }
  return {.folder = folder};
}

void NameAsInCourse(const Course& course, const fs::path& folder,
                    Verdict& verdict) {
  const std::string from = absl::StrCat(folder.string(), "/");
  const std::string to =
      absl::StrCat(course.ExerciseFolder(verdict.id).string(), "/");
  for (Finding& finding : verdict.findings) {
    for (Location& where : finding.locations) Rename(from, to, where.file);
    for (Event& event : finding.trace) Rename(from, to, event.where.file);
    finding.raw = absl::StrReplaceAll(finding.raw, {{from, to}});
    finding.message = absl::StrReplaceAll(finding.message, {{from, ""}});
  }
}

}  // namespace racelings
