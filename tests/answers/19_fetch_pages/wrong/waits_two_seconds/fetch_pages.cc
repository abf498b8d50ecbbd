// expect: wrong-result — waits for a time where it means an event

#include "fetch_pages.h"

#include <chrono>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<kitchen::StartedTask<Response>> fetches;
  for (const std::string& url : urls) {
    fetches.push_back(kitchen::CreateTask(kitchen::Fetch(url)));
  }
  co_await kitchen::Sleep(std::chrono::seconds(2));
  std::vector<Response> pages;
  for (kitchen::StartedTask<Response>& fetch : fetches) {
    pages.push_back(fetch.Done() ? co_await fetch : Response());
  }
  co_return pages;
}
