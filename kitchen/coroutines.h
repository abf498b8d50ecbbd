// Coroutines, in one line, as Python's `import asyncio`.
//
//   Task<T>      a coroutine                      Run           runs one to its
//   end CreateTask   starts one beside this           Gather        several at
//   once Sleep        waits, while others run          ToThread      lets a
//   thread do it Queue<T>     hands things from one to another

#ifndef RACELINGS_KITCHEN_COROUTINES_H_
#define RACELINGS_KITCHEN_COROUTINES_H_

// IWYU pragma: begin_exports
#include "kitchen/coroutines/create_task.h"
#include "kitchen/coroutines/deadlock.h"
#include "kitchen/coroutines/gather.h"
#include "kitchen/coroutines/queue.h"
#include "kitchen/coroutines/run.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/coroutines/task.h"
#include "kitchen/coroutines/to_thread.h"
// IWYU pragma: end_exports

#endif  // RACELINGS_KITCHEN_COROUTINES_H_
