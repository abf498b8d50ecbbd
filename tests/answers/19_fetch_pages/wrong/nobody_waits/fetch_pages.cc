// expect: wrong-result — started, and nobody waits for them

#include "fetch_pages.h"

#include <memory>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

Task<> FetchOne(std::string url, std::shared_ptr<std::vector<Response>> pages,
                size_t place) {
  (*pages)[place] = co_await kitchen::Fetch(url);
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  const auto pages = std::make_shared<std::vector<Response>>(urls.size());
  for (size_t i = 0; i < urls.size(); ++i) {
    kitchen::CreateTask(FetchOne(urls[i], pages, i));
  }
  co_return *pages;
}
