#include "runner/commands/show_verdict.h"

#include "runner/report/json.h"
#include "runner/report/raw.h"
#include "runner/report/text.h"

namespace racelings {

int ShowVerdict(const Context& context, const Options& options,
                const Exercise& exercise, const Verdict& verdict) {
  context.out << (options.json
                      ? CheckJson(context.course, verdict)
                      : VerdictText(context.MakeReader(), exercise, verdict));
  if (options.raw && !options.json)
    context.out << RawSection(context.MakeReader(), verdict);
  if (verdict.status == Status::kInfra) return kInfra;
  return verdict.status == Status::kPass ? kPassed : kNotYet;
}

}  // namespace racelings
