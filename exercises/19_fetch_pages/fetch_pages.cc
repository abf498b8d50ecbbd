#include "fetch_pages.h"

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  std::vector<Response> pages;
  for (const std::string& url : urls) {
    pages.push_back(kitchen::Get(url));
  }
  co_return pages;
}
