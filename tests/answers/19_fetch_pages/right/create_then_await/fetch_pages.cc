// right — all are started, and then each is waited for

#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<kitchen::StartedTask<Response>> fetches;
  for (const std::string& url : urls) {
    fetches.push_back(kitchen::CreateTask(kitchen::Fetch(url)));
  }
  std::vector<Response> pages;
  for (kitchen::StartedTask<Response>& fetch : fetches) {
    pages.push_back(co_await fetch);
  }
  co_return pages;
}
