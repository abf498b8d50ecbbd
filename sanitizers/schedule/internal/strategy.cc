#include "schedule/internal/strategy.h"

#include "schedule/internal/mix.h"

namespace schedule::internal {
namespace {

// The searches that kMixed goes through. No one search is best at every kind of
// defect: a random walk finds windows of one step that open often, PCT those
// that need a few switches at exact places in a long run, POS those between.
constexpr Search kMix[] = {Search::kRandomWalk, Search::kSticky, Search::kPct,
                           Search::kPos, Search::kSticky};
constexpr int64_t kMixSize = sizeof(kMix) / sizeof(kMix[0]);

bool Conflict(const Op& a, const Op& b) {
  return a.object != nullptr && a.object == b.object &&
         !(a.kind == OpKind::kAtomicRead && b.kind == OpKind::kAtomicRead);
}

}  // namespace

void Random::Seed(uint64_t seed) {
  // splitmix64, so that neighbouring seeds have nothing in common.
  state_ = Mix(seed + 0x9e3779b97f4a7c15U) | 1;
}

uint64_t Random::Next() {
  state_ ^= state_ >> 12;
  state_ ^= state_ << 25;
  state_ ^= state_ >> 27;
  return (state_ * 0x2545f4914f6cdd1dU) >> 11;
}

void Strategy::Begin(uint64_t seed, int64_t index, int64_t length) {
  random_.Seed(seed * 0x100000001b3U + static_cast<uint64_t>(index));
  straight_ = index == 0;
  length_ = length < 8 ? 8 : length;
  now_ = search_ == Search::kMixed ? kMix[index % kMixSize] : search_;
  switch_rarity_ = random_.OneIn(2) ? 4 : 12;
  heeds_yields_ = random_.OneIn(2);
  wakes_spuriously_ = !straight_ && random_.OneIn(2);
  lowest_ = 0;
  changes_ = 1 + static_cast<int>(random_.Below(kMaxChanges));
  for (int i = 0; i < changes_; ++i) {
    change_at_[i] = static_cast<int64_t>(random_.Below(length_));
  }
  for (int64_t& priority : priority_) priority = 0;
  aim_.Begin(&random_, index, length_);
}

int Strategy::Pick(const Choice& offered) {
  Choice choice = offered;
  if (!wakes_spuriously_) choice.count = choice.spurious_from;
  aim_.Narrow(&choice);
  choice.current_yields =
      offered.current_yields && (heeds_yields_ || straight_);
  if (IsFairFrom(choice.step)) return PickUniform(choice);
  if (straight_) return PickFirst(choice);
  switch (now_) {
    case Search::kSticky:
      return PickSticky(choice);
    case Search::kPct:
      return PickPct(choice);
    case Search::kPos:
      return PickPos(choice);
    case Search::kExhaustive:
    case Search::kMixed:
    case Search::kRandomWalk:
      break;
  }
  return PickUniform(choice);
}

int Strategy::PickWoken(const int* threads, int count) {
  return straight_ ? threads[0] : threads[random_.Below(count)];
}

int Strategy::PickFirst(const Choice& choice) {
  int other = choice.threads[0];
  for (int i = 0; i < choice.count; ++i) {
    if (choice.threads[i] != choice.current) {
      other = choice.threads[i];
    } else if (!choice.current_yields) {
      return choice.current;
    }
  }
  return other;
}

int Strategy::PickUniform(const Choice& choice) {
  return choice.threads[random_.Below(choice.count)];
}

int Strategy::PickSticky(const Choice& choice) {
  if (!choice.current_yields && !random_.OneIn(switch_rarity_)) {
    for (int i = 0; i < choice.count; ++i) {
      if (choice.threads[i] == choice.current) return choice.current;
    }
  }
  return PickUniform(choice);
}

int Strategy::PickPct(const Choice& choice) {
  for (int i = 0; i < changes_; ++i) {
    if (change_at_[i] == choice.step) priority_[choice.current] = --lowest_;
  }
  if (choice.current_yields) priority_[choice.current] = --lowest_;
  int best = choice.threads[0];
  for (int i = 0; i < choice.count; ++i) {
    int64_t& priority = priority_[choice.threads[i]];
    if (priority == 0)
      priority = 1 + static_cast<int64_t>(random_.Below(1 << 30));
    if (priority > priority_[best]) best = choice.threads[i];
  }
  return best;
}

int Strategy::PickPos(const Choice& choice) {
  int best = 0;
  for (int i = 0; i < choice.count; ++i) {
    int64_t& priority = priority_[choice.threads[i]];
    if (priority == 0)
      priority = 1 + static_cast<int64_t>(random_.Below(1 << 30));
    if (choice.threads[i] == choice.current && choice.current_yields)
      priority = 1;
    if (priority > priority_[choice.threads[best]]) best = i;
  }
  // The one that goes draws again, and so does each that it was ahead of.
  for (int i = 0; i < choice.count; ++i) {
    if (i == best || Conflict(*choice.ops[i], *choice.ops[best])) {
      priority_[choice.threads[i]] =
          1 + static_cast<int64_t>(random_.Below(1 << 30));
    }
  }
  return choice.threads[best];
}

}  // namespace schedule::internal
