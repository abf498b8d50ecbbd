#include "runner/commands/show_verdict.h"

#include "absl/strings/str_cat.h"
#include "runner/report/gcc.h"
#include "runner/report/json.h"
#include "runner/report/raw.h"
#include "runner/report/text.h"

namespace racelings {

int ShowVerdict(const Context& context, const Options& options,
                const Exercise& exercise, const Verdict& verdict) {
  if (options.json) {
    context.out << CheckJson(context.course, verdict);
  } else if (options.format == "gcc") {
    context.out << GccText(context.MakeReader(), exercise, verdict);
    // On the other stream: for an editor no line at all is what is right.
    if (verdict.status == Status::kPass) {
      context.progress.Say(absl::StrCat(
          exercise.id,
          verdict.replayed.empty() ? ": right" : ": nothing goes wrong"));
    }
  } else {
    context.out << VerdictText(context.MakeReader(), exercise, verdict);
    if (options.raw) context.out << RawSection(context.MakeReader(), verdict);
  }
  if (verdict.status == Status::kInfra) return kInfra;
  return verdict.status == Status::kPass ? kPassed : kNotYet;
}

}  // namespace racelings
