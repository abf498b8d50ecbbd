// right — threads that write to one map, with a lock, all of it shared

#include "fetch_pages.h"

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

struct Pages {
  std::mutex mutex;
  std::map<size_t, Response> by_place;  // Guarded by mutex.
};

Task<> FetchInto(std::string url, std::shared_ptr<Pages> pages, size_t place) {
  co_await kitchen::ToThread([url, pages, place] {
    Response page = kitchen::Get(url);
    const std::scoped_lock lock(pages->mutex);
    pages->by_place[place] = std::move(page);
  });
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  const auto pages = std::make_shared<Pages>();
  std::vector<Task<>> fetches;
  for (size_t i = 0; i < urls.size(); ++i) {
    fetches.push_back(FetchInto(urls[i], pages, i));
  }
  co_await kitchen::Gather(fetches);
  std::vector<Response> all;
  const std::scoped_lock lock(pages->mutex);
  for (auto& [place, page] : pages->by_place) all.push_back(std::move(page));
  co_return all;
}
