// A worker of a process pool: what it is sent, and what it does.

#ifndef RACELINGS_KITCHEN_PROCESSES_INTERNAL_POOL_WORKER_H_
#define RACELINGS_KITCHEN_PROCESSES_INTERNAL_POOL_WORKER_H_

#include <cstddef>
#include <string>

#include "kitchen/processes/internal/parcel.h"

namespace kitchen::internal {

// Any function pointer; called only after a cast back to what it was.
using Function = void (*)();

// Takes one input out of `inputs`, calls `function` with it, and adds what that
// returns to `outputs`.
using Call = void (*)(Function function, Unpacking* inputs, Parcel* outputs);

// A job as it is sent; `count` inputs follow. A worker is a copy of the process
// that has the pool, so the functions are at the same addresses there.
struct ChunkJob {
  Call call;
  Function function;
  std::size_t count;
};

// What comes back. kDone: the outputs follow. kThrew: the place of the input in
// this job, and the text of the exception.
enum class Answer : char { kDone, kThrew };

// Works on the jobs that come, until there will be no more, and ends the
// process.
[[noreturn]] void RunPoolWorker(int socket);

}  // namespace kitchen::internal

#endif  // RACELINGS_KITCHEN_PROCESSES_INTERNAL_POOL_WORKER_H_
