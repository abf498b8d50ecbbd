// expect: wrong-result — a set of addresses has neither their order nor those
// that come twice

#include "fetch_pages.h"

#include <set>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Task<Response>> fetches;
  for (const std::string& url : std::set<std::string>(urls.begin(), urls.end()))
    fetches.push_back(kitchen::Fetch(url));
  co_return co_await kitchen::Gather(fetches);
}
