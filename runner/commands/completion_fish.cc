#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "runner/commands/completion.h"

namespace racelings {
namespace {

constexpr char kBegin[] =
    R"(# Completes racelings in fish. In ~/.config/fish/config.fish, with the path of your
# checkout:
#   ~/racelings/racelings completion fish | source

# The folders of the exercises of the program that was typed.
function __racelings_exercises
    set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
    string match -q '*/*' -- $program; or set program (command -s $program)
    set -l folder $RACELINGS_COURSE_ROOT
    test -n "$folder"; or set folder (path dirname (path resolve $program))
    for path in $folder/exercises/*/
        string match -r '^[0-9][0-9]_.*' -- (path basename $path)
    end
end

# Whether the word is behind the command $argv[1], in the place $argv[2], from 0;
# or in any, where that is left out.
function __racelings_at
    set -l words (commandline -opc)
    test "$words[2]" = $argv[1]; or return 1
    test (count $argv) -gt 1; or return 0
    set -l place 0
    set -l value
    for word in $words[3..]
        if test -n "$value"
            set value
        else if contains -- $word $__racelings_valued
            set value yes
        else if not string match -q -- '-*' $word
            set place (math $place + 1)
        end
    end
    test $place = $argv[2]
end

complete -c racelings -e
complete -c racelings -f
)";

std::string Quoted(std::string_view text) {
  return absl::StrCat(
      "'", absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"'", "\\'"}}), "'");
}

std::string OptionLine(const CompletedCommand& command,
                       const OptionHelp& option) {
  const std::string value =
      option.type.empty() ? ""
      : !option.choices.empty()
          ? absl::StrCat(" -x -a ", Quoted(absl::StrJoin(option.choices, " ")))
      : option.type == "FILE"   ? " -r -F"
      : option.type == "FOLDER" ? " -x -a '(__fish_complete_directories)'"
                                : " -x";
  return absl::StrCat("complete -c racelings -n '__racelings_at ", command.name,
                      "' -l ", option.name.substr(2), value, " -d ",
                      Quoted(option.summary), "\n");
}

std::string ArgumentLine(const CompletedCommand& command,
                         const ArgumentHelp& argument, std::size_t place) {
  if (!argument.exercise && argument.choices.empty()) return "";
  const std::string where = argument.repeated ? "" : absl::StrCat(" ", place);
  // A path is as good as a name.
  return absl::StrCat(
      "complete -c racelings -n '__racelings_at ", command.name, where, "' ",
      argument.exercise
          ? "-F -a '(__racelings_exercises)'"
          : absl::StrCat("-a ", Quoted(absl::StrJoin(argument.choices, " "))),
      "\n");
}

}  // namespace

std::string FishCompletion(const std::vector<CompletedCommand>& commands) {
  std::string lines;
  std::string valued;
  for (const CompletedCommand& command : commands) {
    absl::StrAppend(&lines,
                    "complete -c racelings -n __fish_use_subcommand -a ",
                    command.name, " -d ", Quoted(command.summary), "\n");
    for (std::size_t i = 0; i < command.arguments.size(); ++i)
      absl::StrAppend(&lines, ArgumentLine(command, command.arguments[i], i));
    for (const OptionHelp& option : command.options) {
      absl::StrAppend(&lines, OptionLine(command, option));
      if (!option.type.empty()) absl::StrAppend(&valued, " ", option.name);
    }
  }
  return absl::StrCat(kBegin, "set -g __racelings_valued", valued, "\n", lines);
}

}  // namespace racelings
