// right — the first, and at the same time the rest

#include "fetch_pages.h"

#include <memory>
#include <utility>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

using Urls = std::shared_ptr<const std::vector<std::string>>;

Task<std::vector<Response>> FetchFrom(Urls urls, size_t first) {
  if (first == urls->size()) co_return std::vector<Response>();
  auto [page, rest] = co_await kitchen::Gather(kitchen::Fetch((*urls)[first]),
                                               FetchFrom(urls, first + 1));
  rest.insert(rest.begin(), page);
  co_return rest;
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  co_return co_await FetchFrom(
      std::make_shared<const std::vector<std::string>>(std::move(urls)), 0);
}
