// expect: wrong-result — a thread for each page, and each is waited for before
// the next

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Response> pages;
  for (const std::string& url : urls) {
    pages.push_back(co_await kitchen::ToThread(kitchen::Get, url));
  }
  co_return pages;
}
