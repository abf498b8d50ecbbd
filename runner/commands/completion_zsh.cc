#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "runner/commands/completion.h"

namespace racelings {
namespace {

constexpr char kBegin[] = R"(#compdef racelings
# Completes racelings in zsh. In ~/.zshrc, behind compinit, with the path of your
# checkout:
#   source <(~/racelings/racelings completion zsh)

# The folders of the exercises of the program that was typed; their slugs alone
# where the word begins with a letter. A path is as good as a name.
_racelings_exercises() {
  local program=${_racelings_program/#\~/$HOME}
  [[ $program == */* ]] || program=$(whence -p -- $program)
  local -a ids
  ids=(${RACELINGS_COURSE_ROOT:-${program:A:h}}/exercises/[0-9][0-9]_*(N/:t))
  if [[ $PREFIX == [a-z]* ]]; then ids=(${ids#??_}); fi
  compadd -a ids || _files
}

_racelings() {
  local _racelings_program=$words[1]
  if ((CURRENT == 2)); then
    local -a names
    names=(
)";

constexpr char kMiddle[] = R"(    )
    _describe -t commands 'racelings command' names
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
)";

constexpr char kEnd[] = R"(  esac
}

if [[ $funcstack[1] == _racelings ]]; then
  _racelings "$@"
else
  compdef _racelings racelings
fi
)";

// A word in single quotes.
std::string Quoted(std::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

// A text within an argument of _arguments or _describe.
std::string Escaped(std::string_view text) {
  return absl::StrReplaceAll(
      text, {{"\\", "\\\\"}, {":", "\\:"}, {"[", "\\["}, {"]", "\\]"}});
}

std::string OptionSpec(const OptionHelp& option) {
  std::string spec =
      absl::StrCat(option.name, "[", Escaped(option.summary), "]");
  if (!option.type.empty()) {
    const std::string values =
        !option.choices.empty()
            ? absl::StrCat("(", absl::StrJoin(option.choices, " "), ")")
        : option.type == "FILE"   ? "_files"
        : option.type == "FOLDER" ? "_files -/"
                                  : " ";
    absl::StrAppend(&spec, ":", Escaped(option.type), ":", values);
  }
  return Quoted(spec);
}

std::string ArgumentSpec(const ArgumentHelp& argument, std::size_t place) {
  const std::string values =
      argument.exercise ? "exercise:_racelings_exercises"
      : argument.choices.empty()
          ? " : "
          : absl::StrCat("choice:(", absl::StrJoin(argument.choices, " "), ")");
  return Quoted(absl::StrCat(argument.repeated ? "*" : absl::StrCat(place + 1),
                             ":", values));
}

}  // namespace

std::string ZshCompletion(const std::vector<CompletedCommand>& commands) {
  std::string names;
  std::string cases;
  for (const CompletedCommand& command : commands) {
    absl::StrAppend(
        &names, "      ",
        Quoted(absl::StrCat(command.name, ":", Escaped(command.summary))),
        "\n");
    absl::StrAppend(&cases, "    ", command.name, ")\n      _arguments");
    for (const OptionHelp& option : command.options)
      absl::StrAppend(&cases, " \\\n        ", OptionSpec(option));
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
      absl::StrAppend(&cases, " \\\n        ",
                      ArgumentSpec(command.arguments[i], i));
    }
    absl::StrAppend(&cases, "\n      ;;\n");
  }
  return absl::StrCat(kBegin, names, kMiddle, cases, kEnd);
}

}  // namespace racelings
