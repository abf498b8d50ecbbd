// A pool of processes, like Python's concurrent.futures.ProcessPoolExecutor.
//
//   kitchen::ProcessPool pool(4);
//   std::vector<std::int64_t> sums = pool.Map(Compute, {5'000'000,
//   10'000'000});
//
// Each worker is a process: it has a processor to itself if there is one, and
// memory to itself. A function with static state, which threads could not call
// at once, is called safely: in each worker there is one call at a time, on a
// copy of that state.

#ifndef RACELINGS_KITCHEN_PROCESSES_PROCESS_POOL_H_
#define RACELINGS_KITCHEN_PROCESSES_PROCESS_POOL_H_

#include <sys/types.h>

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "kitchen/processes/internal/parcel.h"
#include "kitchen/processes/internal/pool_worker.h"

namespace kitchen {

// The function threw, in a worker. what() is what it had said there.
class RemoteError : public std::runtime_error {
 public:
  RemoteError(std::size_t index, const std::string& text)
      : std::runtime_error(text), index_(index) {}

  // The place among the inputs of the one that it threw for.
  std::size_t index() const { return index_; }

 private:
  std::size_t index_;
};

// A worker ended, or was ended, at a moment of its own: by a signal, by exit(),
// by a crash. The name is Python's.
class BrokenProcessPool : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Thread safety: one thread at a time, in the process that made it.
class ProcessPool {
 public:
  // Starts `workers` processes, copies of this one as it is now. Throws
  // std::system_error when the system has no room for them; then none is left.
  //
  // REQUIRES: workers >= 1. No other thread of this process holds a lock that
  // the functions to come will take (see Process): best made before any thread.
  explicit ProcessPool(int workers);

  // Ends the workers. No process, no zombie and no descriptor is left of them.
  ~ProcessPool();

  ProcessPool(const ProcessPool&) = delete;
  ProcessPool& operator=(const ProcessPool&) = delete;

  // Calls function(input) once for each of `inputs`, in the workers, and
  // returns the results in the order of `inputs`, whatever order the calls end
  // in. Inputs are handed out in their order, `chunk_size` at a time, to
  // whoever is free: larger chunks cost fewer messages, which pays where a call
  // is short.
  //
  // Throws RemoteError if the function threw: for the first such input in their
  // order. No new chunk is begun then; those that were are waited for, and the
  // pool can be used again.
  //
  // Throws BrokenProcessPool if a worker ended before all was done, whenever
  // that was, and says which worker, how, and on what it was at work. Then the
  // other workers are ended as well, and each later Map throws the same.
  //
  // REQUIRES: chunk_size >= 1. Input and Output are std::string or trivially
  // copyable, without pointers to what only one process has. The code of
  // `function` was there when the pool was made: loaded later, it is missing in
  // the workers. It leaves no process of its own running.
  template <typename Output, typename Input>
  std::vector<Output> Map(Output (*function)(Input),
                          const std::vector<std::decay_t<Input>>& inputs,
                          std::size_t chunk_size = 1) {
    using Value = std::decay_t<Input>;
    Work work{.call =
                  [](internal::Function any, internal::Unpacking* in,
                     internal::Parcel* out) {
                    const auto call = reinterpret_cast<Output (*)(Input)>(any);
                    out->Add(call(in->Take<Value>()));
                  },
              .function = reinterpret_cast<internal::Function>(function),
              .chunk_size = chunk_size,
              .count = inputs.size()};
    const auto pack = [](const void* all, std::size_t i, internal::Parcel* to) {
      to->Add((*static_cast<const std::vector<Value>*>(all))[i]);
    };
    work.inputs = &inputs;
    work.pack = pack;
    std::vector<Output> outputs;
    outputs.reserve(inputs.size());
    for (const std::string& chunk : MapChunks(work)) {
      internal::Unpacking unpacking(chunk);
      unpacking.Take<internal::Answer>();
      const std::size_t left = inputs.size() - outputs.size();
      for (std::size_t i = 0; i < chunk_size && i < left; ++i) {
        outputs.push_back(unpacking.Take<Output>());
      }
    }
    return outputs;
  }

  // The workers' ids; none once the pool is broken.
  std::vector<pid_t> pids() const;

 private:
  struct Worker {
    pid_t pid = -1;
    int socket = -1;
    bool busy = false;
    std::size_t chunk = 0;  // That it is at work on.
  };

  // What Map is asked for, without its types.
  struct Work {
    internal::Call call = nullptr;
    internal::Function function = nullptr;
    std::size_t chunk_size = 1;
    std::size_t count = 0;
    const void* inputs = nullptr;
    void (*pack)(const void* inputs, std::size_t i,
                 internal::Parcel* to) = nullptr;
  };

  // One Map under way.
  class Mapping;

  void StartWorker();
  // The answer to each chunk, all of them kDone.
  std::vector<std::string> MapChunks(const Work& work);
  // The place of a worker who has answered, or has ended.
  std::size_t WaitForOne();
  // Ends all workers, of which this one had ended by itself, and throws
  // BrokenProcessPool.
  [[noreturn]] void Break(const Worker& ended, const Work& work);
  // Returns how `which` ended, if it was among them.
  std::optional<int> EndAll(pid_t which);
  void CloseAll();

  pid_t parent_;  // The process that made the pool.
  int epoll_ = -1;
  std::vector<Worker> workers_;
  std::string broken_;  // Why the pool is broken; empty while it is not.
};

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_PROCESSES_PROCESS_POOL_H_
