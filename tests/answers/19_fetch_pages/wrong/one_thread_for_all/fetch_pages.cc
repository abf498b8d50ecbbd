// expect: wrong-result — off the loop, and one after another all the same

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

std::vector<Response> GetAll(const std::vector<std::string>& urls) {
  std::vector<Response> pages;
  for (const std::string& url : urls) pages.push_back(kitchen::Get(url));
  return pages;
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  co_return co_await kitchen::ToThread(GetAll, urls);
}
