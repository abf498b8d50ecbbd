#include "schedule/internal/plausible.h"

#include <cstdio>
#include <cstring>

namespace schedule::internal {
namespace {

bool Within(int value, int least, int most) {
  return value >= least && value <= most;
}

bool IsThread(int thread) { return Within(thread, -1, kMaxThreads - 1); }

template <size_t kSize>
void End(char (&text)[kSize]) {
  text[kSize - 1] = '\0';
}

int64_t CountOf(const Range& range) {
  return (range.end - range.first + range.stride - 1) / range.stride;
}

bool IsFailurePlausible(const Failure& failure) {
  if (!IsThread(failure.thread) ||
      !Within(failure.access_count, 0, kMaxAccesses) ||
      !Within(failure.blocked_count, 0, kMaxThreads) ||
      !Within(failure.stuck_count, 0, kMaxStuck)) {
    return false;
  }
  for (int i = 0; i < failure.access_count; ++i) {
    if (!IsThread(failure.accesses[i].thread)) return false;
  }
  for (int i = 0; i < failure.blocked_count; ++i) {
    const Blocked& blocked = failure.blocked[i];
    if (!IsThread(blocked.thread) || !IsThread(blocked.owner) ||
        !IsThread(blocked.missed_by)) {
      return false;
    }
  }
  return true;
}

bool AreEventsPlausible(const Channel& channel) {
  for (int i = 0; i < channel.event_count; ++i) {
    const TraceEvent& event = channel.events[i];
    if (!IsThread(event.thread) || !Within(event.note, -1, kMaxNotes) ||
        !Within(event.woken_by, -1, channel.event_count)) {
      return false;
    }
  }
  for (int i = 0; i < channel.note_count; ++i) {
    if (!IsThread(channel.notes[i].thread)) return false;
  }
  for (int i = 0; i < channel.lock_cycle_count; ++i) {
    const LockCycle& cycle = channel.lock_cycles[i];
    if (!Within(cycle.count, 0, kMaxCycleThreads) ||
        !Within(cycle.pick_count, 0, kMaxCyclePicks)) {
      return false;
    }
  }
  return true;
}

bool IsPlausible(const Range& range, const Plan& plan, const Channel& channel) {
  if (!Within(static_cast<int>(channel.status), 0,
              static_cast<int>(Status::kFailed)) ||
      !Within(channel.thread_count, 0, kMaxThreads) ||
      !Within(channel.pick_count, 0, kMaxPicks) ||
      !Within(channel.module_count, 0, kMaxModules) ||
      !Within(channel.note_count, 0, kMaxNotes) ||
      !Within(channel.event_count, 0, kMaxEvents) ||
      !Within(channel.lock_cycle_count, 0, kMaxLockCycles)) {
    return false;
  }
  const int64_t all = CountOf(range);
  if (channel.done < 0 || channel.done > all) return false;
  // Who is through has done all that was asked for, or knows that it was all.
  const bool through = channel.status == Status::kDone;
  if (through && !plan.exhaustive && channel.done != all) return false;
  if (channel.exhausted && !plan.exhaustive) return false;
  return IsFailurePlausible(channel.failure) && AreEventsPlausible(channel);
}

void EndTexts(Channel* channel) {
  End(channel->failure.message);
  End(channel->failure.file);
  for (StuckPlace& place : channel->failure.stuck) {
    End(place.what);
    End(place.file);
  }
  for (int i = 0; i < channel->thread_count; ++i) End(channel->names[i]);
  for (int i = 0; i < channel->module_count; ++i) End(channel->modules[i].path);
  for (int i = 0; i < channel->note_count; ++i) End(channel->notes[i].text);
}

}  // namespace

void RequirePlausible(const Range& range, const Plan& plan, Channel* channel) {
  if (IsPlausible(range, plan, *channel)) {
    EndTexts(channel);
    return;
  }
  channel->status = Status::kFailed;
  channel->schedule = range.first;
  channel->done = 0;
  channel->exhausted = false;
  channel->thread_count = 0;
  channel->pick_count = 0;
  channel->module_count = 0;
  channel->note_count = 0;
  channel->event_count = 0;
  channel->lock_cycle_count = 0;
  std::memset(&channel->failure, 0, sizeof(channel->failure));
  channel->failure.kind = Kind::kMemory;
  std::snprintf(channel->failure.message, sizeof(channel->failure.message),
                "the program wrote over memory that is not its own: over the "
                "record of what it did");
}

}  // namespace schedule::internal
