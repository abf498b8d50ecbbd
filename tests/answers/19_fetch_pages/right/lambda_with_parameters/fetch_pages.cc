// right — a lambda coroutine whose parameters are copied into the frame

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  const auto fetch_one = [](std::string url) -> Task<Response> {
    co_return co_await kitchen::Fetch(url);
  };
  std::vector<Task<Response>> fetches;
  for (const std::string& url : urls) fetches.push_back(fetch_one(url));
  co_return co_await kitchen::Gather(fetches);
}
