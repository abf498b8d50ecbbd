#include "schedule/finding.h"

namespace schedule {

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kBuild:
      return "build";
    case Kind::kDataRace:
      return "data-race";
    case Kind::kDeadlock:
      return "deadlock";
    case Kind::kWrongResult:
      return "wrong-result";
    case Kind::kCrash:
      return "crash";
    case Kind::kNoProgress:
      return "no-progress";
    case Kind::kThreadLeak:
      return "thread-leak";
    case Kind::kMemory:
      return "memory";
    case Kind::kInfra:
      break;
  }
  return "infra";
}

std::string_view MarkName(Mark mark) {
  switch (mark) {
    case Mark::kRacing:
      return "racing";
    case Mark::kBlocked:
      return "blocked";
    case Mark::kHolding:
      return "holding";
    case Mark::kLost:
      return "lost";
    case Mark::kFailed:
      return "failed";
    case Mark::kNone:
      break;
  }
  return "";
}

}  // namespace schedule
