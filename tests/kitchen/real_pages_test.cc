// Pages as they are, without the explorer: what a sanitizer says of the
// server's thread, and what is left behind.

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "coroutines.h"
#include "kitchen/compute.h"
#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"
#include "kitchen/pages/page_server.h"

namespace {

using kitchen::CreateTask;
using kitchen::Fetch;
using kitchen::Gather;
using kitchen::Get;
using kitchen::PageServer;
using kitchen::Response;
using kitchen::Sleep;
using kitchen::Task;
using std::chrono::milliseconds;

TEST(RealPages, ManyAtTheSameTime) {
  const std::string long_text(65536, 'b');
  const PageServer server({{"/menu", long_text, milliseconds(1)}});
  const auto main = [&]() -> Task<> {
    std::vector<Task<Response>> pages;
    for (int i = 0; i < 100; ++i) pages.push_back(Fetch(server.Url("/menu")));
    for (const Response& page : co_await Gather(pages)) {
      EXPECT_EQ(page.status, 200);
      EXPECT_EQ(page.text, long_text);
    }
    EXPECT_EQ(Get(server.Url("/menu")).text, long_text);
  };
  kitchen::Run(main());
  EXPECT_EQ(server.Requests("/menu"), 101);
}

// A fetch that is not done, and a server that goes meanwhile.
TEST(RealPages, LeaveNothingBehind) {
  int alive = 0;
  const auto fetch = [](std::string url, Counted) -> Task<> {
    co_await Fetch(url);
  };
  {
    const PageServer server({{"/menu", "Burgers!", kHour}});
    const auto main = [&]() -> Task<> {
      CreateTask(fetch(server.Url("/menu"), Counted(&alive)));
      co_await Sleep(milliseconds(1));
    };
    kitchen::Run(main());
    EXPECT_EQ(alive, 0);
  }
}

TEST(RealPages, WhatIsNoAddress) {
  EXPECT_THROW(Get("http://example.com"), std::invalid_argument);
  EXPECT_THROW(Get("local://nobody"), std::invalid_argument);
  EXPECT_THROW(Get("local://nobody/menu"), std::system_error);
  EXPECT_THROW(kitchen::Run(Fetch("local://nobody/menu")), std::system_error);
}

TEST(RealCompute, KeepsItsThreadBusy) {
  const auto start = std::chrono::steady_clock::now();
  kitchen::Compute(milliseconds(5));
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(5));
}

}  // namespace
