#include "runner/progress/progress_file.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/build/answer.h"
#include "runner/system/error.h"
#include "runner/verdict/checker.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

fs::path OldFile(const Course& course) {
  return course.BuildFolder() / "progress.json";
}

// The slugs that an exercise goes by, and went by.
std::vector<std::string> Names(const Exercise& exercise) {
  std::vector<std::string> names = {exercise.slug};
  if (exercise.manifest.ok()) {
    const std::vector<std::string>& formerly = exercise.manifest->formerly;
    names.insert(names.end(), formerly.begin(), formerly.end());
  }
  return names;
}

bool IsNamed(const Exercise& exercise, const std::string& name) {
  const std::vector<std::string> names = Names(exercise);
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<Exercise>::const_iterator FindNamed(
    const std::vector<Exercise>& exercises, const std::string& name) {
  if (name.empty()) return exercises.end();
  const auto now = std::find_if(
      exercises.begin(), exercises.end(),
      [&name](const Exercise& exercise) { return exercise.slug == name; });
  if (now != exercises.end()) return now;
  return std::find_if(
      exercises.begin(), exercises.end(),
      [&name](const Exercise& exercise) { return IsNamed(exercise, name); });
}

// The exercise's own entry, with what was remembered under a former name.
ExerciseRecord& Entry(const Exercise& exercise, Record& record) {
  for (const std::string& name : Names(exercise)) {
    const auto found = record.exercises.find(name);
    if (found == record.exercises.end()) continue;
    if (name == exercise.slug) return found->second;
    ExerciseRecord moved = std::move(found->second);
    record.exercises.erase(found);
    return record.exercises[exercise.slug] = std::move(moved);
  }
  return record.exercises[exercise.slug];
}

absl::Status CannotKeep(const fs::path& file, const absl::Status& cause) {
  if (absl::IsCancelled(cause)) return cause;
  if (absl::IsResourceExhausted(cause)) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "your progress is not saved (what was saved before is safe): ",
        cause.message()));
  }
  return InfraError(
      absl::StrCat("your progress is not saved (what was saved before is "
                   "safe): ",
                   cause.message()),
      absl::StrCat("ls -ld ", file.parent_path().string(), " ",
                   file.parent_path().parent_path().string(),
                   "   (both must be folders that you may write to)"));
}

// What a write that was killed leaves beside the file: its name and six more.
bool IsLeftover(std::string_view name, std::string_view file) {
  constexpr std::size_t kRandom = 6;
  return name.size() == file.size() + 1 + kRandom &&
         absl::StartsWith(name, absl::StrCat(file, ".")) &&
         std::all_of(name.end() - kRandom, name.end(), absl::ascii_isalnum);
}

}  // namespace

ProgressFile::ProgressFile(Disk& disk, Progress& progress, const Course& course)
    : disk_(disk),
      progress_(progress),
      course_(course),
      file_(course.content / ".racelings" / "progress.json") {
  absl::StatusOr<Content> content = Read();
  if (absl::IsInvalidArgument(content.status())) {
    const absl::StatusOr<std::shared_ptr<void>> lock =
        disk_.Lock(file_.parent_path() / "progress.lock");
    content = lock.ok() ? ReadOrSetAside() : lock.status();
    if (!content.ok() && !absl::IsCancelled(content.status())) {
      content = absl::InternalError(
          absl::StrCat("the record is damaged, and cannot be kept aside: ",
                       content.status().message()));
    }
  }
  if (content.ok()) {
    record_ = std::move(content->record);
  } else if (!absl::IsCancelled(content.status())) {
    progress_.Say(absl::StrCat("racelings: your progress cannot be read: ",
                               content.status().message()));
  }
}

absl::StatusOr<ProgressFile::Content> ProgressFile::Read() {
  absl::StatusOr<std::string> text = disk_.Read(file_);
  if (absl::IsNotFound(text.status())) {
    // The build folder's was of the exercises beside it, and of no copy.
    if (course_.content != course_.root) return Content{};
    const absl::StatusOr<std::string> old = disk_.Read(OldFile(course_));
    return Content{"", ParseOldRecord(old.value_or("")), old.ok()};
  }
  if (!text.ok()) return text.status();
  absl::StatusOr<Record> record = ParseRecord(*text);
  if (absl::IsFailedPrecondition(record.status())) {
    return absl::FailedPreconditionError(
        absl::StrCat("a newer racelings wrote ", file_.string(),
                     "\n  next: git pull   (brings that one here)"));
  }
  if (!record.ok()) return record.status();
  return Content{*std::move(text), *std::move(record)};
}

absl::StatusOr<ProgressFile::Content> ProgressFile::ReadOrSetAside() {
  absl::StatusOr<Content> content = Read();
  if (!absl::IsInvalidArgument(content.status())) return content;
  fs::path aside;
  int number = 0;
  do {
    aside = absl::StrCat(file_.string(), ".damaged-", ++number);
  } while (disk_.Exists(aside));
  RACELINGS_RETURN_IF_ERROR(disk_.Rename(file_, aside));
  progress_.Say(absl::StrCat(
      "racelings: the record of your progress was damaged; it is kept as ",
      Shown(course_, aside, course_.content),
      ", and ./racelings grade finds out anew what is solved"));
  return Content{};
}

absl::Status ProgressFile::Write(const std::function<void(Record&)>& change) {
  const absl::StatusOr<std::shared_ptr<void>> lock =
      disk_.Lock(file_.parent_path() / "progress.lock");
  if (!lock.ok()) return lock.status();
  absl::StatusOr<Content> content = ReadOrSetAside();
  if (!content.ok()) return content.status();
  change(content->record);
  const std::string text = RecordText(content->record, content->text);
  if (text != content->text)
    RACELINGS_RETURN_IF_ERROR(disk_.Write(file_, text));
  record_ = std::move(content->record);
  if (content->imported) disk_.Remove(OldFile(course_));
  // Nobody else writes now: what is beside the file, nobody finishes.
  const absl::StatusOr<std::vector<Disk::Entry>> entries =
      disk_.List(file_.parent_path());
  for (const Disk::Entry& entry :
       entries.value_or(std::vector<Disk::Entry>{})) {
    if (IsLeftover(entry.name, file_.filename().string()))
      disk_.Remove(file_.parent_path() / entry.name);
  }
  return absl::OkStatus();
}

absl::Status ProgressFile::Change(const std::function<void(Record&)>& change) {
  const absl::Status written = Write(change);
  if (written.ok()) return absl::OkStatus();
  const std::string before = RecordText(record_, "");
  change(record_);
  // Where nothing was to be said, nothing is lost.
  if (RecordText(record_, "") == before) return absl::OkStatus();
  return CannotKeep(file_, written);
}

const ExerciseRecord* ProgressFile::Find(const Exercise& exercise) const {
  for (const std::string& name : Names(exercise)) {
    const auto found = record_.exercises.find(name);
    if (found != record_.exercises.end()) return &found->second;
  }
  return nullptr;
}

Standing ProgressFile::StandingOf(const Exercise& exercise) const {
  const ExerciseRecord* record = Find(exercise);
  if (record == nullptr || record->passed.empty()) return Standing::kOpen;
  if (!exercise.manifest.ok()) return Standing::kChanged;
  const absl::StatusOr<Answer> answer =
      ReadAnswer(disk_, exercise, course_.ExerciseFolder(exercise.id));
  const bool same = answer.ok() && AnswerFingerprint(disk_, course_, exercise,
                                                     *answer) == record->passed;
  return same ? Standing::kSolved : Standing::kChanged;
}

std::set<int> ProgressFile::HintsSeen(const Exercise& exercise) const {
  const ExerciseRecord* record = Find(exercise);
  return record == nullptr ? std::set<int>{} : record->hints;
}

const Exercise* ProgressFile::Chosen(
    const std::vector<Exercise>& exercises) const {
  const auto found = FindNamed(exercises, record_.current);
  return found == exercises.end() ? nullptr : &*found;
}

const Exercise* ProgressFile::Current(
    const std::vector<Exercise>& exercises) const {
  if (const Exercise* chosen = Chosen(exercises)) return chosen;
  const auto open = [this](const Exercise& exercise) {
    return !IsSolved(exercise);
  };
  const auto last = FindNamed(exercises, record_.after);
  const auto begin = last == exercises.end() ? exercises.begin() : last + 1;
  auto found = std::find_if(begin, exercises.end(), open);
  if (found == exercises.end()) {
    found = std::find_if(exercises.begin(), begin, open);
    if (found == begin) return nullptr;
  }
  return &*found;
}

absl::Status ProgressFile::RecordPass(const Exercise& exercise,
                                      const std::string& fingerprint) {
  return Change([&](Record& record) {
    Entry(exercise, record).passed = fingerprint;
    if (record.current.empty() || IsNamed(exercise, record.current)) {
      record.current.clear();
      record.after = exercise.slug;
    }
  });
}

absl::Status ProgressFile::RecordHint(const Exercise& exercise, int number) {
  return Change(
      [&](Record& record) { Entry(exercise, record).hints.insert(number); });
}

absl::Status ProgressFile::Choose(const Exercise& exercise) {
  return Change([&](Record& record) { record.current = exercise.slug; });
}

absl::Status ProgressFile::Forget(const Exercise& exercise) {
  return Change([&](Record& record) {
    Entry(exercise, record);  // so that no former name is left
    record.exercises.erase(exercise.slug);
  });
}

}  // namespace racelings
