// expect: data-race — the threads put their pages into one vector, without a
// lock

#include "fetch_pages.h"

#include <functional>
#include <map>
#include <set>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

void GetInto(const std::string& url, std::map<std::string, Response>& pages) {
  Response page = kitchen::Get(url);
  pages[url] = std::move(page);
}

Task<> FetchOne(std::string url, std::map<std::string, Response>& pages) {
  co_await kitchen::ToThread(GetInto, url, std::ref(pages));
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::map<std::string, Response> by_url;
  std::vector<Task<>> fetches;
  for (const std::string& url : std::set<std::string>(urls.begin(), urls.end()))
    fetches.push_back(FetchOne(url, by_url));
  co_await kitchen::Gather(fetches);
  std::vector<Response> pages;
  for (const std::string& url : urls) pages.push_back(by_url[url]);
  co_return pages;
}
