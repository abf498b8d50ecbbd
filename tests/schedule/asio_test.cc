// Asio's loops on the virtual clock, unmodified: they sleep in epoll_wait, wake
// each other with an eventfd, and have their timers from a timerfd.

#include <gtest/gtest.h>

#include <array>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/local/connect_pair.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/post.hpp>
#include <asio/read.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <asio/write.hpp>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "io.h"
#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Elapsed;
using schedule::Explore;
using schedule::Kind;
using schedule::Require;
using schedule::Result;
using std::chrono::seconds;

TEST(Asio, ThreeTimersAtOnce) {
  const Result result = Explore({.schedules = 20}, [] {
    asio::io_context loop;
    std::vector<asio::steady_timer> timers;
    int burgers = 0;
    for (int i = 0; i < 3; ++i) {
      timers.emplace_back(loop, seconds(5));
      timers.back().async_wait([&](const asio::error_code&) { ++burgers; });
    }
    loop.run();
    Require(burgers == 3, "three burgers");
    Require(Elapsed() == seconds(5), "in 5.00 s");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Asio, TwoThreadsRunOneLoop) {
  const Result result = Explore({.schedules = 300}, [] {
    asio::io_context loop;
    std::mutex mutex;
    int burgers = 0;
    std::vector<asio::steady_timer> timers;
    for (int i = 0; i < 3; ++i) {
      timers.emplace_back(loop, seconds(5));
      timers.back().async_wait([&](const asio::error_code&) {
        const std::scoped_lock lock(mutex);
        ++burgers;
      });
    }
    std::thread john([&] { loop.run(); });
    loop.run();
    john.join();
    Require(burgers == 3, "three burgers");
    Require(Elapsed() == seconds(5), "in 5.00 s");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// What both threads' handlers change needs a lock, or a strand.
TEST(Asio, TwoThreadsRunOneLoopUnlocked) {
  const Result result = Explore({}, [] {
    asio::io_context loop;
    int burgers = 0;
    for (int i = 0; i < 2; ++i) {
      asio::post(loop, [&] {
        const int seen = burgers;
        schedule::Note("a burger");
        burgers = seen + 1;
      });
    }
    std::thread john([&] { loop.run(); });
    loop.run();
    john.join();
    Require(burgers == 2, "two burgers");
  });
  ASSERT_FALSE(result.clean());
  EXPECT_TRUE(result.finding->kind == Kind::kWrongResult ||
              result.finding->kind == Kind::kDataRace)
      << What(result);
}

TEST(Asio, PostWakesTheLoop) {
  const Result result = Explore({.schedules = 300}, [] {
    asio::io_context loop;
    auto open = asio::make_work_guard(loop);
    std::thread guest([&] {
      std::this_thread::sleep_for(seconds(2));
      asio::post(loop, [&] { open.reset(); });
    });
    loop.run();
    Require(Elapsed() == seconds(2), "woken by the guest");
    guest.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Asio, LoopThatNobodyStops) {
  const Result result = Explore({.schedules = 20}, [] {
    asio::io_context loop;
    const auto open = asio::make_work_guard(loop);
    std::thread guest([&] { asio::post(loop, [] {}); });
    loop.run();
    guest.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock) << What(result);
}

TEST(Asio, SocketThatNobodyWritesTo) {
  const Result result = Explore({.schedules = 20}, [] {
    asio::io_context loop;
    asio::local::stream_protocol::socket cook(loop);
    asio::local::stream_protocol::socket guest(loop);
    asio::local::connect_pair(cook, guest);
    std::array<char, 4> order{};
    asio::async_read(cook, asio::buffer(order),
                     [](const asio::error_code&, size_t) {});
    loop.run();
  });
  ExpectFound(result, Kind::kDeadlock, "waits in epoll_wait");
}

// Once it has had a timer, Asio looks every five minutes whether it has one.
TEST(Asio, LoopWithATimerThatNobodyStops) {
  const Result result = Explore({.schedules = 20}, [] {
    asio::io_context loop;
    const auto open = asio::make_work_guard(loop);
    asio::steady_timer timer(loop, seconds(5));
    timer.async_wait([](const asio::error_code&) {});
    loop.run();
  });
  ExpectFound(result, Kind::kNoProgress, "a loop that nobody stops");
}

TEST(Asio, ThreadPool) {
  const Result result = Explore({.schedules = 300}, [] {
    asio::thread_pool pool(2);
    std::mutex mutex;
    int squares = 0;
    for (int i = 1; i <= 3; ++i) {
      asio::post(pool, [&, i] {
        const std::scoped_lock lock(mutex);
        squares += i * i;
      });
    }
    pool.join();
    Require(squares == 14, "1 + 4 + 9");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Asio, QuestionAndAnswer) {
  const Result result = Explore({.schedules = 200}, [] {
    asio::io_context kitchen;
    asio::io_context hall;
    asio::local::stream_protocol::socket cook(kitchen);
    asio::local::stream_protocol::socket guest(hall);
    asio::local::connect_pair(cook, guest);
    std::array<char, 4> order{};
    asio::async_read(cook, asio::buffer(order),
                     [&](const asio::error_code& error, size_t) {
                       Require(!error, "an order");
                       asio::write(cook, asio::buffer("done", 4));
                     });
    std::thread cooking([&] { kitchen.run(); });
    std::array<char, 4> answer{};
    asio::async_write(guest, asio::buffer("soup", 4),
                      [&](const asio::error_code& error, size_t) {
                        Require(!error, "ordered");
                        asio::async_read(
                            guest, asio::buffer(answer),
                            [](const asio::error_code& failed, size_t) {
                              Require(!failed, "an answer");
                            });
                      });
    hall.run();
    cooking.join();
    Require(std::string(answer.data(), 4) == "done", "the answer");
    Require(std::string(order.data(), 4) == "soup", "the order");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

}  // namespace
