#include "schedule/internal/fences.h"

#include <cstdint>

#include "schedule/internal/scheduler.h"

// NOLINTBEGIN(bugprone-reserved-identifier,google-runtime-int)
extern "C" {
__attribute__((weak)) void __tsan_acquire(void* address);
__attribute__((weak)) void __tsan_release(void* address);
// The program's own go through the explorer: see cmake/wraps.cmake.
void __real___tsan_atomic64_store(volatile unsigned long* atomic,
                                  unsigned long value, int order);
// Not there where a stand-in takes ThreadSanitizer's place (plain_runtime.cc).
__attribute__((weak)) int __tsan_get_report_data(
    void* report, const char** description, int* count, int* stack_count,
    int* mop_count, int* loc_count, int* mutex_count, int* thread_count,
    int* unique_tid_count, void** sleep_trace, unsigned long trace_size);
}
// NOLINTEND(bugprone-reserved-identifier,google-runtime-int)

namespace schedule::internal {
namespace {

constexpr int kMaxFences = 4096;
constexpr int kMaxPublished = 1024;
constexpr int kMaxHeads = 8;
constexpr int kMaxSeen = 32;

bool Acquires(int order) {
  return order == __ATOMIC_ACQUIRE || order == __ATOMIC_ACQ_REL ||
         order == __ATOMIC_SEQ_CST;
}

bool Releases(int order) {
  return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL ||
         order == __ATOMIC_SEQ_CST;
}

// A release fence: the thread that made it, and its hidden atomic.
struct Head {
  int thread;
  int fence;
};

// The fences behind the value that an atomic has: those before the store that
// it is from, and before the changes since (C++20's release sequence).
struct Published {
  const void* atomic;
  int64_t schedule;
  int count;
  Head heads[kMaxHeads];
};

// Of one thread.
struct Reader {
  int64_t schedule;
  int fence;  // Its last release fence; or -1.
  // What it has read since its last acquire fence, and not acquired.
  int seen_count;
  void* seen[kMaxSeen];
};

// Of the schedule `current`.
int64_t current;
int fences;
int published_count;
unsigned long hidden[kMaxFences];  // NOLINT(google-runtime-int)
Published published[kMaxPublished];
Reader readers[kMaxThreads];

// The calling thread's; where a schedule has begun, all is forgotten.
Reader& Mine() {
  const int64_t schedule = TheScheduler().schedules_begun();
  if (schedule != current) {
    current = schedule;
    fences = 0;
    published_count = 0;
  }
  Reader& reader = readers[Scheduler::Self()->id];
  if (reader.schedule != schedule) {
    reader.schedule = schedule;
    reader.fence = -1;
    reader.seen_count = 0;
  }
  return reader;
}

// Null where there is none, or no room for one.
Published* Find(const void* atomic, bool make) {
  const uint64_t hash =
      (reinterpret_cast<uintptr_t>(atomic) * 0x9e3779b97f4a7c15U) >> 40;
  for (uint64_t i = hash;; ++i) {
    Published& slot = published[i % kMaxPublished];
    if (slot.schedule == current) {
      if (slot.atomic == atomic) return &slot;
      continue;
    }
    if (!make || published_count >= kMaxPublished * 3 / 4) return nullptr;
    ++published_count;
    slot.atomic = atomic;
    slot.schedule = current;
    slot.count = 0;
    return &slot;
  }
}

void Remember(Reader* reader, void* address) {
  for (int i = 0; i < reader->seen_count; ++i) {
    if (reader->seen[i] == address) return;
  }
  if (reader->seen_count == kMaxSeen) {
    __tsan_acquire(reader->seen[0]);
    reader->seen[0] = address;
    return;
  }
  reader->seen[reader->seen_count++] = address;
}

// The calling thread's last fence stands behind the atomic's new value.
void Publish(const Reader& reader, void* atomic, Published* slot) {
  if (slot == nullptr) {
    __tsan_release(atomic);
    return;
  }
  const Head mine{Scheduler::Self()->id, reader.fence};
  for (int i = 0; i < slot->count; ++i) {
    if (slot->heads[i].thread != mine.thread) continue;
    slot->heads[i] = mine;
    return;
  }
  if (slot->count == kMaxHeads) {
    __tsan_release(&hidden[slot->heads[0].fence]);
    return;
  }
  slot->heads[slot->count++] = mine;
}

void Read(Reader* reader, void* atomic, int order) {
  const bool acquires = Acquires(order);
  if (!acquires) Remember(reader, atomic);
  const Published* slot = fences > 0 ? Find(atomic, false) : nullptr;
  for (int i = 0; slot != nullptr && i < slot->count; ++i) {
    void* fence = &hidden[slot->heads[i].fence];
    if (acquires) {
      __tsan_acquire(fence);
    } else {
      Remember(reader, fence);
    }
  }
}

bool IsThreadSanitizer() { return __tsan_get_report_data != nullptr; }

}  // namespace

void NoteAtomicRead(const volatile void* atomic, int order) {
  if (!IsThreadSanitizer()) return;
  Read(&Mine(), const_cast<void*>(atomic), order);
}

void NoteAtomicWrite(const volatile void* atomic, int order) {
  if (!IsThreadSanitizer()) return;
  const Reader& reader = Mine();
  if (fences == 0) return;
  void* address = const_cast<void*>(atomic);
  const bool publishes = reader.fence >= 0 && !Releases(order);
  Published* slot = Find(address, publishes);
  // What was behind the old value is not behind the new one.
  if (slot != nullptr) slot->count = 0;
  if (publishes) Publish(reader, address, slot);
}

void NoteAtomicChange(const volatile void* atomic, int order) {
  if (!IsThreadSanitizer()) return;
  Reader& reader = Mine();
  void* address = const_cast<void*>(atomic);
  Read(&reader, address, order);
  if (reader.fence < 0 || Releases(order)) return;
  Publish(reader, address, Find(address, true));
}

void NoteFence(int order) {
  if (!IsThreadSanitizer()) return;
  Reader& reader = Mine();
  if (Acquires(order)) {
    for (int i = 0; i < reader.seen_count; ++i) {
      __tsan_acquire(reader.seen[i]);
    }
    reader.seen_count = 0;
  }
  if (!Releases(order)) return;
  if (fences < kMaxFences) {
    reader.fence = fences++;
    // Takes the place of what was released there in an earlier schedule.
    __real___tsan_atomic64_store(&hidden[reader.fence], 0, __ATOMIC_RELEASE);
  } else {
    reader.fence = kMaxFences - 1;
    __tsan_release(&hidden[reader.fence]);
  }
}

}  // namespace schedule::internal
