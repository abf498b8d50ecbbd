// The script: one page in the plain way, then three at once, with a clock that
// ticks beside them.

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "fetch_pages.h"
#include "kitchen/console.h"
#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"
#include "kitchen/pages/page_server.h"
#include "kitchen/stopwatch.h"

using kitchen::Say;
using kitchen::Task;
using std::chrono::seconds;

namespace {

Task<> Clock() {
  while (true) {
    co_await kitchen::Sleep(seconds(1));
    Say("Tick.");
  }
}

Task<> FetchBesideAClock(std::vector<std::string> urls) {
  kitchen::CreateTask(Clock());
  const kitchen::Stopwatch stopwatch;
  const std::vector<kitchen::Response> pages =
      co_await FetchAll(std::move(urls));
  for (const kitchen::Response& page : pages) Say(page.text);
  Say(std::to_string(pages.size()) + " pages in " +
      kitchen::Seconds(stopwatch.Elapsed()) + " seconds.");
}

}  // namespace

int main() {
  const kitchen::PageServer server({{"/menu", "Burgers, fries.", seconds(2)},
                                    {"/opening", "From 11 to 23.", seconds(2)},
                                    {"/place", "Main Street 7.", seconds(2)}});
  Say("Status: " + std::to_string(kitchen::Get(server.Url("/menu")).status));
  kitchen::Run(FetchBesideAClock(
      {server.Url("/menu"), server.Url("/opening"), server.Url("/place")}));
}
