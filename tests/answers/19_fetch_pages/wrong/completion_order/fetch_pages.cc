// expect: wrong-result — kept in the order in which they come

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

Task<> FetchOne(std::string url, std::vector<Response>& pages) {
  pages.push_back(co_await kitchen::Fetch(url));
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Response> pages;
  std::vector<Task<>> fetches;
  for (const std::string& url : urls) fetches.push_back(FetchOne(url, pages));
  co_await kitchen::Gather(fetches);
  co_return pages;
}
