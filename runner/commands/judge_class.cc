#include "runner/commands/judge_class.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/build/hash.h"
#include "runner/build/kit.h"
#include "runner/build/tool_error.h"
#include "runner/commands/class_table.h"
#include "runner/grade/marks.h"
#include "runner/report/json.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

std::string StatusIn(std::string_view grade) {
  const nlohmann::json object = nlohmann::json::parse(grade, nullptr, false);
  if (!object.is_object() || !object.contains("exercises") ||
      object["exercises"].empty())
    return "infra";
  return object["exercises"][0].value("status", "infra");
}

// The grade of an answer whose judging broke down, which is not kept.
std::string NotGraded(Context& context, const Exercise& exercise,
                      const fs::path& entry, const Outcome& outcome) {
  if (outcome.exit_status == kInfra) {
    const absl::StatusOr<std::string> told =
        context.disk.Read(VerdictStore::GradeOf(entry));
    if (told.ok() && StatusIn(*told) == "infra") return *told;
  }
  const Verdict verdict = WithoutJudging(
      exercise,
      {{.kind = Kind::kInfra,
        .message = absl::StrCat(
            "judging it did not come to its end: ", Describe(outcome), "\n  ",
            TheError(outcome.output))}},
      Status::kInfra);
  return GradeJson(context.course,
                   {GradeOf(context.course, exercise, verdict)});
}

}  // namespace

absl::StatusOr<Judging> MakeJudges(Context& context,
                                   const std::vector<Exercise>& exercises,
                                   std::uint64_t seed) {
  Kit kit(context.disk, context.processes, context.progress, context.course);
  std::map<std::string, ReadyKit> ready;
  for (const Exercise& exercise : exercises) {
    if (!exercise.manifest.ok()) return exercise.manifest.status();
    absl::StatusOr<ReadyKit> one = kit.MakeReady(exercise);
    if (!one.ok()) return one.status();
    ready.emplace(exercise.id, *std::move(one));
  }
  const std::string content = KitContent(context.disk, context.course);
  Judging judging;
  Hash course;
  course.Add(content).Add(absl::StrCat(seed));
  for (const Exercise& exercise : exercises) {
    const KitFile& file = ready.at(exercise.id).file;
    const std::string own =
        ExerciseContent(context.disk, context.course, exercise);
    course.Add(own).Add(file.compiler_version);
    const absl::StatusOr<Disk::Stamp> compiler =
        context.disk.Stat(file.compiler);
    Hash here;
    here.Add(content).Add(own).Add(absl::StrCat(seed));
    here.Add(file.compiler).Add(file.compiler_version);
    if (compiler.ok())
      here.Add(absl::StrCat(compiler->modified_ns, " ", compiler->size));
    for (const std::string& flag : file.compile) here.Add(flag);
    for (const std::string& flag : file.link) here.Add(flag);
    here.Add(context.processes.isolation());
    here.Add(absl::StrCat(context.judge_limit.count()));
    judging.by_exercise[exercise.id] = here.Hex();
  }
  judging.course = course.Hex();
  return judging;
}

std::vector<ToJudge> NotJudgedYet(VerdictStore& store,
                                  const std::vector<Exercise>& exercises,
                                  const Harvest& harvest) {
  std::set<fs::path> seen;
  std::vector<ToJudge> todo;
  for (std::size_t i = 0; i < exercises.size(); ++i) {
    for (const std::vector<HandedIn>& parts : harvest.parts) {
      const fs::path& entry = parts[i].entry;
      if (entry.empty() || !seen.insert(entry).second) continue;
      if (!store.Find(entry).has_value())
        todo.push_back({&exercises[i], entry});
    }
  }
  return todo;
}

absl::StatusOr<std::map<fs::path, std::string>> JudgeAll(
    Context& context, VerdictStore& store, const std::vector<ToJudge>& todo,
    std::size_t jobs) {
  ClassTable table(context.out, context.terminal);
  std::vector<Command> commands;
  for (const ToJudge& one : todo) {
    table.Expect(one.exercise->id);
    Command command{
        .argv = {context.self.string(), "grade", one.exercise->id,
                 "--submission", VerdictStore::SubmissionOf(one.entry).string(),
                 "--format", "json", "--output",
                 VerdictStore::GradeOf(one.entry).string()},
        .environment = {{"RACELINGS_ROOT", context.course.root.string()},
                        {"NO_COLOR", "1"}}};
    // The grade is written before the table, whose last line this is.
    command.on_line = [&store, &table, &one](std::string_view line) {
      if (!absl::StartsWith(line, "in all ")) return;
      const std::optional<std::string> grade = store.Find(one.entry);
      table.Judged(one.exercise->id, grade ? StatusIn(*grade) : "infra");
    };
    commands.push_back(std::move(command));
  }
  context.progress.Clear();
  table.Draw();
  const absl::StatusOr<std::vector<Outcome>> outcomes =
      context.processes.RunQueue(commands, jobs);
  table.Erase();
  if (!outcomes.ok()) return outcomes.status();
  std::map<fs::path, std::string> not_graded;
  for (std::size_t i = 0; i < todo.size(); ++i) {
    if (!store.Find(todo[i].entry).has_value()) {
      not_graded[todo[i].entry] =
          NotGraded(context, *todo[i].exercise, todo[i].entry, (*outcomes)[i]);
    }
  }
  return not_graded;
}

}  // namespace racelings
