#include "runner/report/text.h"

#include <algorithm>
#include <climits>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "runner/exercise/parts.h"
#include "runner/report/clean.h"
#include "runner/report/raw.h"
#include "runner/report/words.h"
#include "schedule/cells.h"
#include "schedule/excerpt.h"
#include "schedule/lanes.h"

namespace racelings {
namespace {

constexpr std::size_t kMostLocations = 4;
// Of the lanes: on a screen with the rest, and when they are what is asked for.
constexpr int kFewSteps = 14;
constexpr int kManySteps = 100;

std::string LocationText(const Reader& reader, const Location& location) {
  std::string place = Shown(reader.course, location.file, reader.from);
  if (location.line > 0) absl::StrAppend(&place, ":", location.line);
  if (location.column > 0) absl::StrAppend(&place, ":", location.column);
  std::string text = absl::StrCat("  ", reader.terminal.Bold(place));
  if (!location.thread.empty()) {
    absl::StrAppend(&text, "  thread ", reader.terminal.Blue(location.thread));
  }
  if (!location.what.empty()) absl::StrAppend(&text, "  ", location.what);
  return absl::StrCat(text, "\n");
}

bool SamePlace(const Location& a, const Location& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

// Locations with their lines of source; a line that several threads run is
// quoted once, under all of them.
std::string LocationsText(const Reader& reader,
                          const std::vector<Location>& locations) {
  std::string text;
  const auto end = locations.begin() + static_cast<std::ptrdiff_t>(std::min(
                                           kMostLocations, locations.size()));
  for (auto here = locations.begin(); here != end; ++here) {
    const auto same = [here](const Location& other) {
      return SamePlace(*here, other);
    };
    if (std::any_of(locations.begin(), here, same)) continue;
    if (here != locations.begin()) absl::StrAppend(&text, "\n");
    for (auto other = here; other != end; ++other) {
      if (same(*other)) absl::StrAppend(&text, LocationText(reader, *other));
    }
    const std::string source = reader.disk.Read(here->file).value_or("");
    absl::StrAppend(&text, schedule::Excerpt(source, here->line, here->column,
                                             reader.terminal));
  }
  return text;
}

// A sentence as wide as the terminal; whole lines for a file or a program.
std::string Sentence(const Reader& reader, std::string_view message) {
  if (!reader.terminal.is_terminal || absl::StrContains(message, '\n'))
    return absl::StrCat("  ", message, "\n");
  std::string text;
  for (const std::string& line :
       schedule::Wrapped(message, reader.terminal.width - 2, INT_MAX, "")) {
    absl::StrAppend(&text, "  ", line, "\n");
  }
  return text;
}

std::string TraceText(const Reader& reader, const std::vector<Event>& trace,
                      int most_steps) {
  if (trace.empty()) return "";
  return absl::StrCat("\n  ", reader.terminal.Bold("How it came about"),
                      ", step by step:\n",
                      schedule::ToLanes(trace, reader.terminal, most_steps));
}

std::string Next(const Reader& reader, std::string_view command,
                 std::string_view why) {
  return absl::StrCat(reader.terminal.Bold("next:"), " ", command,
                      why.empty() ? "" : absl::StrCat("   (", why, ")"), "\n");
}

std::string PassText(const Reader& reader, const Exercise& exercise,
                     const Verdict& verdict) {
  std::string text =
      absl::StrCat(exercise.id, ": ", reader.terminal.Green("right"), "\n");
  for (const CheckResult& check : verdict.checks) {
    if (check.schedules == 0) continue;
    absl::StrAppend(&text, "  ", check.name, ": every test played under ",
                    check.proved ? "every schedule there is"
                                 : absl::StrCat(check.schedules, " schedules"),
                    check.name == "races" ? ", watched by ThreadSanitizer" : "",
                    ": nothing found\n");
  }
  if (verdict.answer != "exercise" || reader.by_keys) return text;
  absl::StrAppend(&text, Next(reader, "./racelings", "the next exercise"),
                  "  or: ./racelings run ", exercise.number,
                  "   (see it work)\n");
  if (!IsLearnersCopy(reader.disk, reader.course)) {
    absl::StrAppend(&text, "  or: ./racelings solution ", exercise.number,
                    "   (ours beside yours, and why it is right)\n");
  }
  return text;
}

std::string FailText(const Reader& reader, const Exercise& exercise,
                     const Verdict& verdict) {
  const Terminal& terminal = reader.terminal;
  const Finding& finding = verdict.findings.front();
  std::string text = absl::StrCat(exercise.id, ": ", terminal.Red("not yet"),
                                  ": ", Headline(finding), "\n");
  const bool says_it_itself =
      finding.kind == Kind::kBuild || finding.kind == Kind::kStatic;
  if (says_it_itself && !finding.raw.empty()) {
    absl::StrAppend(&text, "\n", RawText(reader, finding));
  } else {
    absl::StrAppend(&text, Sentence(reader, finding.message));
    if (!finding.locations.empty())
      absl::StrAppend(&text, "\n", LocationsText(reader, finding.locations));
  }
  absl::StrAppend(&text,
                  TraceText(reader, finding.trace,
                            verdict.replayed.empty() ? kFewSteps : kManySteps),
                  "\n");
  const std::string replay = ReplayCommand(exercise, verdict, finding);
  if (!finding.schedule.empty()) {
    absl::StrAppend(&text, "schedule: ",
                    !replay.empty()
                        ? terminal.Dim(finding.schedule)
                        : absl::StrCat("of ", finding.schedule.size(),
                                       " characters: --json shows it"),
                    "\n");
  }
  if (const std::size_t more = verdict.findings.size() - 1; more > 0) {
    absl::StrAppend(&text, "and ", more,
                    more == 1 ? " more finding" : " more findings",
                    ", which this one may explain");
    if (!reader.by_keys) {
      absl::StrAppend(&text, " (", says_it_itself ? "--raw" : "--json",
                      " shows all)");
    }
    absl::StrAppend(&text, "\n");
  }
  if (reader.by_keys) return text;
  if (verdict.answer != "solution") {
    absl::StrAppend(
        &text,
        finding.kind == Kind::kBuild
            ? Next(reader, absl::StrCat("./racelings check ", exercise.number),
                   "once that line is mended")
            : Next(reader, absl::StrCat("./racelings hint ", exercise.number),
                   "a hint"));
  }
  if (verdict.replayed.empty() && !replay.empty()) {
    absl::StrAppend(&text, "  or: ", replay,
                    "   (this schedule again, with every step)\n");
  }
  return absl::StrCat(text, terminal.Bold("read:"), " ./racelings explain ",
                      ReadingOf(finding), "   (what that is, how to find the ",
                      "cause, and what helps)\n");
}

std::string CleanReplayText(const Reader& reader, const Exercise& exercise,
                            const Verdict& verdict) {
  std::string text = absl::StrCat(exercise.id, ": ",
                                  reader.terminal.Green("nothing goes wrong"),
                                  " in schedule ", verdict.replayed, "\n");
  for (const CheckResult& check : verdict.checks) {
    if (check.trace.empty()) continue;
    absl::StrAppend(&text, TraceText(reader, check.trace, kManySteps));
    break;
  }
  return absl::StrCat(
      text, "\n",
      Next(reader, absl::StrCat("./racelings check ", exercise.number),
           "plays all the other schedules too"));
}

}  // namespace

std::string VerdictText(const Reader& reader, const Exercise& exercise,
                        const Verdict& verdict) {
  if (verdict.status == Status::kPass && !verdict.replayed.empty())
    return CleanReplayText(reader, exercise, verdict);
  if (verdict.status == Status::kPass)
    return PassText(reader, exercise, verdict);
  if (verdict.status == Status::kFail)
    return FailText(reader, exercise, verdict);
  std::string text = absl::StrCat(exercise.id, ": ",
                                  reader.terminal.Red("could not be judged"),
                                  ", and that is not your answer's fault\n");
  for (const Finding& finding : verdict.findings) {
    absl::StrAppend(&text, "  ", finding.message, "\n");
  }
  return text;
}

std::string GradeText(const Terminal& terminal,
                      const std::vector<ExerciseGrade>& grades) {
  std::size_t width = 8;
  for (const ExerciseGrade& grade : grades)
    width = std::max(width, grade.verdict.id.size());
  std::string text;
  for (const ExerciseGrade& grade : grades) {
    const Verdict& verdict = grade.verdict;
    const std::string points =
        grade.graded()
            ? absl::StrFormat("%3d of %3d", grade.points(), grade.max_points)
            : "not graded";
    absl::StrAppend(&text,
                    absl::StrFormat("%-*s  %10s", static_cast<int>(width),
                                    verdict.id, points));
    if (!verdict.findings.empty()) {
      const Finding& first = verdict.findings.front();
      absl::StrAppend(&text, "  ", KindName(first.kind), ": ",
                      CleanLine(first.message));
    }
    absl::StrAppend(&text, "\n");
  }
  const Totals totals = Sum(grades);
  const std::string sum =
      absl::StrFormat("%3d of %3d", totals.points, totals.max_points);
  absl::StrAppend(&text,
                  terminal.Bold(absl::StrFormat(
                      "%-*s  %10s", static_cast<int>(width), "in all", sum)));
  if (totals.not_graded > 0) {
    absl::StrAppend(
        &text, "  and ", totals.not_graded,
        " not graded\n  next: ./racelings doctor   (says what is wrong here)");
  }
  absl::StrAppend(&text, "\n");
  if (!grades.empty() && !grades.front().verdict.isolation.empty()) {
    absl::StrAppend(&text,
                    terminal.Dim(absl::StrCat(
                        "isolation: ", grades.front().verdict.isolation,
                        "   (docs/security.md)")),
                    "\n");
  }
  return text;
}

std::string ProgressBar(const Terminal& terminal, int solved, int total) {
  constexpr int kWidth = 30;
  const int full = total > 0 ? solved * kWidth / total : 0;
  return absl::StrCat(
      "[", terminal.Green(std::string(static_cast<std::size_t>(full), '#')),
      std::string(static_cast<std::size_t>(kWidth - full), '-'), "]  ", solved,
      " of ", total, total == 1 ? " exercise solved" : " exercises solved");
}

std::string ErrorText(const Terminal& terminal, std::string_view message) {
  return absl::StrCat(terminal.Red("racelings:"), " ", message, "\n");
}

}  // namespace racelings
