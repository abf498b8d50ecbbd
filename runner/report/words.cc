#include "runner/report/words.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace racelings {
namespace {

constexpr std::size_t kLongestSchedule = 200;

std::string_view InWords(Kind kind) {
  switch (kind) {
    case Kind::kBuild:
      return "it does not compile";
    case Kind::kStatic:
      return "the compiler's thread safety analysis refuses it";
    case Kind::kForbidden:
      return "it does what this exercise forbids";
    case Kind::kDataRace:
      return "data race";
    case Kind::kDeadlock:
      return "deadlock";
    case Kind::kNoProgress:
      return "no progress";
    case Kind::kThreadLeak:
      return "a thread is left behind";
    case Kind::kCrash:
      return "crash";
    case Kind::kWrongResult:
      return "wrong result";
    case Kind::kMemory:
      return "memory error";
    case Kind::kTimeout:
      return "no end";
    case Kind::kInfra:
      break;
  }
  return "it could not be judged";
}

// As a shell takes it for one word.
std::string Word(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           absl::StrContains("-._/", c);
  });
  return plain ? std::string(text)
               : absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}),
                              "'");
}

}  // namespace

std::string Headline(const Finding& finding) {
  // Elsewhere the message names it, and the headline would read oddly.
  const bool raced =
      finding.kind == Kind::kDataRace && !finding.variable.empty();
  return absl::StrCat(
      InWords(finding.kind),
      raced ? absl::StrCat(" on '", finding.variable, "'") : "");
}

std::string ReadingOf(const Finding& finding) {
  const bool lost = std::any_of(
      finding.trace.begin(), finding.trace.end(),
      [](const Event& event) { return event.mark == schedule::Mark::kLost; });
  if (finding.kind == Kind::kDeadlock && lost) return "lost-wakeup";
  return std::string(KindName(finding.kind));
}

std::string ReplayCommand(const Exercise& exercise, const Verdict& verdict,
                          const Finding& finding) {
  if (finding.schedule.empty() || finding.schedule.size() > kLongestSchedule)
    return "";
  const std::string_view test = finding.test;
  std::string command = absl::StrCat("./racelings replay ", exercise.number,
                                     " ", Word(finding.schedule));
  if (!test.empty())
    absl::StrAppend(&command, " --test ", test.substr(test.find('.') + 1));
  if (verdict.answer == "solution") {
    absl::StrAppend(&command, " --solution");
  } else if (verdict.answer != "exercise") {
    absl::StrAppend(&command, " --answer ", Word(verdict.answer));
  }
  return command;
}

}  // namespace racelings
