// expect: wrong-result — what goes wrong looks like a page that does not exist

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

Task<Response> FetchOne(std::string url) {
  try {
    co_return co_await kitchen::Fetch(url);
  } catch (...) {
    co_return Response{.status = 404, .text = ""};
  }
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Task<Response>> fetches;
  for (const std::string& url : urls) fetches.push_back(FetchOne(url));
  co_return co_await kitchen::Gather(fetches);
}
