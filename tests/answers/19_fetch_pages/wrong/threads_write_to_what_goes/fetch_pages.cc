// expect: wrong-result|crash|memory|data-race — where one page fails FetchAll
// ends, and threads still write to its vector

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

Task<> FetchInto(const std::string& url, Response& place) {
  co_await kitchen::ToThread([&url, &place] { place = kitchen::Get(url); });
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Response> pages(urls.size());
  std::vector<Task<>> fetches;
  for (size_t i = 0; i < urls.size(); ++i) {
    fetches.push_back(FetchInto(urls[i], pages[i]));
  }
  co_await kitchen::Gather(fetches);
  co_return pages;
}
