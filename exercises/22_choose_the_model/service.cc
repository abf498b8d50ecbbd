#include "service.h"

#include <utility>

#include "kitchen/coroutines.h"
#include "tools.h"

using kitchen::Gather;
using kitchen::Task;
using kitchen::ToThread;

namespace {

class Service {
 public:
  explicit Service(const Work& work) : work_(work) {}

  Task<Results> Open() {
    auto [answers, pages, sums] =
        co_await Gather(AskAll(), FetchAll(), ComputeAll());
    co_return Results{std::move(answers), std::move(pages), std::move(sums)};
  }

 private:
  Task<> Record(std::string line) {
    co_await ToThread([line] { Write(line); });
  }

  Task<std::vector<std::string>> AskAll() {
    std::vector<std::string> answers;
    for (const std::string& question : work_.questions) {
      answers.push_back(Ask(question));
      co_await Record("Answer: " + answers.back());
    }
    co_return answers;
  }

  Task<std::vector<std::string>> FetchAll() {
    std::vector<std::string> pages;
    for (const std::string& url : work_.urls) {
      pages.push_back(co_await Fetch(url));
      co_await Record("Page: " + pages.back());
    }
    co_return pages;
  }

  Task<std::int64_t> AddUp(std::int64_t n) {
    const std::int64_t sum = co_await ToThread([n] { return Compute(n); });
    co_await Record("Sum: " + std::to_string(sum));
    co_return sum;
  }

  Task<std::vector<std::int64_t>> ComputeAll() {
    std::vector<Task<std::int64_t>> sums;
    for (const std::int64_t n : work_.numbers) sums.push_back(AddUp(n));
    co_return co_await Gather(sums);
  }

  const Work& work_;
};

}  // namespace

Results Serve(const Work& work, int /*workers*/) {
  Service service(work);
  return kitchen::Run(service.Open());
}
