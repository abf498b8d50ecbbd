#include "runner/commands/show_grade.h"

#include <algorithm>
#include <cstdlib>
#include <random>

#include "absl/strings/str_cat.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

std::string TheTable(const Context& context, const Graded& graded) {
  return GradeText(context.terminal, graded.grades);
}

absl::Status WriteTo(Context& context, const std::filesystem::path& file,
                     const std::string& text) {
  absl::Status written = context.disk.Write(file, text);
  if (written.ok() || absl::IsResourceExhausted(written)) return written;
  return InfraError(written.message(),
                    absl::StrCat("ls -ld ", file.parent_path().string(),
                                 "   (may you write there?)"));
}

// Words that end what GitHub may take for commands, and that nobody knows
// before.
std::string RandomWord() {
  std::random_device random;
  std::string word = "racelings";
  for (int i = 0; i < 4; ++i)
    absl::StrAppend(&word, absl::Hex(random(), absl::kZeroPad8));
  return word;
}

absl::Status ShowGithub(Context& context, const Options& options,
                        const Graded& graded) {
  const std::string word = RandomWord();
  context.out << WriteGithub(graded) << "::stop-commands::" << word << '\n'
              << TheTable(context, graded) << "::" << word << "::\n";
  const std::string page = WriteMarkdown(graded);
  if (!options.output.empty())
    return WriteTo(context, context.from / options.output, page);
  const char* summary = std::getenv("GITHUB_STEP_SUMMARY");
  if (summary == nullptr || *summary == '\0') return absl::OkStatus();
  // What other commands of the same step have written stays.
  const absl::StatusOr<std::string> before = context.disk.Read(summary);
  if (!before.ok() && context.disk.Exists(summary)) {
    return InfraError(before.status().message(),
                      absl::StrCat("ls -l ", summary, "   (may you read it?)"));
  }
  return WriteTo(context, summary, absl::StrCat(before.value_or(""), page));
}

absl::Status Show(Context& context, const Options& options,
                  const Graded& graded) {
  const GradeFormat* format =
      FindGradeFormat(options.json ? "json" : options.format);
  if (format->write == WriteGithub) return ShowGithub(context, options, graded);
  if (!options.output.empty()) {
    RACELINGS_RETURN_IF_ERROR(
        WriteTo(context, context.from / options.output, format->write(graded)));
  }
  const bool table = !options.output.empty() || format->write == WriteText;
  context.out << (table ? TheTable(context, graded) : format->write(graded));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> ShowGrade(Context& context, const Options& options,
                              const Graded& graded) {
  RACELINGS_RETURN_IF_ERROR(Show(context, options, graded));
  if (Sum(graded.grades).not_graded > 0) return kInfra;
  const bool all =
      std::all_of(graded.grades.begin(), graded.grades.end(),
                  [](const ExerciseGrade& grade) { return grade.passed(); });
  return all ? kPassed : kNotYet;
}

}  // namespace racelings
