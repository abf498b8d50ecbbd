#include "schedule/internal/weak_atomics.h"

namespace schedule::internal {

void WeakAtomics::Clear() {
  count_ = 0;
  shared_ = 0;
  weak_ = 0;
}

void WeakAtomics::Add(const void* place, int thread, bool weak) {
  int i = 0;
  while (i < count_ && places_[i].address != place) ++i;
  if (i == kMost) {
    shared_ = kMost;
    weak_ = kMost;
    return;
  }
  if (i == count_) places_[count_++] = {place, thread, false, false};
  Place& known = places_[i];
  const bool counted = known.shared && known.weak;
  if (!known.shared && known.thread != thread) {
    known.shared = true;
    ++shared_;
  }
  known.weak = known.weak || weak;
  if (!counted && known.shared && known.weak) ++weak_;
}

}  // namespace schedule::internal
