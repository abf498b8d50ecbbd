// What FetchAll() promises in fetch_pages.h. The server is a real one, on local
// sockets, and takes its time on the virtual clock.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "fetch_pages.h"
#include "kitchen/coroutines/create_task.h"
#include "kitchen/coroutines/run.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/pages/page_server.h"
#include "kitchen/stopwatch.h"
#include "schedule/gtest.h"

namespace {

using kitchen::Page;
using kitchen::PageServer;
using kitchen::Response;
using kitchen::Task;
using schedule::Clock;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr size_t kMany = 12;
const char kMissing[] = "/burgers_for_free";

// Longer than a std::string holds in itself, so that one that is gone is seen.
Page MakePage(const std::string& name, seconds delay) {
  return {"/" + name, "What there is to be said of the " + name, delay};
}

std::vector<Page> PagesOf(const std::vector<seconds>& delays) {
  std::vector<Page> pages;
  for (size_t i = 0; i < delays.size(); ++i) {
    pages.push_back(MakePage("page_number_" + std::to_string(i), delays[i]));
  }
  return pages;
}

std::vector<std::string> PathsOf(const std::vector<Page>& pages) {
  std::vector<std::string> paths;
  for (const Page& page : pages) paths.push_back(page.path);
  return paths;
}

void RequireResponse(const Response& response, const std::string& path,
                     const std::vector<Page>& pages, size_t place) {
  const auto page =
      std::find_if(pages.begin(), pages.end(),
                   [&](const Page& one) { return one.path == path; });
  const std::string where =
      "response " + std::to_string(place) + " should be that for " + path;
  if (page == pages.end()) {
    return schedule::Require(
        response.status == 404,
        where + ", which does not exist: 404, and its status is " +
            std::to_string(response.status));
  }
  schedule::Require(response.status == 200,
                    where + ", and its status is " +
                        std::to_string(response.status) + ", not 200");
  schedule::Require(response.text == page->text,
                    where + ", and it is '" + response.text +
                        "': they belong in the order of the addresses");
}

// Who looks again and again, with short sleeps, is a little late: that much is
// no delay.
bool Near(nanoseconds time, nanoseconds wanted) {
  return time >= wanted && time < wanted + milliseconds(500);
}

// All of `urls` can be fetched: nothing throws, unless something is broken.
Task<std::vector<Response>> FetchWell(std::vector<std::string> urls) {
  std::string thrown;
  try {
    co_return co_await FetchAll(std::move(urls));
  } catch (const std::exception& error) {
    thrown = error.what();
  }
  schedule::Require(false,
                    "all addresses are good, and FetchAll threw '" + thrown +
                        "': does a task use what is gone when it begins, such "
                        "as the captures of a lambda, or a local variable to "
                        "which it has a reference?");
  co_return std::vector<Response>();
}

// The slowest page of those that are wanted.
nanoseconds Longest(const std::vector<Page>& pages,
                    const std::vector<std::string>& paths) {
  milliseconds longest{0};
  for (const Page& page : pages) {
    if (std::count(paths.begin(), paths.end(), page.path) > 0) {
      longest = std::max(longest, page.delay);
    }
  }
  return longest;
}

// Fetches `paths` from the server of `pages`, and requires what is promised.
Task<> FetchFrom(const PageServer& server, const std::vector<Page>& pages,
                 const std::vector<std::string>& paths, Clock clock) {
  std::vector<std::string> urls;
  for (const std::string& path : paths) urls.push_back(server.Url(path));
  const nanoseconds start = schedule::Elapsed();
  const std::vector<Response> all = co_await FetchWell(std::move(urls));
  const nanoseconds taken = schedule::Elapsed() - start;
  schedule::Require(all.size() == paths.size(),
                    std::to_string(paths.size()) + " pages were wanted, and " +
                        std::to_string(all.size()) + " came");
  for (size_t i = 0; i < paths.size(); ++i) {
    RequireResponse(all[i], paths[i], pages, i);
  }
  for (const Page& page : pages) {
    const auto wanted = std::count(paths.begin(), paths.end(), page.path);
    const int asked = server.Requests(page.path);
    schedule::Require(asked == wanted, page.path + " was asked for " +
                                           std::to_string(asked) +
                                           " times, and should have been " +
                                           std::to_string(wanted) + " times");
  }
  schedule::Require(
      clock != Clock::kTimely || Near(taken, Longest(pages, paths)),
      std::to_string(paths.size()) + " pages took " + kitchen::Seconds(taken) +
          " s, and should take as long as the slowest of them, " +
          kitchen::Seconds(Longest(pages, paths)) +
          " s: all have to be asked for before any of them is waited for");
}

void FetchThem(const std::vector<Page>& pages,
               const std::vector<std::string>& paths,
               Clock clock = Clock::kTimely) {
  const PageServer server(pages);
  kitchen::Run(FetchFrom(server, pages, paths, clock));
}

void FetchAllOf(const std::vector<seconds>& delays,
                Clock clock = Clock::kTimely) {
  const std::vector<Page> pages = PagesOf(delays);
  FetchThem(pages, PathsOf(pages), clock);
}

TEST(FetchPages, ThreePagesInTwoSeconds) {
  schedule::ExploreTest(
      [] { FetchAllOf({seconds(2), seconds(2), seconds(2)}); });
}

TEST(FetchPages, AsLongAsTheSlowest) {
  schedule::ExploreTest(
      [] { FetchAllOf({seconds(3), seconds(1), seconds(4), seconds(2)}); });
}

// So many that a few at a time would be seen to be a few.
TEST(FetchPages, HoweverManyPages) {
  schedule::ExploreTest(
      [] { FetchAllOf(std::vector<seconds>(kMany, seconds(2))); });
}

// The task of somebody else on the same loop.
Task<> Tick(nanoseconds start) {
  for (int i = 1; i <= 3; ++i) {
    co_await kitchen::Sleep(seconds(1));
    const nanoseconds now = schedule::Elapsed() - start;
    schedule::Require(
        Near(now, seconds(i)),
        "beside FetchAll a clock ticks on the same loop, and tick " +
            std::to_string(i) + ", due after " + kitchen::Seconds(seconds(i)) +
            " s, came after " + kitchen::Seconds(now) +
            " s: something stops the thread of the loop, and with it everybody "
            "else, while the pages are on their way");
  }
}

TEST(FetchPages, OthersGoOnMeanwhile) {
  schedule::ExploreTest([] {
    const std::vector<Page> pages = PagesOf({seconds(4), seconds(4)});
    const PageServer server(pages);
    const auto main = [](const PageServer& server, auto paths) -> Task<> {
      std::vector<std::string> urls;
      for (const std::string& path : paths) urls.push_back(server.Url(path));
      kitchen::StartedTask<> clock =
          kitchen::CreateTask(Tick(schedule::Elapsed()));
      co_await FetchWell(std::move(urls));
      co_await clock;
    };
    kitchen::Run(main(server, PathsOf(pages)));
  });
}

TEST(FetchPages, APageThatDoesNotExist) {
  schedule::ExploreTest([] {
    const std::vector<Page> pages = PagesOf({seconds(2), seconds(1)});
    FetchThem(pages, {pages[0].path, kMissing, pages[1].path});
  });
}

TEST(FetchPages, TheSamePageTwice) {
  schedule::ExploreTest([] {
    const std::vector<Page> pages = PagesOf({seconds(2), seconds(1)});
    FetchThem(pages, {pages[0].path, pages[1].path, pages[0].path});
  });
}

// The loop goes on after that, and so do fetches that nobody waits for any
// more.
Task<> FetchInVain(std::vector<std::string> urls) {
  std::string did = "returned";
  try {
    co_await FetchAll(std::move(urls));
  } catch (const std::system_error&) {
    did.clear();
  } catch (const std::exception& error) {
    did = "thrown '" + std::string(error.what()) + "'";
  }
  schedule::Require(did.empty(),
                    "one of the pages is on a server that does not exist, so "
                    "that fetching it throws std::system_error; FetchAll has "
                    "to hand that on, and has " +
                        did);
  co_await kitchen::Sleep(seconds(3));
}

TEST(FetchPages, AServerThatDoesNotExist) {
  schedule::ExploreTest([] {
    const std::vector<Page> pages = PagesOf({seconds(1), seconds(2)});
    const PageServer server(pages);
    kitchen::Run(FetchInVain({server.Url(pages[0].path), "local://nobody/menu",
                              server.Url(pages[1].path)}));
  });
}

TEST(FetchPages, HoweverLateTheClock) {
  schedule::ExploreTest(
      [] { FetchAllOf({seconds(2), seconds(1)}, Clock::kAdversarial); },
      Clock::kAdversarial);
}

TEST(FetchPages, NoPages) {
  schedule::ExploreTest([] { FetchAllOf({}); });
}

}  // namespace
