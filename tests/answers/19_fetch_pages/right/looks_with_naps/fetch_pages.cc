// right — futures, asked now and then without waiting in them: impolite, and
// right

#include "fetch_pages.h"

#include <chrono>
#include <future>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<std::future<Response>> futures;
  for (const std::string& url : urls) {
    futures.push_back(std::async(std::launch::async, kitchen::Get, url));
  }
  std::vector<Response> pages;
  for (std::future<Response>& future : futures) {
    while (future.wait_for(std::chrono::seconds(0)) !=
           std::future_status::ready) {
      co_await kitchen::Sleep(std::chrono::milliseconds(100));
    }
    pages.push_back(future.get());
  }
  co_return pages;
}
