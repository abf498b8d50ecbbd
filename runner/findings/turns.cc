#include "runner/findings/turns.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace racelings {
namespace {

bool IsIn(const std::string& folder, const Location& location) {
  return location.line > 0 &&
         absl::StartsWith(location.file, absl::StrCat(folder, "/"));
}

// What a thread has to wait for, and so does not lose its turn over.
bool Waits(const Event& event) {
  static const std::set<std::string> kWaits = {
      "join", "wake", "give-up", "sleep", "wait", "fail", "return"};
  return kWaits.count(event.operation) > 0;
}

// Whether, after the step at `index`, a thread other than `lane` holds
// `object`.
bool IsHeldByOthers(const std::vector<Event>& trace, std::size_t index,
                    const std::string& object, int lane) {
  std::set<int> seen;
  for (std::size_t i = index + 1; i-- > 0;) {
    const Event& event = trace[i];
    if (event.lane == lane || !seen.insert(event.lane).second) continue;
    if (std::find(event.held.begin(), event.held.end(), object) !=
        event.held.end()) {
      return true;
    }
  }
  return false;
}

struct LostTurn {
  std::size_t stop = 0;   // The thread's last step before.
  std::size_t go_on = 0;  // Its next one.
};

// Whether the thread of the step at `stop` lost its turn there.
bool LosesItsTurn(const std::string& own, const std::vector<Event>& trace,
                  std::size_t stop, LostTurn& found) {
  const Event& event = trace[stop];
  if (stop + 1 == trace.size() || trace[stop + 1].lane == event.lane ||
      event.operation == "start" || event.operation == "wait" ||
      !IsIn(own, event.where)) {
    return false;
  }
  std::size_t next = stop + 1;
  while (next < trace.size() && trace[next].lane != event.lane) ++next;
  if (next == trace.size() || Waits(trace[next]) ||
      !IsIn(own, trace[next].where) ||
      IsHeldByOthers(trace, stop, trace[next].object, event.lane)) {
    return false;
  }
  found = {stop, next};
  return true;
}

std::string Others(const std::vector<Event>& trace, const LostTurn& turn) {
  std::set<std::string> names;
  for (std::size_t i = turn.stop + 1; i < turn.go_on; ++i)
    names.insert(trace[i].thread);
  return absl::StrJoin(names, " and ");
}

}  // namespace

void AddLostTurn(const std::string& own, Finding& finding) {
  if (finding.kind != Kind::kWrongResult && finding.kind != Kind::kCrash)
    return;
  const std::vector<Event>& trace = finding.trace;
  LostTurn turn;
  std::size_t steps = trace.size();
  while (steps > 0 && !LosesItsTurn(own, trace, steps - 1, turn)) --steps;
  if (turn.go_on == 0) return;
  Location lost = trace[turn.stop].where;
  lost.thread = trace[turn.stop].thread;
  lost.what =
      absl::StrCat("after this it is the turn of ", Others(trace, turn));
  Location again = trace[turn.go_on].where;
  again.thread = lost.thread;
  again.what = "and here it goes on, with what it knew before";
  finding.locations.insert(finding.locations.begin(), {lost, again});
}

void OwnLinesFirst(const std::string& own, Finding& finding) {
  std::stable_sort(finding.locations.begin(), finding.locations.end(),
                   [&own](const Location& a, const Location& b) {
                     return IsIn(own, a) && !IsIn(own, b);
                   });
}

}  // namespace racelings
