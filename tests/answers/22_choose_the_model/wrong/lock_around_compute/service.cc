// expect: wrong-result|deadlock — no race, and of all workers one works
#include "service.h"

#include <mutex>
#include <optional>
#include <utility>

#include "kitchen/coroutines.h"
#include "tools.h"

using kitchen::CreateTask;
using kitchen::Gather;
using kitchen::Queue;
using kitchen::StartedTask;
using kitchen::Task;
using kitchen::ToThread;

namespace {

class Service {
 public:
  explicit Service(const Work& work) : work_(work) {}

  Task<Results> Open() {
    StartedTask<> writer = CreateTask(WriteLines());
    auto [answers, pages, sums] =
        co_await Gather(AskAll(), FetchAll(), ComputeAll());
    lines_.Close();
    co_await writer;
    co_return Results{std::move(answers), std::move(pages), std::move(sums)};
  }

 private:
  // The one owner of the record.
  Task<> WriteLines() {
    while (std::optional<std::string> line = co_await lines_.Get()) {
      co_await ToThread(Write, *std::move(line));
    }
  }

  // Input: blocks, so a thread waits for it.
  Task<std::vector<std::string>> AskAll() {
    std::vector<std::string> answers;
    for (const std::string& question : work_.questions) {
      answers.push_back(co_await ToThread(Ask, question));
      lines_.PutNowait("Answer: " + answers.back());
    }
    co_return answers;
  }

  // The network: waits on the loop, all at the same time.
  Task<std::string> FetchPage(std::string url) {
    std::string page = co_await Fetch(std::move(url));
    lines_.PutNowait("Page: " + page);
    co_return page;
  }

  Task<std::vector<std::string>> FetchAll() {
    std::vector<Task<std::string>> pages;
    for (const std::string& url : work_.urls) pages.push_back(FetchPage(url));
    co_return co_await Gather(pages);
  }

  Task<std::int64_t> AddUp(std::int64_t n) {
    co_return co_await ToThread([this, n] {
      const std::lock_guard lock(compute_mutex_);
      return Compute(n);
    });
  }

  Task<std::vector<std::int64_t>> ComputeAll() {
    std::vector<Task<std::int64_t>> all;
    for (const std::int64_t n : work_.numbers) all.push_back(AddUp(n));
    const std::vector<std::int64_t> sums = co_await Gather(all);
    for (const std::int64_t sum : sums) {
      lines_.PutNowait("Sum: " + std::to_string(sum));
    }
    co_return sums;
  }

  const Work& work_;
  std::mutex compute_mutex_;
  Queue<std::string> lines_;
};

}  // namespace

Results Serve(const Work& work, int /*workers*/) {
  Service service(work);
  return kitchen::Run(service.Open());
}
