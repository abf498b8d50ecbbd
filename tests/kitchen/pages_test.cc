// What kitchen/pages promises, under every schedule that is tried.

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "kitchen/coroutines.h"
#include "kitchen/coroutines/readable.h"
#include "kitchen/pages/client.h"
#include "kitchen/pages/page_server.h"
#include "schedule/gtest.h"

namespace {

using kitchen::CreateTask;
using kitchen::Fetch;
using kitchen::Gather;
using kitchen::Get;
using kitchen::PageServer;
using kitchen::Readable;
using kitchen::Response;
using kitchen::Sleep;
using kitchen::StartedTask;
using kitchen::Task;
using schedule::Elapsed;
using schedule::Require;
using std::chrono::seconds;

// A schedule has a hundred steps and more, few of which anybody wrote who uses
// the pages.
class Pages : public testing::Test {
 protected:
  static void ExploreTest(const std::function<void()>& body) {
    const int schedules = schedule::DefaultOptions().schedules;
    schedule::DefaultOptions().schedules = 200;
    schedule::ExploreTest(body);
    schedule::DefaultOptions().schedules = schedules;
  }
};

TEST_F(Pages, GetWaitsForThePage) {
  ExploreTest([] {
    const PageServer server({{"/menu", "Burgers!", seconds(2)}});
    const Response menu = Get(server.Url("/menu"));
    Require(menu.status == 200 && menu.text == "Burgers!", "the page");
    Require(Elapsed() == seconds(2), "2.00 s");
    Require(server.Requests("/menu") == 1, "one request");
  });
}

TEST_F(Pages, ThreadsGetAtTheSameTime) {
  ExploreTest([] {
    const PageServer server(
        {{"/menu", "Burgers!", seconds(2)}, {"/news", "Fries!", seconds(3)}});
    std::string news;
    std::thread john([&] { news = Get(server.Url("/news")).text; });
    Require(Get(server.Url("/menu")).text == "Burgers!", "the menu");
    john.join();
    Require(news == "Fries!", "the news");
    Require(Elapsed() == seconds(3), "3.00 s");
  });
}

TEST_F(Pages, FetchLetsOthersRun) {
  ExploreTest([] {
    const PageServer server({{"/menu", "Burgers!", seconds(2)}});
    const auto main = [](const PageServer& server) -> Task<> {
      StartedTask<Response> menu = CreateTask(Fetch(server.Url("/menu")));
      co_await Sleep(seconds(1));
      Require(Elapsed() == seconds(1) && !menu.Done(),
              "the page is on its way");
      Require((co_await menu).text == "Burgers!", "the page");
      Require(Elapsed() == seconds(2), "2.00 s");
    };
    kitchen::Run(main(server));
  });
}

TEST_F(Pages, ThreeAtTheSameTime) {
  ExploreTest([] {
    const PageServer server({{"/menu", "Burgers!", seconds(2)},
                             {"/news", "Fries!", seconds(1)},
                             {"/place", "Here!", seconds(2)}});
    const auto main = [](const PageServer& server) -> Task<> {
      std::vector<Task<Response>> pages;
      for (const char* path : {"/menu", "/news", "/place"}) {
        pages.push_back(Fetch(server.Url(path)));
      }
      const std::vector<Response> all = co_await Gather(pages);
      Require(all[0].text == "Burgers!" && all[1].text == "Fries!" &&
                  all[2].text == "Here!",
              "in order");
    };
    kitchen::Run(main(server));
    Require(Elapsed() == seconds(2), "2.00 s");
  });
}

TEST_F(Pages, APageThatIsNotThere) {
  ExploreTest([] {
    const PageServer server({{"/menu", "Burgers!", seconds(2)}});
    Require(Get(server.Url("/menus")).status == 404, "not found");
    Require(kitchen::Run(Fetch(server.Url("/"))).status == 404, "not found");
    Require(server.Requests("/menus") == 0, "no such page");
    Require(Elapsed() == seconds(0), "at once");
  });
}

TEST_F(Pages, AFetchThatIsCancelled) {
  ExploreTest([] {
    const PageServer server({{"/menu", "Burgers!", seconds(2)}});
    const auto main = [](const PageServer& server) -> Task<> {
      StartedTask<Response> menu = CreateTask(Fetch(server.Url("/menu")));
      co_await Sleep(seconds(1));
      menu.Cancel();
      // Sent to nobody; the server goes on.
      Require((co_await Fetch(server.Url("/menu"))).status == 200, "again");
      Require(Elapsed() == seconds(3), "3.00 s");
    };
    kitchen::Run(main(server));
  });
}

TEST_F(Pages, AServerThatGoes) {
  ExploreTest([] {
    auto server = std::make_unique<PageServer>(
        std::vector<kitchen::Page>{{"/menu", "Burgers!", seconds(2)}});
    const std::string url = server->Url("/menu");
    bool lost = false;
    std::thread john([&] {
      try {
        Get(url);
      } catch (const std::system_error&) {
        lost = true;
      }
    });
    std::this_thread::sleep_for(seconds(1));
    server.reset();
    john.join();
    Require(lost && Elapsed() == seconds(1), "no answer");
  });
}

// Who waits at a pipe to which nobody writes: the explorer knows.
TEST_F(Pages, ReadableWakesWhenSomethingComes) {
  ExploreTest([] {
    std::array<int, 2> ends{};
    Require(pipe(ends.data()) == 0, "a pipe");
    const auto read = [](int end) -> Task<> {
      co_await Readable(end);
      char byte = 0;
      Require(::read(end, &byte, 1) == 1 && byte == 'x', "a byte");
      co_await Readable(end);
      Require(::read(end, &byte, 1) == 0, "its end");
    };
    std::thread guest([&] {
      std::this_thread::sleep_for(seconds(2));
      Require(write(ends[1], "x", 1) == 1, "written");
      std::this_thread::sleep_for(seconds(2));
      close(ends[1]);
    });
    kitchen::Run(read(ends[0]));
    Require(Elapsed() == seconds(4), "4.00 s");
    guest.join();
    close(ends[0]);
  });
}

}  // namespace
