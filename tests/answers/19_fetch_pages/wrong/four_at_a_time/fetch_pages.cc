// expect: wrong-result — four at a time, as if waiting needed hands: the others
// are not asked for before those are there
#include "fetch_pages.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  constexpr std::size_t kAtATime = 4;
  std::vector<Response> all;
  for (std::size_t first = 0; first < urls.size(); first += kAtATime) {
    std::vector<Task<Response>> some;
    const std::size_t end = std::min(first + kAtATime, urls.size());
    for (std::size_t i = first; i < end; ++i) {
      some.push_back(kitchen::Fetch(urls[i]));
    }
    for (Response& response : co_await kitchen::Gather(some)) {
      all.push_back(std::move(response));
    }
  }
  co_return all;
}
