// right — all of them in one Gather

#include "fetch_pages.h"

#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Task<Response>> fetches;
  fetches.reserve(urls.size());
  for (std::string& url : urls)
    fetches.push_back(kitchen::Fetch(std::move(url)));
  std::vector<Response> pages = co_await kitchen::Gather(std::move(fetches));
  co_return pages;
}
