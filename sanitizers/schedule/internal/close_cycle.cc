#include "schedule/internal/close_cycle.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "schedule/internal/aim.h"

namespace schedule::internal {
namespace {

// Each circle costs up to this many schedules, and twice the last where the
// clock matters.
constexpr int64_t kLedTries = 8;
constexpr int64_t kFreeTries = 24;
constexpr size_t kMostKnown = 4;

// The thread that has the lock which this one waits for, as an index; or -1.
int HolderOf(const Failure& failure, int waiting) {
  const Blocked& blocked = failure.blocked[waiting];
  if (blocked.op.kind != OpKind::kLock && blocked.op.kind != OpKind::kReadLock)
    return -1;
  for (int i = 0; i < failure.blocked_count; ++i) {
    if (failure.blocked[i].thread == blocked.owner) return i;
  }
  return -1;
}

// Whether the threads of the circle stand where it is about. (Who reads a lock
// is not known, so that a ring of readers is not seen otherwise.)
bool StandAt(const LockCycle& cycle, const Failure& failure) {
  for (int i = 0; i < cycle.count; ++i) {
    const LockCycle::Step& step = cycle.steps[i];
    const Blocked* end = failure.blocked + failure.blocked_count;
    if (std::none_of(failure.blocked, end, [&](const Blocked& blocked) {
          return blocked.thread == step.thread &&
                 blocked.op.object == step.second;
        })) {
      return false;
    }
  }
  return true;
}

bool Counts(const LockCycle& cycle, const Failure& failure, bool same_clock) {
  if (!same_clock) {
    return failure.kind == Kind::kDeadlock &&
           (IsRingOfLocks(failure) || StandAt(cycle, failure));
  }
  switch (failure.kind) {
    case Kind::kDataRace:
    case Kind::kDeadlock:
    case Kind::kWrongResult:
    case Kind::kCrash:
    case Kind::kThreadLeak:
      return true;
    default:
      // Keeping threads back is no proof that they go on for ever.
      return false;
  }
}

// One way to aim.
struct Way {
  int picks;     // So many of those that led to the circle; then by aim.
  int at_first;  // See Aim::At.
  int64_t tries;
};

// The thread that came first in the schedule is stopped in the middle of the
// circle, or before it, and the others are let come. Or all is left to chance.
std::vector<Way> WaysTo(const LockCycle& cycle, bool same_clock) {
  std::vector<Way> ways;
  if (same_clock) {
    int first = 0;
    int second = 0;
    for (int i = 1; i < cycle.count; ++i) {
      if (cycle.steps[i].picks_at_first < cycle.steps[first].picks_at_first)
        first = i;
      if (cycle.steps[i].picks_at_second < cycle.steps[second].picks_at_second)
        second = i;
    }
    ways.push_back(
        {cycle.steps[second].picks_at_second, kNobodyAtFirst, kLedTries});
    ways.push_back({cycle.steps[first].picks_at_first, first, kLedTries});
  }
  ways.push_back({0, kAnybodyAtFirst, kFreeTries});
  return ways;
}

}  // namespace

bool IsRingOfLocks(const Failure& failure) {
  for (int start = 0; start < failure.blocked_count; ++start) {
    int at = HolderOf(failure, start);
    if (at == start) continue;  // It waits for itself.
    for (int i = 0; i < failure.blocked_count && at >= 0; ++i) {
      if (at == start) return true;
      at = HolderOf(failure, at);
    }
  }
  return false;
}

void CollectCycles(const std::vector<std::unique_ptr<SharedChannel>>& channels,
                   std::vector<LockCycle>* known) {
  std::vector<const LockCycle*> seen;
  for (const auto& channel : channels) {
    for (int i = 0; i < channel->get()->lock_cycle_count; ++i)
      seen.push_back(&channel->get()->lock_cycles[i]);
  }
  std::sort(seen.begin(), seen.end(),
            [](const LockCycle* a, const LockCycle* b) {
              return std::tie(a->schedule, a->signature) <
                     std::tie(b->schedule, b->signature);
            });
  for (const LockCycle* cycle : seen) {
    if (known->size() == kMostKnown) return;
    const bool is_known =
        std::any_of(known->begin(), known->end(), [&](const LockCycle& other) {
          return other.signature == cycle->signature;
        });
    if (!is_known) known->push_back(*cycle);
  }
}

std::unique_ptr<SharedChannel> CloseCycle(const Options& options,
                                          const std::function<void()>& body,
                                          const LockCycle& cycle,
                                          int64_t length, bool same_clock,
                                          int64_t* schedules) {
  for (const Way& way : WaysTo(cycle, same_clock)) {
    const Plan plan{.clock = options.clock,
                    .max_steps = options.max_steps,
                    .replay = cycle.picks,
                    .replay_count = std::min(way.picks, cycle.pick_count),
                    .length = std::max<int64_t>(length, 1),
                    .apart = true,
                    .aim = &cycle,
                    .aim_at_first = way.at_first};
    for (int64_t next = 0; next < way.tries;) {
      auto channels = RunWorkers(options, body, {{next, way.tries, 1}}, plan);
      if (channels.empty()) return nullptr;
      const Channel& seen = *channels[0]->get();
      *schedules += seen.done;
      if (seen.status != Status::kFailed) break;
      if (seen.failure.kind == Kind::kInfra ||
          seen.failure.kind == Kind::kBuild) {
        return nullptr;
      }
      ++*schedules;
      if (Counts(cycle, seen.failure, same_clock))
        return std::move(channels[0]);
      next = seen.schedule + 1;
    }
  }
  return nullptr;
}

}  // namespace schedule::internal
