// expect: wrong-result — the first page is waited for, and then the others
// together

#include "fetch_pages.h"

#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  if (urls.empty()) co_return std::vector<Response>();
  std::vector<Response> pages = {co_await kitchen::Fetch(urls.front())};
  std::vector<Task<Response>> fetches;
  for (size_t i = 1; i < urls.size(); ++i) {
    fetches.push_back(kitchen::Fetch(urls[i]));
  }
  for (Response& page : co_await kitchen::Gather(fetches)) {
    pages.push_back(std::move(page));
  }
  co_return pages;
}
