#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/commands/completion.h"

namespace racelings {
namespace {

constexpr char kBegin[] =
    R"(# Completes racelings in bash. In ~/.bashrc, with the path of your checkout:
#   source <(~/racelings/racelings completion bash)

# The folders of the exercises of the program that was typed; their slugs alone
# where the word begins with a letter.
_racelings_exercises() {
  local program=${COMP_WORDS[0]/#\~/$HOME} path
  [[ $program == */* ]] || program=$(type -P "$program")
  if [[ -L $program ]]; then program=$(readlink -f -- "$program"); fi
  for path in "${RACELINGS_COURSE_ROOT:-${program%/*}}"/exercises/[0-9][0-9]_*/; do
    path=${path%/} path=${path##*/}
    if [[ $1 == [a-z]* ]]; then path=${path#??_}; fi
    printf '%s\n' "$path"
  done
}

# Offers what compgen finds, a line each: names may have spaces.
_racelings_offer() {
  mapfile -t COMPREPLY < <(compgen "$@")
}

_racelings() {
  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
  local options='' valued='' place=0 i
  COMPREPLY=()
)";

constexpr char kMiddle[] = R"(  # The value of an option.
  if ((COMP_CWORD > 2)); then
    case $command:${COMP_WORDS[COMP_CWORD - 1]} in
)";

constexpr char kPlaces[] = R"(    esac
  fi
  if [[ $word == -* ]]; then
    _racelings_offer -W "$options" -- "$word"
    return
  fi
  # In which place behind the command?
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [[ " $valued " == *" ${COMP_WORDS[i]} "* ]]; then
      ((i++))
    elif [[ ${COMP_WORDS[i]} != -* ]]; then
      ((place++))
    fi
  done
  case $command:$place in
)";

constexpr char kEnd[] = R"(  esac
}
complete -F _racelings racelings
)";

std::string Words(const std::vector<std::string>& words) {
  return absl::StrCat("_racelings_offer -W '", absl::StrJoin(words, " "),
                      "' -- \"$word\"");
}

std::string ValueCase(const CompletedCommand& command,
                      const OptionHelp& option) {
  std::string offer;
  if (!option.choices.empty()) {
    offer = absl::StrCat(Words(option.choices), "; ");
  } else if (option.type == "FOLDER") {
    offer = "compopt -o filenames; _racelings_offer -d -- \"$word\"; ";
  } else if (option.type == "FILE") {
    offer = "compopt -o filenames; _racelings_offer -f -- \"$word\"; ";
  }
  return absl::StrCat("      ", command.name, ":", option.name, ") ", offer,
                      "return ;;\n");
}

}  // namespace

std::string BashCompletion(const std::vector<CompletedCommand>& commands) {
  std::vector<std::string> names;
  std::string options;
  std::string values;
  std::string places;
  for (const CompletedCommand& command : commands) {
    names.push_back(command.name);
    std::string all;
    std::string valued;
    for (const OptionHelp& option : command.options) {
      absl::StrAppend(&all, " ", option.name);
      if (option.type.empty()) continue;
      absl::StrAppend(&valued, " ", option.name);
      absl::StrAppend(&values, ValueCase(command, option));
    }
    absl::StrAppend(&options, "    ", command.name, ") options='", all,
                    "' valued='", valued, "' ;;\n");
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
      const ArgumentHelp& argument = command.arguments[i];
      if (!argument.exercise && argument.choices.empty()) continue;
      absl::StrAppend(&places, "    ", command.name, ":",
                      argument.repeated ? "*" : absl::StrCat(i), ") ",
                      argument.exercise
                          // A path is as good as a name.
                          ? "compopt -o default; _racelings_offer -W "
                            "\"$(_racelings_exercises \"$word\")\" -- \"$word\""
                          : Words(argument.choices),
                      " ;;\n");
    }
  }
  names.insert(names.end(), {"--help", "--version"});
  return absl::StrCat(kBegin, "  if ((COMP_CWORD == 1)); then\n    ",
                      Words(names), "\n    return\n  fi\n",
                      "  case $command in\n", options, "  esac\n", kMiddle,
                      values, kPlaces, places, kEnd);
}

}  // namespace racelings
