// expect: wrong-result — a thread for each, and the loop stands still until
// they are joined

#include "fetch_pages.h"

#include <exception>
#include <thread>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Response> pages(urls.size());
  std::vector<std::exception_ptr> errors(urls.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < urls.size(); ++i) {
    threads.emplace_back([&, i] {
      try {
        pages[i] = kitchen::Get(urls[i]);
      } catch (...) {
        errors[i] = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
  co_return pages;
}
