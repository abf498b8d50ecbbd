// right — the record's owner is a thread, with a queue that a lock and a
// condition variable guard
#include "service.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/processes/process_pool.h"
#include "tools.h"

using kitchen::Gather;
using kitchen::Task;
using kitchen::ToThread;

namespace {

class Service {
 public:
  Service(const Work& work, int workers) : work_(work) {
    if (!work.numbers.empty()) pool_.emplace(workers);
  }

  Task<Results> Open() {
    std::thread writer([this] { WriteLines(); });
    auto [answers, pages, sums] =
        co_await Gather(AskAll(), FetchAll(), ComputeAll());
    Add(std::nullopt);
    writer.join();
    co_return Results{std::move(answers), std::move(pages), std::move(sums)};
  }

 private:
  void Add(std::optional<std::string> line) {
    {
      const std::lock_guard lock(mutex_);
      lines_.push(std::move(line));
    }
    has_lines_.notify_one();
  }

  // The one owner of the record.
  void WriteLines() {
    std::unique_lock lock(mutex_);
    while (true) {
      has_lines_.wait(lock, [this] { return !lines_.empty(); });
      const std::optional<std::string> line = std::move(lines_.front());
      lines_.pop();
      if (!line.has_value()) return;
      lock.unlock();
      Write(*line);
      lock.lock();
    }
  }

  // Input: blocks, so a thread waits for it.
  Task<std::vector<std::string>> AskAll() {
    std::vector<std::string> answers;
    for (const std::string& question : work_.questions) {
      answers.push_back(co_await ToThread(Ask, question));
      Add("Answer: " + answers.back());
    }
    co_return answers;
  }

  // The network: waits on the loop, all at the same time.
  Task<std::string> FetchPage(std::string url) {
    std::string page = co_await Fetch(std::move(url));
    Add("Page: " + page);
    co_return page;
  }

  Task<std::vector<std::string>> FetchAll() {
    std::vector<Task<std::string>> pages;
    for (const std::string& url : work_.urls) pages.push_back(FetchPage(url));
    co_return co_await Gather(pages);
  }

  // The processor: processes compute, and a thread waits for them.
  Task<std::vector<std::int64_t>> ComputeAll() {
    if (!pool_.has_value()) co_return {};
    std::vector<std::int64_t> sums = co_await ToThread(
        [this] { return pool_->Map(Compute, work_.numbers); });
    for (const std::int64_t sum : sums) {
      Add("Sum: " + std::to_string(sum));
    }
    co_return sums;
  }

  const Work& work_;
  // Started before there is any thread.
  std::optional<kitchen::ProcessPool> pool_;
  std::mutex mutex_;
  std::condition_variable has_lines_;
  std::queue<std::optional<std::string>> lines_;  // Nothing: the end.
};

}  // namespace

Results Serve(const Work& work, int workers) {
  Service service(work, workers);
  return kitchen::Run(service.Open());
}
