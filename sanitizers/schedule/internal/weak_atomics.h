// Whether a program uses atomics in a way that a search through all schedules
// does not stand for.
//
// The explorer lets atomics take effect in one order, which every thread sees.
// An order weaker than memory_order_seq_cst promises less: a thread may load an
// old value, and two threads may see two stores in two orders. Nobody can
// tell while there is but one such place, because each place on its own has one
// order of changes that all agree on (coherence, [intro.races]), and because
// locks, and read-modify-writes that both acquire and release, put everything
// before them in order. It takes two places that threads share and load from or
// store to, and a weaker order at one of them.

#ifndef RACELINGS_SCHEDULE_INTERNAL_WEAK_ATOMICS_H_
#define RACELINGS_SCHEDULE_INTERNAL_WEAK_ATOMICS_H_

namespace schedule::internal {

class WeakAtomics {
 public:
  // Forgets every place.
  void Clear();
  // `thread` loads from or stores to `place`, or changes it in a way that does
  // not both acquire and release. `weak`: not with memory_order_seq_cst.
  void Add(const void* place, int thread, bool weak);
  // Whether other orders could be told from those that are explored.
  bool matter() const { return shared_ >= 2 && weak_ > 0; }

 private:
  // More places than this are thought to matter.
  static constexpr int kMost = 64;
  struct Place {
    const void* address;
    int thread;
    bool shared;
    bool weak;
  };

  int count_ = 0;
  int shared_ = 0;
  int weak_ = 0;  // Of those that are shared.
  Place places_[kMost];
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_WEAK_ATOMICS_H_
