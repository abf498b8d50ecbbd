// expect: wrong-result — a chunk of the numbers for each worker: who is done
// first has nothing to do, while numbers are left
#include "service.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/processes/process_pool.h"
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
  Service(const Work& work, int workers)
      : work_(work), workers_(static_cast<std::size_t>(workers)) {
    if (!work.numbers.empty()) pool_.emplace(workers);
  }

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

  // The processor: processes compute, and a thread waits for them.
  Task<std::vector<std::int64_t>> ComputeAll() {
    if (!pool_.has_value()) co_return {};
    std::vector<std::int64_t> sums = co_await ToThread([this] {
      const std::size_t count = work_.numbers.size();
      return pool_->Map(Compute, work_.numbers,
                        (count + workers_ - 1) / workers_);
    });
    for (const std::int64_t sum : sums) {
      lines_.PutNowait("Sum: " + std::to_string(sum));
    }
    co_return sums;
  }

  const Work& work_;
  const std::size_t workers_;
  // Started before there is any thread.
  std::optional<kitchen::ProcessPool> pool_;
  Queue<std::string> lines_;
};

}  // namespace

Results Serve(const Work& work, int workers) {
  Service service(work, workers);
  return kitchen::Run(service.Open());
}
