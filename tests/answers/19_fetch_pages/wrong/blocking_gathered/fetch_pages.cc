// expect: wrong-result — Gather, and a Get in it that stops the loop

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

Task<Response> FetchOne(std::string url) { co_return kitchen::Get(url); }

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Task<Response>> fetches;
  for (const std::string& url : urls) fetches.push_back(FetchOne(url));
  co_return co_await kitchen::Gather(fetches);
}
