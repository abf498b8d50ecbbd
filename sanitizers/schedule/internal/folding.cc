#include "schedule/internal/folding.h"

#include <algorithm>
#include <cstddef>

namespace schedule::internal {
namespace {

// Chooses indices, up to a number of them.
class Chosen {
 public:
  Chosen(size_t size, int most) : chosen_(size, false), left_(most) {}

  bool full() const { return left_ == 0; }
  bool has(size_t index) const { return chosen_[index]; }

  // Ignores what is out of range.
  void Add(std::ptrdiff_t index) {
    if (index < 0 || index >= static_cast<std::ptrdiff_t>(chosen_.size()))
      return;
    if (full() || chosen_[index]) return;
    chosen_[index] = true;
    --left_;
  }

 private:
  std::vector<bool> chosen_;
  int left_;
};

std::vector<std::ptrdiff_t> MarkedOf(const std::vector<Event>& trace) {
  std::vector<std::ptrdiff_t> marked;
  for (size_t i = 0; i < trace.size(); ++i) {
    if (trace[i].mark != Mark::kNone)
      marked.push_back(static_cast<std::ptrdiff_t>(i));
  }
  if (marked.empty()) {
    marked = {0, static_cast<std::ptrdiff_t>(trace.size()) - 1};
  }
  // The end is what everything leads to.
  std::reverse(marked.begin(), marked.end());
  return marked;
}

void AddWhatCameBefore(const std::vector<Event>& trace, std::ptrdiff_t index,
                       Chosen* chosen) {
  for (const int step : trace[index].after) {
    const auto earlier = std::lower_bound(
        trace.begin(), trace.end(), step,
        [](const Event& event, int wanted) { return event.step < wanted; });
    if (earlier != trace.end() && earlier->step == step)
      chosen->Add(earlier - trace.begin());
  }
}

}  // namespace

std::vector<const Event*> Fold(const std::vector<Event>& trace, int most) {
  const auto size = static_cast<std::ptrdiff_t>(trace.size());
  Chosen chosen(trace.size(), std::max(most, 1));
  const std::vector<std::ptrdiff_t> marked = MarkedOf(trace);
  if (size > most) {
    for (const std::ptrdiff_t index : marked) chosen.Add(index);
    for (const std::ptrdiff_t index : marked)
      AddWhatCameBefore(trace, index, &chosen);
  }
  for (std::ptrdiff_t away = 1; away <= size && !chosen.full(); ++away) {
    for (const std::ptrdiff_t index : marked) chosen.Add(index - away);
    for (const std::ptrdiff_t index : marked) chosen.Add(index + away);
  }
  std::vector<const Event*> shown;
  for (size_t i = 0; i < trace.size(); ++i) {
    // A single step takes no more room than the line that says it is missing.
    const bool alone =
        i > 0 && i + 1 < trace.size() && chosen.has(i - 1) && chosen.has(i + 1);
    if (size <= most || chosen.has(i) || alone) shown.push_back(&trace[i]);
  }
  return shown;
}

}  // namespace schedule::internal
