// expect: wrong-result — a Gather for each page, one after the other

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Response> pages;
  for (const std::string& url : urls) {
    const auto [page] = co_await kitchen::Gather(kitchen::Fetch(url));
    pages.push_back(page);
  }
  co_return pages;
}
