#include "runner/commands/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "runner/commands/options.h"
#include "runner/exercise/suggest.h"
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
