// std::atomic_thread_fence, which ThreadSanitizer takes for nothing at all: it
// calls programs racy that publish by a fence and a relaxed store.
//
// What the standard says of fences ([atomics.fences]) is kept here, beside
// ThreadSanitizer. A release fence is a release store to a hidden atomic of its
// own. Which fences stand behind an atomic's value is noted when it is stored;
// whoever reads it with memory_order_acquire, or reads it and has an acquire
// fence later, acquires those hidden atomics. So only what was before the fence
// is published, not what came between the fence and the store.
//
// Where this is not exact, an order is added that is not there, which may hide
// a race but makes none up: an acquire fence acquires what was released to an
// atomic after the relaxed read, if anything was; and beyond kMaxFences fences
// in a schedule, kMaxPublished atomics that are stored behind one, or kMaxHeads
// threads at one of those, what would need more room is a release of its own.
//
// Thread safety: as the scheduler's.

#ifndef RACELINGS_SCHEDULE_INTERNAL_FENCES_H_
#define RACELINGS_SCHEDULE_INTERNAL_FENCES_H_

namespace schedule::internal {

// What an operation did to an atomic. `order` is a memory order, as the
// compiler's __ATOMIC_… constants number them. Each is called right after the
// operation, before any other thread has run. REQUIRES, for all:
// Scheduler::Self() != nullptr.
void NoteAtomicRead(const volatile void* atomic, int order);
void NoteAtomicWrite(const volatile void* atomic, int order);
void NoteAtomicChange(const volatile void* atomic, int order);
void NoteFence(int order);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_FENCES_H_
