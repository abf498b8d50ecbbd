// C++'s side of the benchmark against Python: does the one case that is named,
// and prints how many seconds it took. cases.py has the same names and does the
// same work; against_python.py runs both.

#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/coroutines.h"
#include "kitchen/processes/process_pool.h"
#include "kitchen/stopwatch.h"

namespace {

using kitchen::Task;
using std::chrono::milliseconds;

// The same in cases.py.
constexpr int kSleepers = 10'000;
constexpr milliseconds kSleep{100};
constexpr std::int64_t kItems = 200'000;
constexpr std::size_t kRoom = 10;  // Of a queue.
constexpr int kWorkers = 4;
constexpr std::int64_t kCalls = 20'000;
constexpr std::size_t kChunk = 500;

std::int64_t Square(std::int64_t number) { return number * number; }

void Require(bool right) {
  if (!right) throw std::logic_error("a wrong result");
}

// A measured time without the sleep that everybody has.
double Overhead(const kitchen::Stopwatch& stopwatch) {
  return std::chrono::duration<double>(stopwatch.Elapsed() - kSleep).count();
}

double SleepingCoroutines() {
  const auto sleeper = []() -> Task<int> {
    co_await kitchen::Sleep(kSleep);
    co_return 1;
  };
  const kitchen::Stopwatch stopwatch;
  const auto all = [&]() -> Task<std::vector<int>> {
    std::vector<Task<int>> tasks;
    tasks.reserve(kSleepers);
    for (int i = 0; i < kSleepers; ++i) tasks.push_back(sleeper());
    co_return co_await kitchen::Gather(tasks);
  };
  Require(kitchen::Run(all()).size() == kSleepers);
  return Overhead(stopwatch);
}

double SleepingThreads() {
  const kitchen::Stopwatch stopwatch;
  {
    std::vector<std::jthread> threads;
    threads.reserve(kSleepers);
    for (int i = 0; i < kSleepers; ++i) {
      threads.emplace_back([] { std::this_thread::sleep_for(kSleep); });
    }
  }
  return Overhead(stopwatch);
}

Task<> PutAll(kitchen::Queue<std::int64_t>& queue) {
  for (std::int64_t i = 0; i < kItems; ++i) co_await queue.Put(i);
  queue.Close();
}

Task<std::int64_t> SumAll(kitchen::Queue<std::int64_t>& queue) {
  std::int64_t sum = 0;
  while (const std::optional<std::int64_t> item = co_await queue.Get()) {
    sum += *item;
  }
  co_return sum;
}

double CoroutineQueue() {
  kitchen::Queue<std::int64_t> queue(kRoom);
  const auto main = [&]() -> Task<std::int64_t> {
    const auto results = co_await kitchen::Gather(PutAll(queue), SumAll(queue));
    co_return std::get<1>(results);
  };
  const kitchen::Stopwatch stopwatch;
  Require(kitchen::Run(main()) == kItems * (kItems - 1) / 2);
  return std::chrono::duration<double>(stopwatch.Elapsed()).count();
}

// As queue.Queue: a lock and two condition variables.
class LockedQueue {
 public:
  void Put(std::int64_t item) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [this] { return items_.size() < kRoom; });
    items_.push_back(item);
    not_empty_.notify_one();
  }
  std::int64_t Get() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return !items_.empty(); });
    const std::int64_t item = items_.front();
    items_.pop_front();
    not_full_.notify_one();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_full_;
  std::condition_variable not_empty_;
  std::deque<std::int64_t> items_;
};

double ThreadQueue() {
  LockedQueue queue;
  const kitchen::Stopwatch stopwatch;
  std::jthread producer([&queue] {
    for (std::int64_t i = 0; i < kItems; ++i) queue.Put(i);
  });
  std::int64_t sum = 0;
  for (std::int64_t i = 0; i < kItems; ++i) sum += queue.Get();
  Require(sum == kItems * (kItems - 1) / 2);
  return std::chrono::duration<double>(stopwatch.Elapsed()).count();
}

std::vector<std::int64_t> Inputs() {
  std::vector<std::int64_t> inputs(kCalls);
  std::iota(inputs.begin(), inputs.end(), std::int64_t{0});
  return inputs;
}

double ThreadPoolMap() {
  const std::vector<std::int64_t> inputs = Inputs();
  std::vector<std::int64_t> outputs(inputs.size());
  const kitchen::Stopwatch stopwatch;
  asio::thread_pool pool(kWorkers);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    asio::post(pool, [&, i] { outputs[i] = Square(inputs[i]); });
  }
  pool.join();
  Require(outputs.back() == Square(kCalls - 1));
  return std::chrono::duration<double>(stopwatch.Elapsed()).count();
}

// Starting the processes counts, as it does for Python.
double ProcessPoolMap(std::size_t chunk_size) {
  const std::vector<std::int64_t> inputs = Inputs();
  const kitchen::Stopwatch stopwatch;
  const std::vector<std::int64_t> outputs =
      kitchen::ProcessPool(kWorkers).Map(Square, inputs, chunk_size);
  Require(outputs.back() == Square(kCalls - 1));
  return std::chrono::duration<double>(stopwatch.Elapsed()).count();
}

int Main(const std::vector<std::string>& words) {
  const std::map<std::string, std::function<double()>> cases = {
      {"sleeping-coroutines", SleepingCoroutines},
      {"sleeping-threads", SleepingThreads},
      {"coroutine-queue", CoroutineQueue},
      {"thread-queue", ThreadQueue},
      {"thread-pool-map", ThreadPoolMap},
      {"process-pool-map", [] { return ProcessPoolMap(1); }},
      {"process-pool-map-chunks", [] { return ProcessPoolMap(kChunk); }}};
  const auto found = words.empty() ? cases.end() : cases.find(words.front());
  if (found == cases.end()) {
    std::fputs("against_python: which case? tests/bench/against_python\n",
               stderr);
    return 2;
  }
  std::printf("%.6f\n", found->second());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Main({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "against_python: %s\n", error.what());
    return 1;
  }
}
