// What main.cc and the tests expect of fetch_pages.cc. Nothing to change here.

#ifndef RACELINGS_19_FETCH_PAGES_H_
#define RACELINGS_19_FETCH_PAGES_H_

#include <string>
#include <vector>

#include "kitchen/coroutines/task.h"
#include "kitchen/pages/client.h"

// Fetches the pages at `urls`, all at the same time, each of them once, and
// gives them in the order of `urls`. A page that does not exist is a response
// as well, with status 404. While the pages are on their way, all other tasks
// of the loop go on.
//
// Throws what fetching a page throws, where one cannot be fetched.
kitchen::Task<std::vector<kitchen::Response>> FetchAll(
    std::vector<std::string> urls);

#endif  // RACELINGS_19_FETCH_PAGES_H_
