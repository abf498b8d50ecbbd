// MemoryPerTask and Processors: what the kernel knows of this process.

#include <unistd.h>

#include <algorithm>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <latch>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/coroutines.h"
#include "kitchen/models/models.h"
#include "kitchen/processes/process_pool.h"

namespace models {
namespace {

// So many that a page more or less does not matter, and so few that any machine
// has room for them.
constexpr int kCoroutines = 4096;
constexpr int kThreads = 64;

// The process's own pages of memory that are no file's, and its share of those
// that several processes have.
std::optional<double> BytesOf(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/smaps_rollup");
  for (std::string word; file >> word;) {
    double kilobytes = 0;
    if (word == "Pss_Anon:" && file >> kilobytes) return kilobytes * 1024;
  }
  return std::nullopt;
}

// How much more there is now than `before`, for each of `tasks`.
std::optional<double> More(std::optional<double> before,
                           std::optional<double> now, int tasks) {
  if (!before || !now) return std::nullopt;
  return std::max(0.0, (*now - *before) / tasks);
}

kitchen::Task<> Waiting(kitchen::Queue<int>& never) { co_await never.Get(); }

kitchen::Task<std::optional<double>> OfCoroutines() {
  kitchen::Queue<int> never;
  std::vector<kitchen::StartedTask<void>> tasks;
  tasks.reserve(kCoroutines);
  const std::optional<double> before = BytesOf(getpid());
  for (int i = 0; i < kCoroutines; ++i) {
    tasks.push_back(kitchen::CreateTask(Waiting(never)));
  }
  co_await kitchen::Sleep({});  // Each of them has its turn.
  const std::optional<double> now = BytesOf(getpid());
  never.Close();
  co_await kitchen::Gather(tasks);
  co_return More(before, now, kCoroutines);
}

// What may start threads: `start` has one do something, and `join` waits for
// all.
struct Threads {
  std::function<void(std::function<void()>)> start;
  std::function<void()> join;
};

std::optional<double> OfThreads(int tasks, std::optional<double> before,
                                const Threads& threads) {
  std::latch under_way(tasks);
  std::latch end(1);
  for (int i = 0; i < tasks; ++i) {
    threads.start([&] {
      under_way.count_down();
      end.wait();
    });
  }
  under_way.wait();
  const std::optional<double> now = BytesOf(getpid());
  end.count_down();
  threads.join();  // They use the latches.
  return More(before, now, tasks);
}

std::optional<double> OfThreadPerTask() {
  std::vector<std::thread> all;
  all.reserve(kThreads);
  return OfThreads(kThreads, BytesOf(getpid()),
                   {.start =
                        [&all](std::function<void()> task) {
                          all.emplace_back(std::move(task));
                        },
                    .join =
                        [&all] {
                          for (std::thread& thread : all) thread.join();
                        }});
}

std::optional<double> OfThreadPool(int workers) {
  const std::optional<double> before = BytesOf(getpid());
  asio::thread_pool pool(static_cast<std::size_t>(workers));
  return OfThreads(workers, before,
                   {.start =
                        [&pool](std::function<void()> task) {
                          asio::post(pool, std::move(task));
                        },
                    .join = [&pool] { pool.join(); }});
}

std::uint64_t Nothing(std::uint64_t number) { return number; }

std::optional<double> OfProcesses(int workers) {
  const std::optional<double> before = BytesOf(getpid());
  kitchen::ProcessPool pool(workers);
  // What a worker has touched for one task, it keeps.
  pool.Map(Nothing,
           std::vector<std::uint64_t>(static_cast<std::size_t>(workers) * 4));
  std::optional<double> now = BytesOf(getpid());
  for (const pid_t worker : pool.pids()) {
    const std::optional<double> bytes = BytesOf(worker);
    if (!now || !bytes) return std::nullopt;
    *now += *bytes;
  }
  return More(before, now, workers);
}

}  // namespace

std::optional<double> MemoryPerTask(Model model, int workers) {
  switch (model) {
    case Model::kCoroutines:
      return kitchen::Run(OfCoroutines());
    case Model::kThreadPerTask:
    case Model::kGil:
      return OfThreadPerTask();
    case Model::kThreadPool:
      return OfThreadPool(workers);
    case Model::kProcessPool:
      return OfProcesses(workers);
    case Model::kOneAfterAnother:
      break;
  }
  return 0;  // It is the caller's own call.
}

int Processors() {
  const int all =
      std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::ifstream file("/sys/fs/cgroup/cpu.max");
  double quota = 0;
  double period = 0;
  if (!(file >> quota >> period) || period <= 0) return all;  // Or "max".
  return std::clamp(static_cast<int>(std::ceil(quota / period)), 1, all);
}

}  // namespace models
