// right — each page has its place, in a vector that all of them own

#include "fetch_pages.h"

#include <memory>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

using Pages = std::shared_ptr<std::vector<Response>>;

Task<> FetchInto(std::string url, Pages pages, size_t place) {
  Response page = co_await kitchen::Fetch(std::move(url));
  (*pages)[place] = std::move(page);
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  const auto pages = std::make_shared<std::vector<Response>>(urls.size());
  std::vector<Task<>> fetches;
  for (size_t i = 0; i < urls.size(); ++i) {
    fetches.push_back(FetchInto(urls[i], pages, i));
  }
  co_await kitchen::Gather(fetches);
  co_return std::move(*pages);
}
