#ifndef RACELINGS_RUNNER_COMMANDS_COMPLETION_H_
#define RACELINGS_RUNNER_COMMANDS_COMPLETION_H_

#include <string>
#include <vector>

#include "runner/commands/parse.h"

namespace racelings {

// What a shell may offer in one place behind a command.
struct ArgumentHelp {
  bool exercise = false;             // a name of one
  std::vector<std::string> choices;  // these words
  bool repeated = false;             // and in all places behind it
};

// A command as the shells' scripts are made from it.
struct CompletedCommand {
  std::string name;
  std::string summary;
  std::vector<ArgumentHelp> arguments;
  std::vector<OptionHelp> options;
};

// "<exercise> [number]", "[exercise...]", "<bash|zsh|fish>".
std::vector<ArgumentHelp> ParseArguments(std::string_view usage);

// The scripts. Which exercises there are, a script looks up in the folder of
// the program that is typed, when it is asked: it stays true after an update,
// and starts no process.
std::string BashCompletion(const std::vector<CompletedCommand>& commands);
std::string ZshCompletion(const std::vector<CompletedCommand>& commands);
std::string FishCompletion(const std::vector<CompletedCommand>& commands);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_COMPLETION_H_
