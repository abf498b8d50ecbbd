// Two ways of fetching a page from a PageServer: one stops its thread while it
// waits, the other lets the other tasks of its loop run.

#ifndef RACELINGS_KITCHEN_PAGES_CLIENT_H_
#define RACELINGS_KITCHEN_PAGES_CLIENT_H_

#include <string>

#include "kitchen/coroutines/task.h"

namespace kitchen {

struct Response {
  int status = 0;    // 200, or 404 where there is no such page.
  std::string text;  // The page.
};

// Both throw std::invalid_argument for what is no `url`, and std::system_error
// where no server is, or it goes before it has answered.

// Fetches the page at `url`, and returns when it is there, as Python's
// requests.get. The calling thread waits all the while.
//
// Thread safety: any thread.
Response Get(const std::string& url);

// The same for coroutines, as Python's aiohttp: only the task that awaits it
// waits.
Task<Response> Fetch(std::string url);

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_PAGES_CLIENT_H_
