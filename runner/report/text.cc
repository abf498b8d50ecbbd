#include "runner/report/text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "runner/report/excerpt.h"

namespace racelings {
namespace {

constexpr std::size_t kMostLocations = 3;
constexpr std::size_t kMostSteps = 8;

std::string_view Headline(Kind kind) {
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

// Locations with their lines of source; a line that several threads run is
// quoted once, under all of them.
std::string LocationsText(const Reader& reader,
                          const std::vector<Location>& locations) {
  std::string text;
  const std::size_t count = std::min(kMostLocations, locations.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Location& here = locations[i];
    absl::StrAppend(&text, LocationText(reader, here));
    const bool same_again = i + 1 < count &&
                            locations[i + 1].file == here.file &&
                            locations[i + 1].line == here.line &&
                            locations[i + 1].column == here.column;
    if (same_again) continue;
    const std::string source = reader.disk.Read(here.file).value_or("");
    absl::StrAppend(&text,
                    Excerpt(source, here.line, here.column, reader.terminal));
    if (i + 1 < count) absl::StrAppend(&text, "\n");
  }
  return text;
}

std::string TraceText(const Reader& reader,
                      const std::vector<TraceStep>& trace) {
  if (trace.empty()) return "";
  const std::size_t first = trace.size() - std::min(trace.size(), kMostSteps);
  std::size_t width = 0;
  for (const TraceStep& step : trace)
    width = std::max(width, step.thread.size());
  std::string text = first == 0 ? "  How it came about:\n"
                                : "  How it came about, at the end:\n";
  for (std::size_t i = first; i < trace.size(); ++i) {
    const TraceStep& step = trace[i];
    absl::StrAppend(
        &text,
        absl::StrFormat("  %7.2f s  %-*s  %s",
                        static_cast<double>(step.time_ns) / 1e9,
                        static_cast<int>(width), step.thread, step.what));
    if (step.line > 0) {
      const std::string file =
          std::filesystem::path(step.file).filename().string();
      absl::StrAppend(&text, "  ",
                      reader.terminal.Dim(absl::StrCat(file, ":", step.line)));
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
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
  if (verdict.answer != "exercise") return text;
  return absl::StrCat(text, Next(reader, "./racelings", "the next exercise"),
                      "  or: ./racelings run ", exercise.number,
                      "   (see it work), and solutions/", exercise.id,
                      "/WHY.md tells why it is right\n");
}

std::string FailText(const Reader& reader, const Exercise& exercise,
                     const Verdict& verdict) {
  const Terminal& terminal = reader.terminal;
  const Finding& finding = verdict.findings.front();
  std::string text = absl::StrCat(
      exercise.id, ": ", terminal.Red("not yet"), ": ", Headline(finding.kind),
      finding.variable.empty() ? ""
                               : absl::StrCat(" on '", finding.variable, "'"),
      "\n  ", finding.message, "\n");
  if (!finding.locations.empty()) {
    absl::StrAppend(&text, "\n", LocationsText(reader, finding.locations));
  }
  const std::string trace = TraceText(reader, finding.trace);
  if (!trace.empty()) absl::StrAppend(&text, "\n", trace);
  absl::StrAppend(&text, "\n");
  if (!finding.schedule.empty()) {
    absl::StrAppend(&text, "schedule: ", terminal.Dim(finding.schedule), "\n");
  }
  if (const std::size_t more = verdict.findings.size() - 1; more > 0) {
    absl::StrAppend(&text, "and ", more,
                    more == 1 ? " more finding" : " more findings",
                    ", which this one may explain (--json shows all)\n");
  }
  const bool source_says_it = finding.kind == Kind::kBuild;
  if (verdict.answer == "solution") return text;
  return source_says_it
             ? absl::StrCat(text, Next(reader,
                                       absl::StrCat("./racelings check ",
                                                    exercise.number),
                                       "once that line is mended"))
             : absl::StrCat(text, Next(reader,
                                       absl::StrCat("./racelings hint ",
                                                    exercise.number),
                                       "a first hint"));
}

}  // namespace

std::string VerdictText(const Reader& reader, const Exercise& exercise,
                        const Verdict& verdict) {
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
      absl::StrAppend(&text, "  ", KindName(first.kind), ": ", first.message);
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
  return absl::StrCat(text, "\n");
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
