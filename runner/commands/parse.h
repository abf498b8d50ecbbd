#ifndef RACELINGS_RUNNER_COMMANDS_PARSE_H_
#define RACELINGS_RUNNER_COMMANDS_PARSE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/commands/command.h"

namespace racelings {

// What a command line asks for: a text to print (help, version), or a command.
struct Request {
  std::string text;  // when not empty, print it and be done
  CommandFunction run = nullptr;
  Options options;
};

// An option of a command, as its help shows it.
struct OptionHelp {
  std::string name;  // "--format"
  std::string summary;
  std::string type;                  // "FILE", "FOLDER", ...; "": no value
  std::vector<std::string> choices;  // the values it takes; empty: any
};

// The options of a command, "--help" last.
std::vector<OptionHelp> OptionsOf(const CommandEntry& entry);

// Understands the words after the program's name. A usage error says which word
// was not understood, what may have been meant, and where the help is.
absl::StatusOr<Request> Parse(const std::vector<std::string>& words);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_PARSE_H_
