#include "schedule/control.h"

#include <thread>

// Of ThreadSanitizer's interface: null where it is not linked, whatever the
// code is compiled for.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" __attribute__((weak)) void* __tsan_get_current_report();
// NOLINTEND(bugprone-reserved-identifier)

namespace schedule {
namespace {

int raced = 0;  // By two threads, on purpose.

Kind KindOnPurpose() {
  return __tsan_get_current_report == nullptr ? Kind::kWrongResult
                                              : Kind::kDataRace;
}

void FailOnPurpose() {
  if (KindOnPurpose() == Kind::kDataRace) {
    std::thread one([] { ++raced; });
    std::thread other([] { ++raced; });
    one.join();
    other.join();
  }
  Require(false, "this fails on purpose");
}

}  // namespace

std::optional<Finding> Control(const Options& options,
                               const std::function<void()>& body) {
  const std::optional<Kind> seen = KindOfFailure(options, [&body] {
    body();
    FailOnPurpose();
  });
  if (seen == KindOnPurpose()) return std::nullopt;
  if (seen == Kind::kInfra) {
    return Finding{.kind = Kind::kInfra,
                   .message = "a process could not be started"};
  }
  return Finding{
      .kind = Kind::kMemory,
      .message =
          "after this code had run, a mistake that the judge makes on purpose "
          "was not seen any more, and so nothing can be said of the others: "
          "the code writes over memory that is not its own, or changes how "
          "failures come out"};
}

}  // namespace schedule
