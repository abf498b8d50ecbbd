// expect: wrong-result|crash|memory — the string is gone when the coroutine
// begins

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

Task<Response> FetchOne(const std::string& url) {
  co_return co_await kitchen::Fetch(url);
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Task<Response>> fetches;
  while (!urls.empty()) {
    const std::string url = urls.front();
    urls.erase(urls.begin());
    fetches.push_back(FetchOne(url));
  }
  co_return co_await kitchen::Gather(fetches);
}
