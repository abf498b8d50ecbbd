// expect: wrong-result — all at once, and the loop stands still in get()

#include "fetch_pages.h"

#include <future>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<std::future<Response>> futures;
  for (const std::string& url : urls) {
    futures.push_back(std::async(std::launch::async, kitchen::Get, url));
  }
  std::vector<Response> pages;
  for (std::future<Response>& future : futures) pages.push_back(future.get());
  co_return pages;
}
