#include "kitchen/coroutines/readable.h"

#include <utility>

#include "kitchen/coroutines/loop.h"
#include "kitchen/coroutines/outside.h"

namespace kitchen::internal {

Reading::Awaiter::Awaiter(int descriptor, const std::source_location& where)
    : descriptor_(descriptor),
      waiter_({"waits for something to read"}, where) {}

Reading::Awaiter::~Awaiter() { Stop(); }

void Reading::Awaiter::await_suspend(std::coroutine_handle<> reading) {
  Loop& loop = Loop::Need("Readable");
  watch_ = loop.outside().WhenReadable(descriptor_, [this] {
    Stop();
    waiter_.Wake();
  });
  waiter_.Suspend(reading);
  loop_ = &loop;
  ++loop.waiters_outside;
}

void Reading::Awaiter::Stop() {
  if (loop_ == nullptr) return;
  --std::exchange(loop_, nullptr)->waiters_outside;
  watch_.reset();
}

}  // namespace kitchen::internal
