// expect: wrong-result — a loop inside the loop

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Task<Response>> fetches;
  for (const std::string& url : urls) fetches.push_back(kitchen::Fetch(url));
  co_return kitchen::Run([](auto& fetches) -> Task<std::vector<Response>> {
    co_return co_await kitchen::Gather(fetches);
  }(fetches));
}
