#include "runner/grade/harvest.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/build/answer.h"
#include "runner/build/hash.h"
#include "runner/grade/marks.h"
#include "runner/integrity/source_rules.h"
#include "runner/report/json.h"
#include "runner/system/error.h"
#include "runner/verdict/submission.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// What was found in a submission: an answer, or a verdict without judging.
struct Found {
  Answer answer;
  std::optional<Verdict> verdict{};
};

Found TakeOne(Disk& disk, const Exercise& exercise, const fs::path& folder) {
  if (disk.IsLink(folder)) {
    return {.answer = {},
            .verdict = WithoutJudging(
                exercise,
                {{.kind = Kind::kForbidden,
                  .message = "the submission's folder is a link, and what is "
                             "behind it was not handed in: put the folder "
                             "itself there"}},
                Status::kFail)};
  }
  Submitted submitted = FindSubmitted(disk, exercise, folder);
  if (submitted.finding.has_value()) {
    return {.answer = {},
            .verdict = WithoutJudging(exercise, {*std::move(submitted.finding)},
                                      Status::kFail)};
  }
  absl::StatusOr<Answer> answer = ReadAnswer(disk, exercise, submitted.folder);
  if (!answer.ok()) {
    return {.answer = {.folder = submitted.folder, .files = {}},
            .verdict = WithoutJudging(
                exercise,
                {{.kind = Kind::kInfra,
                  .message = std::string(answer.status().message())}},
                Status::kInfra)};
  }
  // Links, devices and huge files have no content that could be kept.
  const bool whole = std::all_of(
      answer->files.begin(), answer->files.end(), [](const Answer::File& file) {
        return file.plain && file.size == file.content.size();
      });
  std::optional<Verdict> verdict;
  if (!whole) {
    std::vector<Finding> findings =
        FromSource(*answer, exercise.manifest->uses);
    // A file may change between a look at its size and another at its content.
    if (!findings.empty())
      verdict = WithoutJudging(exercise, std::move(findings), Status::kFail);
  }
  return {.answer = *std::move(answer), .verdict = std::move(verdict)};
}

std::string GradeWithoutJudging(const Course& course, const Exercise& exercise,
                                const fs::path& folder, Verdict verdict) {
  if (!folder.empty()) NameAsInCourse(course, folder, verdict);
  return GradeJson(course, {GradeOf(course, exercise, std::move(verdict))});
}

}  // namespace

absl::StatusOr<Harvest> TakeClass(Disk& disk, const Course& course,
                                  VerdictStore& store,
                                  const HarvestRequest& request) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries =
      disk.List(request.folder);
  Harvest harvest;
  for (const Disk::Entry& entry :
       entries.value_or(std::vector<Disk::Entry>{})) {
    const bool folder =
        entry.is_folder || disk.IsFolder(request.folder / entry.name);
    if (folder && !absl::StartsWith(entry.name, "."))
      harvest.class_names.push_back(entry.name);
  }
  Hash hash;
  for (std::size_t i = 0; i < harvest.class_names.size(); ++i) {
    const std::string& name = harvest.class_names[i];
    const bool ours = request.shard.Has(i);
    hash.Add(name);
    if (ours) {
      harvest.names.push_back(name);
      harvest.parts.emplace_back();
    }
    for (const Exercise& exercise : request.exercises) {
      Found found = TakeOne(disk, exercise, request.folder / name);
      HandedIn one;
      if (found.verdict.has_value()) {
        one.grade = GradeWithoutJudging(course, exercise, found.answer.folder,
                                        *std::move(found.verdict));
        hash.Add(one.grade);
      } else {
        for (const Answer::File& file : found.answer.files)
          hash.Add(file.name).Add(file.content);
      }
      if (!ours) continue;
      if (one.grade.empty()) {
        const absl::StatusOr<fs::path> entry = store.Keep(
            exercise, found.answer, request.judged_with.at(exercise.id));
        if (!entry.ok()) return entry.status();
        one.entry = *entry;
      }
      harvest.parts.back().push_back(std::move(one));
    }
  }
  harvest.fingerprint = hash.Hex();
  return harvest;
}

}  // namespace racelings
