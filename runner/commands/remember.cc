#include "runner/commands/remember.h"

#include "absl/strings/str_cat.h"

namespace racelings {

void Remember(Context& context, const absl::Status& kept) {
  if (kept.ok()) return;
  context.out << std::flush;
  context.progress.Say(absl::StrCat("racelings: ", kept.message()));
}

}  // namespace racelings
