#include "runner/commands/completion.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "runner/system/error.h"

namespace racelings {

std::vector<ArgumentHelp> ParseArguments(std::string_view usage) {
  std::vector<ArgumentHelp> arguments;
  for (std::string_view word : absl::StrSplit(usage, ' ', absl::SkipEmpty())) {
    word.remove_prefix(1);  // the brackets
    word.remove_suffix(1);
    ArgumentHelp argument;
    argument.repeated = absl::ConsumeSuffix(&word, "...");
    argument.exercise = word == "exercise";
    if (absl::StrContains(word, '|'))
      argument.choices = absl::StrSplit(word, '|');
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

absl::StatusOr<int> Completion(Context& context, const Options& options) {
  std::vector<CompletedCommand> commands;
  for (const CommandEntry& entry : CommandTable()) {
    commands.push_back({entry.name, entry.summary,
                        ParseArguments(entry.arguments), OptionsOf(entry)});
  }
  const std::string& shell = options.arguments.front();
  if (shell == "bash") {
    context.out << BashCompletion(commands);
  } else if (shell == "zsh") {
    context.out << ZshCompletion(commands);
  } else if (shell == "fish") {
    context.out << FishCompletion(commands);
  } else {
    return UsageError(absl::StrCat("there is no completion for '", shell,
                                   "'; there is for bash, zsh and fish"),
                      "./racelings completion bash");
  }
  return kPassed;
}

}  // namespace racelings
