// Run: the way from an ordinary function into coroutines, as Python's
// asyncio.run.
//
//   int main() { kitchen::Run(Main()); }

#ifndef RACELINGS_KITCHEN_COROUTINES_RUN_H_
#define RACELINGS_KITCHEN_COROUTINES_RUN_H_

#include <utility>

#include "kitchen/coroutines/create_task.h"
#include "kitchen/coroutines/deadlock.h"
#include "kitchen/coroutines/task.h"
#include "kitchen/coroutines/waiting.h"

namespace kitchen {

// Makes a loop for the calling thread, and runs `task` and all that it starts
// until `task` ends. Returns what it returned, or throws what it threw.
//
// One task runs at a time, until it waits: then the next has its turn, in the
// order in which they became ready. Before Run returns, it waits for what
// ToThread has begun, and destroys all tasks that are not done: what has to be
// done must be awaited.
//
// Throws std::logic_error where this thread runs a loop already (co_await
// instead), and for an empty task; Deadlock when it would wait for ever.
//
// Thread safety: threads may each run a loop of their own; nothing may be
// shared by two loops.
template <typename T>
T Run(Task<T> task) {
  const internal::Ref<internal::RootOf<T>> root(
      new internal::RootOf<T>(task.TakeFrame()));
  internal::RunLoop(internal::Ref<internal::Root>(root.get()));
  return root->Take();
}

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_RUN_H_
