#include "runner/commands/options.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/formats/formats.h"

namespace racelings {
namespace {

// What --format takes: gcc is a line for each place, for editors.
std::vector<std::string> FormatsOf(const CommandEntry& entry) {
  if (entry.run != &Grade) return {"text", "json", "gcc"};
  std::vector<std::string> names;
  for (const GradeFormat& format : GradeFormats())
    names.emplace_back(format.name);
  return names;
}

// Of many submissions, where --output is a folder.
void AddClassOptions(const CommandEntry& entry, Options& options,
                     CLI::App& app) {
  if (entry.run != &Grade) return;
  app.add_option("--submissions", options.submissions,
                 "a class: each folder in this one is what somebody handed in; "
                 "--output is then a folder")
      ->type_name("FOLDER")
      ->excludes("--submission");
  app.add_option("--jobs", options.jobs,
                 "of a class, so many answers side by side (one a processor)")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 1024));
  app.add_option("--shard", options.shard,
                 "of a class, only part i of n, for `racelings merge`")
      ->type_name("I/N");
  app.add_flag("--slurm{4}", options.slurm,
               "a class on a Slurm cluster, as an array of 4 tasks, or =N")
      ->excludes("--shard")
      ->check(CLI::Range(1, 10000));
}

}  // namespace

void AddOptions(const CommandEntry& entry, Options& options, CLI::App& app) {
  const auto takes = [&entry](const char* name) {
    return std::find(entry.options.begin(), entry.options.end(), name) !=
           entry.options.end();
  };
  CLI::Option* solution = nullptr;
  if (takes("--solution")) {
    solution = app.add_flag("--solution", options.solution,
                            "the solution instead of your answer");
  }
  if (takes("--answer")) {
    app.add_option("--answer", options.answer,
                   "the answer in this folder instead of yours")
        ->type_name("FOLDER")
        ->excludes(solution);
  }
  CLI::Option* json = nullptr;
  if (takes("--json")) {
    json = app.add_flag("--json", options.json, "print JSON (docs/json.md)");
  }
  if (takes("--format")) {
    const std::vector<std::string> names = FormatsOf(entry);
    app.add_option(
           "--format", options.format,
           absl::StrCat("how it is written: ", absl::StrJoin(names, ", ")))
        ->type_name("FORMAT")
        ->check(CLI::IsMember(names))
        ->excludes(json);
  }
  if (takes("--submission")) {
    app.add_option("--submission", options.submission,
                   "the answers in this folder, which somebody handed in; all "
                   "but the files to edit is this course's")
        ->type_name("FOLDER");
  }
  AddClassOptions(entry, options, app);
  if (takes("--todo")) {
    app.add_flag("--todo", options.todo, "those alone that are not solved");
  }
  if (takes("--done")) {
    app.add_flag("--done", options.done, "those alone that are solved");
  }
  if (takes("--chapter")) {
    app.add_option("--chapter", options.chapter,
                   "those alone of the chapter that begins so")
        ->type_name("NAME");
  }
  if (takes("--yes")) app.add_flag("--yes", options.yes, "do not ask first");
  if (takes("--anyway")) {
    app.add_flag("--anyway", options.anyway,
                 "show it though yours has not passed");
  }
  if (takes("--raw")) {
    app.add_flag("--raw", options.raw,
                 "and the compiler's or ThreadSanitizer's own report");
  }
  if (takes("--seed")) {
    app.add_option("--seed", options.seed, "play other schedules")
        ->type_name("NUMBER");
  }
  if (takes("--test")) {
    app.add_option("--test", options.test, "of the tests, this one alone")
        ->type_name("NAME");
  }
  if (takes("--plain")) {
    app.add_flag("--plain", options.plain,
                 "plain lines, for a screen reader; keys are typed with Enter");
  }
  if (takes("--poll")) {
    app.add_flag("--poll", options.poll,
                 "look at the file four times a second instead of waiting to "
                 "be told, for network folders");
  }
  if (takes("--output")) {
    app.add_option("--output", options.output,
                   entry.run == &Grade
                       ? "write it to this file, and show the table here"
                   : entry.run == &Merge
                       ? "the folder that the whole class is written to"
                       : "write the page to this file, not into build/reports")
        ->type_name("FILE");
  }
  if (takes("--times")) {
    app.add_option("--times", options.times,
                   "try each claim so often, with other schedules each time")
        ->type_name("NUMBER")
        ->check(CLI::PositiveNumber);
  }
  if (takes("--pairs")) {
    app.add_option("--pairs", options.pairs,
                   "try starters and solutions so often; as --times")
        ->type_name("NUMBER")
        ->check(CLI::PositiveNumber);
  }
  if (takes("--tasks")) {
    app.add_option("--tasks", options.tasks, "how many tasks (8)")
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 1000));
  }
  if (takes("--seconds")) {
    app.add_option("--seconds", options.seconds,
                   "how long each waits, or computes (0.1)")
        ->type_name("NUMBER")
        ->check([](const std::string& text) -> std::string {
          double seconds = 0;  // CLI::Range would take "nan"
          const bool fits = absl::SimpleAtod(text, &seconds) &&
                            seconds >= 0.001 && seconds <= 60;
          return fits ? "" : absl::StrCat(text, " is not from 0.001 to 60");
        });
  }
  if (takes("--html")) {
    app.add_option("--html", options.html, "and write a page with a bar chart")
        ->type_name("FILE");
  }
  if (takes("--scripts")) {
    app.add_flag("--scripts", options.scripts,
                 "print docs/scripts.md: which script is which exercise");
  }
  if (takes("--ci")) {
    app.add_option("--ci", options.ci,
                   "the files that make it grade each push, or submission")
        ->type_name("NAME")
        ->check(CLI::IsMember({"github", "classroom", "gitlab", "gradescope"}));
  }
  if (takes("--student")) {
    app.add_flag("--student", options.student,
                 "the learners' repository: the course without solutions");
  }
  if (takes("--force")) {
    app.add_flag("--force", options.force,
                 "replace files that are there and say something else");
  }
  if (takes("--full")) {
    app.add_flag("--full", options.full,
                 "and the long proofs: 100 times each exercise and each "
                 "kernel, 50 times each answer; takes hours");
  }
}

}  // namespace racelings
