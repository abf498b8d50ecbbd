#include "runner/commands/grade_class.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "runner/commands/judge_class.h"
#include "runner/exercise/course.h"
#include "runner/grade/harvest.h"
#include "runner/grade/marks.h"
#include "runner/grade/store.h"
#include "runner/grade/submission_grade.h"
#include "runner/report/clean.h"
#include "runner/report/json.h"
#include "runner/system/error.h"
#include "runner/system/use.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// The line of the answer that a grade's first finding points at.
std::string LineOf(Context& context, const Exercise& exercise,
                   const fs::path& entry, std::string_view grade) {
  const PlaceInAnswer place = FirstPlace(grade);
  if (place.line == 0 || entry.empty()) return "";
  const absl::StatusOr<std::string> text = context.disk.Read(
      VerdictStore::SubmissionOf(entry) / exercise.id / place.file);
  if (!text.ok()) return "";
  const std::vector<std::string_view> lines = absl::StrSplit(*text, '\n');
  if (static_cast<std::size_t>(place.line) > lines.size()) return "";
  const std::string line(lines[static_cast<std::size_t>(place.line) - 1]);
  return std::string(absl::StripAsciiWhitespace(line));
}

// Of an answer whose verdict somebody has removed meanwhile.
std::string Gone(const Course& course, const Exercise& exercise) {
  return GradeJson(
      course, {GradeOf(course, exercise,
                       WithoutJudging(
                           exercise,
                           {{.kind = Kind::kInfra,
                             .message = "the verdict on it was in "
                                        "build/grades, and is gone from there; "
                                        "the same command judges it anew"}},
                           Status::kInfra))});
}

ClassRecords RecordsOf(Context& context, VerdictStore& store,
                       const std::vector<Exercise>& exercises,
                       const Harvest& harvest,
                       const std::map<fs::path, std::string>& not_graded) {
  ClassRecords all{.names = harvest.names, .records = {}};
  for (std::size_t i = 0; i < harvest.names.size(); ++i) {
    std::vector<JudgedPart> parts;
    for (std::size_t j = 0; j < exercises.size(); ++j) {
      const HandedIn& one = harvest.parts[i][j];
      std::string grade = one.grade;
      if (grade.empty()) {
        const auto broken = not_graded.find(one.entry);
        grade = broken != not_graded.end()
                    ? broken->second
                    : store.Find(one.entry).value_or(
                          Gone(context.course, exercises[j]));
      }
      std::string line = LineOf(context, exercises[j], one.entry, grade);
      parts.push_back({std::move(grade), std::move(line)});
    }
    all.records.push_back(SubmissionJson(harvest.names[i], parts));
  }
  return all;
}

fs::path WithoutSlash(const fs::path& path) {
  return path.has_filename() ? path : path.parent_path();
}

}  // namespace

absl::StatusOr<int> ShowClass(Context& context, const fs::path& folder,
                              const ClassRecords& records) {
  int not_graded = 0;
  for (const std::string& text : records.records) {
    const absl::StatusOr<SubmissionGrade> record = ParseSubmissionGrade(text);
    if (!record.ok()) continue;  // WriteClass has said so
    not_graded += record->not_graded();
    context.out << absl::StrFormat("%3d of %3d  ", record->points(),
                                   record->max_points())
                << CleanLine(record->name);
    if (record->not_graded() > 0)
      context.out << "  (" << record->not_graded() << " not graded)";
    context.out << '\n';
  }
  context.out << "\nThe results are in "
              << Shown(context.course, folder, context.from) << '\n';
  if (not_graded == 0) return kPassed;
  context.out << not_graded
              << " answers could not be judged, which is nobody's mark; next: "
                 "./racelings doctor, and then the same command again\n";
  return kInfra;
}

absl::StatusOr<int> GradeClass(Context& context, const Options& options,
                               const std::vector<Exercise>& exercises) {
  const fs::path folder =
      WithoutSlash((context.from / options.submissions).lexically_normal());
  if (!context.disk.IsFolder(folder)) {
    return UsageError(absl::StrCat("there is no folder ", options.submissions),
                      absl::StrCat("ls -ld ", options.submissions,
                                   "   (--submissions names a folder with one "
                                   "folder for each submission)"));
  }
  if (options.json || options.format != "text") {
    return UsageError(
        "a class is written as a folder of JSON, CSV and HTML, and in no other "
        "format",
        "./racelings grade --submissions FOLDER --output FOLDER");
  }
  Shard shard;
  if (!options.shard.empty()) {
    const absl::StatusOr<Shard> parsed = ParseShard(options.shard);
    if (!parsed.ok()) return parsed.status();
    shard = *parsed;
  }
  const bool part = !options.shard.empty();
  const std::string ending =
      part ? absl::StrCat("-part-", shard.index, "-of-", shard.count)
           : "-graded";
  const fs::path output =
      options.output.empty()
          ? folder.parent_path() /
                absl::StrCat(folder.filename().string(), ending)
          : WithoutSlash((context.from / options.output).lexically_normal());
  if (IsInside(context.disk.Resolve(output), context.disk.Resolve(folder))) {
    return UsageError(
        absl::StrCat("--output ", output.string(),
                     " would be taken for a submission: it is in ",
                     options.submissions),
        "name a folder beside it");
  }
  if (options.slurm > 0 && !part)
    return GradeBySlurm(context, options, exercises, folder, output);

  const absl::StatusOr<Judging> judging =
      MakeJudges(context, exercises, options.seed);
  if (!judging.ok()) return judging.status();
  VerdictStore store(context.disk, context.course);
  const absl::StatusOr<Harvest> harvest =
      TakeClass(context.disk, context.course, store,
                {exercises, folder, shard, judging->by_exercise});
  if (!harvest.ok()) return harvest.status();
  if (harvest->class_names.empty()) {
    return UsageError(
        absl::StrCat("there is no submission in ", options.submissions,
                     ": it has no folders"),
        absl::StrCat("ls ", options.submissions,
                     "   (each folder in it is what one learner handed in)"));
  }
  const std::vector<ToJudge> todo = NotJudgedYet(store, exercises, *harvest);
  const absl::StatusOr<std::map<fs::path, std::string>> not_graded = JudgeAll(
      context, store, todo,
      options.jobs > 0 ? static_cast<std::size_t>(options.jobs) : Processors());
  if (!not_graded.ok()) return not_graded.status();
  const ClassRecords records =
      RecordsOf(context, store, exercises, *harvest, *not_graded);
  if (part) {
    context.disk.Remove(PartFile(output));
    RACELINGS_RETURN_IF_ERROR(WriteRecords(context.disk, output, records));
    RACELINGS_RETURN_IF_ERROR(context.disk.Write(
        PartFile(output),
        PartJson({shard, judging->course, harvest->fingerprint,
                  harvest->class_names})));
  } else {
    RACELINGS_RETURN_IF_ERROR(WriteClass(context.disk, output, records));
  }
  return ShowClass(context, output, records);
}

}  // namespace racelings
