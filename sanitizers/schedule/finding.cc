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

}  // namespace schedule
