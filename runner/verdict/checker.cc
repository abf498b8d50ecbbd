#include "runner/verdict/checker.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "runner/build/hash.h"
#include "runner/build/workspace.h"
#include "runner/exercise/test_names.h"
#include "runner/findings/judge.h"
#include "runner/findings/names.h"
#include "runner/findings/source_findings.h"
#include "runner/findings/turns.h"
#include "runner/integrity/source_rules.h"
#include "runner/integrity/symbols.h"
#include "runner/system/error.h"
#include "runner/verdict/proof.h"

namespace racelings {
namespace {

// The order of the checks of a verdict.
enum : std::size_t {
  kBuildCheck,
  kForbiddenCheck,
  kSchedulesCheck,
  kRacesCheck
};

// So many times as long as a judge, the compiler may take.
constexpr int kCompiling = 2;

}  // namespace

absl::StatusOr<Verdict> Checker::Check(const CheckRequest& request) {
  Verdict verdict{.id = request.exercise.id,
                  .answer = request.answer,
                  .replayed = request.replay,
                  .isolation = processes_.isolation()};
  for (const char* name : {"build", "forbidden", "schedules", "races"}) {
    verdict.checks.push_back({.name = name});
  }
  absl::Status judged = request.exercise.manifest.status();
  if (judged.ok()) {
    const absl::StatusOr<Answer> answer =
        ReadAnswer(disk_, request.exercise, request.folder);
    if (!answer.ok()) return answer.status();
    verdict.fingerprint =
        AnswerFingerprint(disk_, course_, request.exercise, *answer);
    judged = Judge(request, *answer, verdict);
  }
  progress_.Clear();
  if (absl::IsCancelled(judged)) return judged;
  if (!judged.ok()) {
    Finding finding;
    finding.kind = Kind::kInfra;
    finding.message = std::string(judged.message());
    const auto broken = std::find_if(
        verdict.checks.begin(), verdict.checks.end(),
        [](const CheckResult& one) { return one.status == Status::kSkipped; });
    if (broken != verdict.checks.end()) broken->status = Status::kInfra;
    verdict.findings.push_back(std::move(finding));
  }
  Conclude(verdict);
  MakePlain(request, verdict);
  return verdict;
}

void Checker::MakePlain(const CheckRequest& request, Verdict& verdict) {
  for (Finding& finding : verdict.findings) {
    NameObjects(disk_, finding);
    AddLostTurn(request.folder.string(), finding);
    OwnLinesFirst(request.folder.string(), finding);
  }
  for (CheckResult& check : verdict.checks) NameObjects(disk_, check.trace);
}

absl::Status Checker::Judge(const CheckRequest& request, const Answer& answer,
                            Verdict& verdict) {
  const Exercise& exercise = request.exercise;
  Kit kit(disk_, processes_, progress_, course_);
  // Asked before anything slow: is there a build folder to work in?
  const absl::StatusOr<std::unique_ptr<Workspace>> workspace =
      Workspace::Make(disk_, course_);
  if (!workspace.ok()) return workspace.status();
  const absl::StatusOr<ReadyKit> ready = kit.MakeReady(exercise);
  if (!ready.ok()) return ready.status();

  // Nothing of an answer is compiled that the kit rules out.
  const std::vector<std::string>& uses = exercise.manifest->uses;
  verdict.findings = FromSource(answer, uses);
  if (!verdict.findings.empty()) {
    verdict.checks[kForbiddenCheck].status = Status::kFail;
    return absl::OkStatus();
  }

  AnswerBuilder builder(disk_, processes_, progress_, course_,
                        limit_ * kCompiling);
  const absl::StatusOr<BuiltAnswer> built =
      builder.Build(exercise, answer, *ready);
  if (!built.ok()) return built.status();
  verdict.findings = FromDiagnostics(built->errors);
  verdict.checks[kBuildCheck].status =
      verdict.findings.empty() ? Status::kPass : Status::kFail;
  if (!verdict.findings.empty()) return absl::OkStatus();

  verdict.findings = FromForbidden(answer, exercise.manifest->forbidden);
  for (Finding& lacking : FromRequired(answer, exercise.manifest->required)) {
    verdict.findings.push_back(std::move(lacking));
  }
  const absl::StatusOr<std::string> object = disk_.Read(built->shared_object);
  if (!object.ok()) return object.status();
  const absl::StatusOr<std::vector<Symbol>> symbols = ReadSymbols(*object);
  if (!symbols.ok()) return symbols.status();
  for (Finding& symbol : FromSymbols(answer, *symbols, uses)) {
    verdict.findings.push_back(std::move(symbol));
  }
  verdict.checks[kForbiddenCheck].status =
      verdict.findings.empty() ? Status::kPass : Status::kFail;
  if (!verdict.findings.empty()) return absl::OkStatus();

  return RunSchedules(request, *ready, built->shared_object, verdict);
}

absl::Status Checker::RunSchedules(const CheckRequest& request,
                                   const ReadyKit& kit,
                                   const std::filesystem::path& shared_object,
                                   Verdict& verdict) {
  const Exercise& exercise = request.exercise;
  const absl::StatusOr<std::string> test =
      disk_.Read(course_.TestFile(exercise.id));
  if (!test.ok()) return test.status();
  const std::set<std::string> expected =
      request.test.empty() ? TestNames(*test)
                           : std::set<std::string>{request.test};
  const absl::StatusOr<std::unique_ptr<Workspace>> workspace =
      Workspace::Make(disk_, course_);
  if (!workspace.ok()) return workspace.status();

  JudgeRequest schedules{.judge = kit.schedules_judge,
                         .shared_object = shared_object,
                         .source_root = request.folder,
                         .report = (*workspace)->folder() / "schedules.json",
                         .symbolizer = kit.file.symbolizer,
                         .schedules = exercise.manifest->schedules,
                         .seed = request.seed,
                         .token = MakeToken(),
                         .limit = limit_,
                         .replay = request.replay,
                         .test = request.test};
  schedules.view.readable = {course_.root / "kitchen",
                             course_.root / "sanitizers",
                             course_.root / "tests" / "exercises",
                             course_.root / "tests" / "harness",
                             course_.ExerciseFolder(exercise.id),
                             kit.schedules_judge,
                             kit.races_judge,
                             shared_object};
  for (const std::string& file : exercise.manifest->edit)
    schedules.view.readable.push_back(request.folder / file);
  for (const std::filesystem::path& tool : ToolFolders(kit.file))
    schedules.view.readable.push_back(tool);
  JudgeRequest races = schedules;
  races.judge = kit.races_judge;
  races.report = (*workspace)->folder() / "races.json";
  races.schedules = exercise.manifest->races;
  races.token = MakeToken();

  progress_.Show("playing schedules");
  const auto show = [this](const HowFar& far) {
    progress_.ShowSchedules("playing schedules", far.done, far.total,
                            far.findings);
  };
  const absl::StatusOr<std::vector<Judgement>> judgements =
      RunJudges(disk_, processes_, {schedules, races}, show);
  progress_.Clear();
  if (!judgements.ok()) return judgements.status();
  for (const std::size_t check : {kSchedulesCheck, kRacesCheck}) {
    verdict.checks[check] = Prove(verdict.checks[check].name,
                                  (*judgements)[check - kSchedulesCheck],
                                  expected, limit_, verdict.findings);
  }
  return absl::OkStatus();
}

std::string AnswerFingerprint(Disk& disk, const Course& course,
                              const Exercise& exercise, const Answer& answer) {
  Hash hash;
  for (const Answer::File& file : answer.files)
    hash.Add(file.name).Add(file.content);
  hash.Add(disk.Read(course.TestFile(exercise.id)).value_or(""));
  return hash.Hex();
}

}  // namespace racelings
