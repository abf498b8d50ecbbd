// The order in which the threads of a schedule take locks, and the circles in
// it: deadlocks that this schedule went past.
//
// An edge is a thread that waits for a second lock while it holds a first. A
// circle of edges counts only if it could close:
//   - every edge is another thread's: what one thread does comes in turn;
//   - no two threads hold a lock in common that keeps them apart, a *gate*
//     (K. Havelund, "Using Runtime Analysis to Guide Model Checking of Java
//     Programs", SPIN 2000: GoodLock);
//   - no edge must come before another because a thread was only started, or
//     already joined (S. Bensalem, K. Havelund, "Dynamic Deadlock Analysis of
//     Multi-threaded Programs", HVC 2005: segments).
// A lock that is only tried for, or only for a while, waits for nobody: it is
// held, but nobody's second. Two readers of a lock do not wait for each other.
//
// Such a circle is a suspicion, no more: a flag or a message may keep the
// threads apart. See close_cycle.h for what becomes of it.
//
// Part of the scheduler: the rules of scheduler.h hold here as well. Where a
// table is full, edges are left out: less is suspected then.

#ifndef RACELINGS_SCHEDULE_INTERNAL_LOCK_ORDER_H_
#define RACELINGS_SCHEDULE_INTERNAL_LOCK_ORDER_H_

#include <cstdint>

#include "schedule/internal/channel.h"
#include "schedule/internal/objects.h"
#include "schedule/internal/op.h"

namespace schedule::internal {

class LockOrder {
 public:
  // A new schedule. Circles are left in `channel`, each once.
  void Begin(Channel* channel, const Objects* objects);

  // `thread` is new, and was started by `creator`; -1: by nobody.
  void AddThread(int creator, int thread);

  // `thread` has done `op`, which it announced after `picks` picks.
  void Note(int thread, const Op& op, int picks);

  // `thread` has tried to take the lock of `op`, and got it.
  void NoteTried(int thread, const Op& op, bool shared);

  int HeldCount(int thread) const { return held_count_[thread]; }
  bool Holds(int thread, const void* lock) const;

 private:
  static constexpr int kMaxHeld = 8;
  static constexpr int kMaxEdges = 256;
  // Every thread is started once and joined once.
  static constexpr int kMaxHandovers = 2 * kMaxThreads;
  // What the search for circles may cost in one schedule.
  static constexpr int kMostSteps = 2'000;

  struct Hold {
    const void* lock;
    ObjectKind kind;
    bool shared;
    int picks;  // When the thread stood before it.
  };

  struct Edge {
    int thread;
    int segment;   // Of its thread, between one start or join and the next.
    int64_t time;  // See now_.
    Hold first;
    Hold second;
    int held_count;  // All that was held, `first` among it.
    Hold held[kMaxHeld];
  };

  // What thread `from` did before `time` came before what `to` did after it.
  struct Handover {
    int from;
    int to;
    int64_t time;
  };

  static bool Excludes(const Hold& a, const Hold& b);
  static bool SharesGate(const Edge& a, const Edge& b);
  static bool SameEdge(const Edge& a, const Edge& b);
  void Take(int thread, const Hold& hold, bool waits);
  void GiveUp(int thread, const Op& op);
  void HandOver(int from, int to);
  void AddEdge(int thread, const Hold& first, const Hold& second);
  bool IsBefore(const Edge& a, const Edge& b) const;
  bool CanJoin(const Edge& edge, int length) const;
  bool LeadsBack(int edge) const;
  void Extend(int length);
  void Suspect(int length);
  uint64_t Signature(int length) const;

  Channel* channel_ = nullptr;
  const Objects* objects_ = nullptr;
  int64_t now_ = 0;  // Counts edges and handovers.
  int thread_count_ = 0;
  int held_count_[kMaxThreads] = {};
  int segment_[kMaxThreads] = {};
  Hold held_[kMaxThreads][kMaxHeld] = {};
  int edge_count_ = 0;
  Edge edges_[kMaxEdges] = {};
  int handover_count_ = 0;
  Handover handovers_[kMaxHandovers] = {};
  // The search for circles: edges from the newest on, and what it may still do.
  int chain_[kMaxCycleThreads] = {};
  int steps_left_ = 0;
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_LOCK_ORDER_H_
