// right — threads for what blocks, a loop for the pages, processes for the
// sums, and a lock for the record
#include "service.h"

#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/processes/process_pool.h"
#include "tools.h"

using kitchen::Gather;
using kitchen::Task;

namespace {

class Record {
 public:
  void Add(const std::string& line) {
    const std::lock_guard lock(mutex_);
    Write(line);
  }

 private:
  std::mutex mutex_;
};

Task<std::string> FetchPage(Record& record, std::string url) {
  std::string page = co_await Fetch(std::move(url));
  co_await kitchen::ToThread(
      [&record, line = "Page: " + page] { record.Add(line); });
  co_return page;
}

Task<std::vector<std::string>> FetchAll(Record& record,
                                        const std::vector<std::string>& urls) {
  std::vector<Task<std::string>> pages;
  for (const std::string& url : urls) pages.push_back(FetchPage(record, url));
  co_return co_await Gather(pages);
}

}  // namespace

Results Serve(const Work& work, int workers) {
  Results results;
  Record record;
  std::optional<kitchen::ProcessPool> pool;
  if (!work.numbers.empty()) pool.emplace(workers);
  std::thread asking([&] {
    for (const std::string& question : work.questions) {
      results.answers.push_back(Ask(question));
      record.Add("Answer: " + results.answers.back());
    }
  });
  std::thread computing([&] {
    if (!pool.has_value()) return;
    results.sums = pool->Map(Compute, work.numbers);
    for (const std::int64_t sum : results.sums) {
      record.Add("Sum: " + std::to_string(sum));
    }
  });
  results.pages = kitchen::Run(FetchAll(record, work.urls));
  asking.join();
  computing.join();
  return results;
}
