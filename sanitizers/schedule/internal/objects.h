// What the explorer knows of the locks and other objects of the schedule that
// runs, by their addresses.

#ifndef RACELINGS_SCHEDULE_INTERNAL_OBJECTS_H_
#define RACELINGS_SCHEDULE_INTERNAL_OBJECTS_H_

#include <cstdint>

#include "schedule/internal/channel.h"

namespace schedule::internal {

struct Object {
  const void* address = nullptr;
  ObjectKind kind = ObjectKind::kNone;
  int number = 0;       // 1, 2, … among its kind, in the order of first use.
  int owner = -1;       // The thread that holds it alone.
  int depth = 0;        // How often, for a recursive mutex.
  int readers = 0;      // How many threads share it.
  bool robust = false;  // Its owner's end sets it free.
  // Readers do not pass a writer who waits for it, and how many such there are.
  bool writers_first = false;
  int queued = 0;
  int missed_by = -1;  // Whose notification found nobody waiting.
  int64_t epoch = 0;
  Stack owner_stack;   // Where it was taken; only when tracing.
  Stack missed_stack;  // Where that was notified; only when tracing.
};

// A hash table of fixed size.
class Objects {
 public:
  // Forgets every object.
  void Clear();
  // The object of that kind at `address`; made at its first use.
  // Returns null when the table is full.
  Object* Get(const void* address, ObjectKind kind);
  // The same, but null where there is none.
  const Object* Find(const void* address, ObjectKind kind) const;
  // The object is gone; another may be made in its place.
  void Forget(const void* address, ObjectKind kind);
  // A robust mutex. REQUIRES: `object` is one of these.
  void MarkRobust(Object* object);
  // Thread `owner` has ended, and what robust mutexes it held are free.
  void SetFreeRobust(int owner);

 private:
  static constexpr int kSlots = 1 << 13;
  int64_t epoch_ = 1;
  int used_ = 0;
  bool any_robust_ = false;
  int numbers_[16] = {};
  Object slots_[kSlots];
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_OBJECTS_H_
