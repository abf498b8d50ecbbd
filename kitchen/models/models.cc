#include "kitchen/models/models.h"

#include <algorithm>
#include <array>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cstddef>
#include <mutex>
#include <thread>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/processes/process_pool.h"

namespace models {
namespace {

using Clock = std::chrono::steady_clock;
using std::this_thread::sleep_for;

// CPython's sys.getswitchinterval(): how long a thread that computes has the
// lock before another may ask for it.
constexpr std::chrono::milliseconds kSwitchInterval{5};
// Between two looks at the clock; some 100 microseconds.
constexpr std::uint64_t kSlice = 100'000;

// Each number depends on the one before it, and not in a straight line: several
// steps cannot be put together to one.
std::uint64_t Steps(std::uint64_t total, std::uint64_t steps) {
  for (std::uint64_t i = 0; i < steps; ++i) {
    total = (total ^ (total >> 33)) * 0xff51afd7ed558ccd + 1;
  }
  return total;
}

struct Numbered {
  std::uint64_t number = 0;
  Work work;
};

// The task, where it blocks the thread that does it.
std::uint64_t DoOne(Numbered task) {
  if (task.work.steps > 0) return Compute(task.number, task.work.steps);
  sleep_for(task.work.wait);
  return task.number;
}

std::vector<Numbered> Number(int tasks, const Work& work) {
  std::vector<Numbered> numbered;
  for (int i = 0; i < tasks; ++i) {
    numbered.push_back({static_cast<std::uint64_t>(i), work});
  }
  return numbered;
}

kitchen::Task<std::uint64_t> Coroutine(Numbered task) {
  if (task.work.steps > 0) {  // The loop stands still meanwhile.
    co_return Compute(task.number, task.work.steps);
  }
  co_await kitchen::Sleep(task.work.wait);
  co_return task.number;
}

kitchen::Task<std::vector<std::uint64_t>> Gathered(std::vector<Numbered> all) {
  std::vector<kitchen::Task<std::uint64_t>> coroutines;
  coroutines.reserve(all.size());
  for (const Numbered& task : all) coroutines.push_back(Coroutine(task));
  co_return co_await kitchen::Gather(coroutines);
}

// The task under an interpreter's lock, which it gives away where it waits and,
// while it computes, now and then.
std::uint64_t DoOneUnder(std::mutex& gil, const Numbered& task) {
  std::unique_lock lock(gil);
  if (task.work.steps == 0) {
    lock.unlock();
    sleep_for(task.work.wait);
    lock.lock();
    return task.number;
  }
  std::uint64_t total = task.number;
  Clock::time_point since = Clock::now();
  for (std::uint64_t left = task.work.steps; left > 0;) {
    const std::uint64_t slice = std::min(left, kSlice);
    total = Steps(total, slice);
    left -= slice;
    if (Clock::now() - since < kSwitchInterval) continue;
    lock.unlock();
    lock.lock();
    since = Clock::now();
  }
  return total;
}

template <typename Function>
std::vector<std::uint64_t> InThreads(const std::vector<Numbered>& all,
                                     const Function& function) {
  std::vector<std::uint64_t> results(all.size());
  std::vector<std::jthread> threads;
  threads.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    threads.emplace_back([&, i] { results[i] = function(all[i]); });
  }
  threads.clear();  // Joins them.
  return results;
}

std::vector<std::uint64_t> InThreadPool(const std::vector<Numbered>& all,
                                        int workers) {
  std::vector<std::uint64_t> results(all.size());
  asio::thread_pool pool(static_cast<std::size_t>(workers));
  for (std::size_t i = 0; i < all.size(); ++i) {
    asio::post(pool, [&, i] { results[i] = DoOne(all[i]); });
  }
  pool.join();
  return results;
}

}  // namespace

std::optional<Model> ModelNamed(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Model>, 6> kNames = {
      {{"one-after-another", Model::kOneAfterAnother},
       {"coroutines", Model::kCoroutines},
       {"thread-per-task", Model::kThreadPerTask},
       {"thread-pool", Model::kThreadPool},
       {"process-pool", Model::kProcessPool},
       {"gil", Model::kGil}}};
  for (const auto& [known, model] : kNames) {
    if (name == known) return model;
  }
  return std::nullopt;
}

std::uint64_t Compute(std::uint64_t seed, std::uint64_t steps) {
  return Steps(seed, steps);
}

std::vector<std::uint64_t> Do(Model model, int tasks, int workers,
                              const Work& work) {
  const std::vector<Numbered> all = Number(tasks, work);
  switch (model) {
    case Model::kCoroutines:
      return kitchen::Run(Gathered(all));
    case Model::kThreadPerTask:
      return InThreads(all, DoOne);
    case Model::kThreadPool:
      return InThreadPool(all, workers);
    case Model::kProcessPool:
      return kitchen::ProcessPool(workers).Map(DoOne, all);
    case Model::kGil: {
      std::mutex gil;
      return InThreads(
          all, [&gil](const Numbered& task) { return DoOneUnder(gil, task); });
    }
    case Model::kOneAfterAnother:
      break;
  }
  std::vector<std::uint64_t> results;
  results.reserve(all.size());
  for (const Numbered& task : all) results.push_back(DoOne(task));
  return results;
}

}  // namespace models
