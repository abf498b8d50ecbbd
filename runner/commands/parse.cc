#include "runner/commands/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "runner/exercise/suggest.h"
#include "runner/formats/formats.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

std::string Help() {
  std::string text =
      "racelings: small exercises in finding and fixing races in C++\n\n"
      "  ./racelings                               the next exercise, and what "
      "is "
      "wrong with it\n";
  for (const CommandEntry& entry : CommandTable()) {
    const std::string usage =
        absl::StrCat("./racelings ", entry.name, " ", entry.arguments);
    absl::StrAppend(&text,
                    absl::StrFormat("  %-40s  %s\n", usage, entry.summary));
  }
  absl::StrAppend(
      &text,
      "\nAn exercise is named by its number, its name, or the beginning of "
      "either: "
      "07, unlocked_list_pop, unl.\nWithout a name, [exercise] is the one you "
      "are at.\n"
      "./racelings <command> --help tells the options of a command.\n"
      "Exit status: 0 right, 1 not yet, 2 not understood, 3 something is wrong "
      "here.\n");
  return text;
}

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

std::string Meant(std::string_view typed,
                  const std::vector<std::string>& known) {
  const std::string nearest = Nearest(typed, known);
  return nearest.empty() ? "" : absl::StrCat(". Did you mean ", nearest, "?");
}

absl::Status CheckWords(const CommandEntry& entry,
                        const std::vector<std::string>& words) {
  const std::string help = absl::StrCat("./racelings ", entry.name, " --help");
  for (const std::string& word : words) {
    if (absl::StartsWith(word, "-") && word != "-") {
      return UsageError(absl::StrCat("'", entry.name, "' has no option ", word,
                                     Meant(word, entry.options)),
                        help);
    }
  }
  const int count = static_cast<int>(words.size());
  if (count > 0 && count < entry.least_arguments) {
    return UsageError(absl::StrCat("and which schedule? ./racelings ",
                                   entry.name, " ", entry.arguments),
                      absl::StrCat("./racelings check ", words.front(),
                                   "   (names one with what it finds)"));
  }
  if (count < entry.least_arguments) {
    if (absl::StrContains(entry.arguments, '|')) {
      return UsageError(absl::StrCat("and which? ./racelings ", entry.name, " ",
                                     entry.arguments),
                        help);
    }
    return UsageError(absl::StrCat("which exercise? ./racelings ", entry.name,
                                   " ", entry.arguments),
                      "./racelings list   (shows them all)");
  }
  if (entry.most_arguments >= 0 && count > entry.most_arguments) {
    return UsageError(
        absl::StrCat("'", words[static_cast<std::size_t>(entry.most_arguments)],
                     "' is one word too many for '", entry.name, "'"),
        help);
  }
  return absl::OkStatus();
}

absl::StatusOr<Request> ParseCommand(const CommandEntry& entry,
                                     std::vector<std::string> words) {
  Request request{.text = "", .run = entry.run, .options = {}};
  CLI::App app(entry.summary,
               absl::StrCat("./racelings ", entry.name, " ", entry.arguments));
  app.allow_extras();
  AddOptions(entry, request.options, app);
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    app.parse(words);
  } catch (
      const CLI::CallForHelp&) {  // CLI11 speaks in exceptions; they end here
    request.text = app.help();
    return request;
  } catch (const CLI::ParseError& error) {
    return UsageError(error.what(),
                      absl::StrCat("./racelings ", entry.name, " --help"));
  }
  request.options.arguments = app.remaining();
  if (request.options.format == "json") request.options.json = true;
  RACELINGS_RETURN_IF_ERROR(CheckWords(entry, request.options.arguments));
  return request;
}

}  // namespace

std::vector<OptionHelp> OptionsOf(const CommandEntry& entry) {
  Options unused;
  CLI::App app;
  AddOptions(entry, unused, app);
  std::vector<OptionHelp> options;
  for (const CLI::Option* option : app.get_options()) {
    OptionHelp help{absl::StrCat("--", option->get_lnames().front()),
                    option->get_description(),
                    "",
                    {}};
    if (option->get_items_expected_max() > 0) {
      // "FORMAT:{text,json}" where there is a choice.
      const std::pair<std::string, std::string> type =
          absl::StrSplit(option->get_type_name(), absl::MaxSplits(':', 1));
      help.type = type.first;
      std::string_view choices = type.second;
      if (absl::ConsumePrefix(&choices, "{") &&
          absl::ConsumeSuffix(&choices, "}"))
        help.choices = absl::StrSplit(choices, ',');
    }
    options.push_back(std::move(help));
  }
  std::rotate(options.begin(), options.begin() + 1, options.end());
  return options;
}

absl::StatusOr<Request> Parse(const std::vector<std::string>& words) {
  if (words.empty()) return Request{.text = "", .run = Welcome, .options = {}};
  const std::string& first = words.front();
  if (first == "--help" || first == "-h" || first == "help")
    return Request{.text = Help(), .options = {}};
  if (first == "--version")
    return Request{.text = "racelings " RACELINGS_VERSION "\n", .options = {}};
  std::vector<std::string> names = {"--help", "--version"};
  for (const CommandEntry& entry : CommandTable()) {
    if (first == entry.name)
      return ParseCommand(entry, {words.begin() + 1, words.end()});
    names.emplace_back(entry.name);
  }
  return UsageError(
      absl::StrCat("there is no command '", first, "'", Meant(first, names)),
      "./racelings --help");
}

}  // namespace racelings
