// Readable: waits until a descriptor has something to read, and lets others
// run, as Python's loop.add_reader.
//
//   co_await kitchen::Readable(socket);
//   const ssize_t size = recv(socket, bytes, sizeof(bytes), 0);

#ifndef RACELINGS_KITCHEN_COROUTINES_READABLE_H_
#define RACELINGS_KITCHEN_COROUTINES_READABLE_H_

#include <coroutine>
#include <memory>
#include <source_location>

#include "kitchen/coroutines/waiting.h"

namespace kitchen {
namespace internal {

class Loop;
class Watch;

class [[nodiscard("without co_await nobody waits")]] Reading {
 public:
  explicit Reading(int descriptor) : descriptor_(descriptor) {}

  auto AwaitAt(const std::source_location& where) const {
    return Awaiter(descriptor_, where);
  }

 private:
  class [[nodiscard]] Awaiter {
   public:
    Awaiter(int descriptor, const std::source_location& where);
    Awaiter(const Awaiter&) = delete;
    Awaiter& operator=(const Awaiter&) = delete;
    ~Awaiter();
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> reading);
    void await_resume() const {}

   private:
    void Stop();

    int descriptor_;
    Waiter waiter_;
    Loop* loop_ = nullptr;  // Null: does not wait.
    std::unique_ptr<Watch> watch_;
  };

  int descriptor_;
};

}  // namespace internal

// For co_await: waits until a read of `descriptor` (a socket or a pipe) would
// not block: something has come, or nothing will any more, or it has failed;
// of a socket that listens, until somebody wants to be let in.
//
// Makes the descriptor non-blocking, for all who have it. It has to stay open
// meanwhile, and one task at a time may wait for it.
//
// Throws std::logic_error outside Run, and std::system_error for what cannot
// be waited for, such as a file.
inline internal::Reading Readable(int descriptor) {
  return internal::Reading(descriptor);
}

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_READABLE_H_
