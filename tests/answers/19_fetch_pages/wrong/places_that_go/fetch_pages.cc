// expect: wrong-result|crash|memory — where one page fails FetchAll ends, and
// the others are still to be written to its vector

#include "fetch_pages.h"

#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

Task<> FetchInto(std::string url, Response& place) {
  place = co_await kitchen::Fetch(std::move(url));
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
