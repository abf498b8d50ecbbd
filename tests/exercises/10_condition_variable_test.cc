// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "harness/burgers.h"
#include "harness/transcript.h"
#include "harness/two_cooks.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// A customer, or the end of the day.
struct Customer {
  nanoseconds comes;  // since the one before
  std::vector<nanoseconds> orders{};
};

// Lets customers come in, one after the other, and numbers their burgers.
class Door {
 public:
  // The last of `customers` orders nothing: nobody will come any more.
  explicit Door(std::vector<Customer> customers)
      : customers_(std::move(customers)), burgers_(TimesOf(customers_)) {}

  NextOrder Orders() {
    return [this] { return Next(); };
  }
  const harness::Burgers& burgers() const { return burgers_; }

 private:
  static std::vector<nanoseconds> TimesOf(
      const std::vector<Customer>& customers) {
    std::vector<nanoseconds> times;
    for (const Customer& customer : customers) {
      times.insert(times.end(), customer.orders.begin(), customer.orders.end());
    }
    return times;
  }

  std::vector<Task> Next() {
    schedule::Require(next_ < customers_.size(),
                      "next_order had said that nobody will come any more, "
                      "and was asked again");
    const Customer& customer = customers_[next_++];
    if (customer.comes > nanoseconds(0)) {
      std::this_thread::sleep_for(customer.comes);
    }
    std::vector<Task> order;
    for (size_t i = 0; i < customer.orders.size(); ++i) {
      order.push_back(burgers_.Task(ordered_++));
    }
    return order;
  }

  const std::vector<Customer> customers_;
  const harness::Burgers burgers_;
  size_t next_ = 0;
  size_t ordered_ = 0;
};

void ServeAndRequireEachMadeOnce(const std::vector<Customer>& customers) {
  Door door(customers);
  Serve(door.Orders());
  door.burgers().RequireEachMadeOnce();
}

// Who is told begins at once. A lock may be waited for with a short nap,
// though.
bool Near(nanoseconds time, nanoseconds wanted) {
  return time >= wanted && time < wanted + milliseconds(5);
}

// Serves `customers`, of whose burgers each must be begun at `begun`, and all
// must be made and the staff at home at `end`.
void RequireTimes(const std::vector<Customer>& customers,
                  const std::vector<nanoseconds>& begun, nanoseconds end) {
  Door door(customers);
  const nanoseconds start = schedule::Elapsed();
  Serve(door.Orders());
  const nanoseconds taken = schedule::Elapsed() - start;
  door.burgers().RequireEachMadeOnce();
  for (size_t i = 0; i < begun.size(); ++i) {
    const nanoseconds at = door.burgers().Begun(i) - start;
    schedule::Require(
        Near(at, begun[i]),
        "burger #" + std::to_string(i) + " was begun at " +
            kitchen::Seconds(at) + " s, and should be at " +
            kitchen::Seconds(begun[i]) +
            " s: what was ordered first goes first, and whoever is free begins "
            "it at once. Does a cook sleep although there is something to do?");
  }
  schedule::Require(
      Near(taken, end),
      "Serve returned after " + kitchen::Seconds(taken) +
          " s, and should after " + kitchen::Seconds(end) +
          " s: when nobody will come any more, all that was ordered is done "
          "by both, and then they go home");
}

// Ends a schedule that runs on and on much earlier than usual.
class FewSteps {
 public:
  explicit FewSteps(int most)
      : before_(std::exchange(schedule::DefaultOptions().max_steps, most)) {}
  FewSteps(const FewSteps&) = delete;
  FewSteps& operator=(const FewSteps&) = delete;
  ~FewSteps() { schedule::DefaultOptions().max_steps = before_; }

 private:
  const int before_;
};

// These schedules have less than 200 steps when nobody looks again and again.
class ConditionVariable : public testing::Test {
 private:
  const FewSteps few_{8'000};
};

TEST_F(ConditionVariable, EverythingOrderedIsMadeOnce) {
  schedule::ExploreTest([] {
    ServeAndRequireEachMadeOnce({{seconds(0), {seconds(0), seconds(0)}},
                                 {seconds(0), {seconds(0)}},
                                 {seconds(0)}});
  });
}

TEST_F(ConditionVariable,
       EverythingOrderedIsMadeOnceHoweverLongAnyoneIsDelayed) {
  schedule::ExploreTest(
      [] {
        ServeAndRequireEachMadeOnce({{seconds(0), {seconds(5), seconds(2)}},
                                     {seconds(3), {seconds(5)}},
                                     {seconds(1)}});
      },
      schedule::Clock::kAdversarial);
}

// Just after a whole second: no habit of looking hits that moment by chance.
constexpr nanoseconds kLate = milliseconds(1001);

TEST_F(ConditionVariable, WhoeverIsFreeBeginsAtOnce) {
  schedule::ExploreTest([] {
    RequireTimes({{kLate, {seconds(2)}},
                  {milliseconds(500), {seconds(2)}},
                  {milliseconds(10)}},
                 {kLate, kLate + milliseconds(500)},
                 kLate + milliseconds(2500));
  });
}

TEST_F(ConditionVariable, OneOrderMayBeWorkForBoth) {
  schedule::ExploreTest([] {
    RequireTimes({{kLate, {seconds(2), seconds(1), seconds(1), seconds(1)}},
                  {seconds(5)}},
                 {kLate, kLate, kLate + seconds(1), kLate + seconds(2)},
                 kLate + seconds(5));
  });
}

TEST_F(ConditionVariable, TwoOrdersAtOnceAreWorkForBoth) {
  schedule::ExploreTest([] {
    RequireTimes(
        {{kLate, {seconds(1)}}, {seconds(0), {seconds(1)}}, {seconds(3)}},
        {kLate, kLate}, kLate + seconds(3));
  });
}

TEST_F(ConditionVariable, WhatIsLeftAtClosingTimeIsDoneByBoth) {
  schedule::ExploreTest([] {
    RequireTimes(
        {{seconds(0), {seconds(2), seconds(1), seconds(1), seconds(2)}},
         {milliseconds(500)}},
        {seconds(0), seconds(0), seconds(1), seconds(2)}, seconds(4));
  });
}

// A hundred quiet seconds, in which the clock stops 800 times. Who waits is not
// run meanwhile; who looks all the time, or at short intervals, needs far more
// steps than these.
TEST_F(ConditionVariable, NobodyLooksAgainAndAgain) {
  const FewSteps few(25'000);
  schedule::ExploreTest([] {
    Door door({{seconds(0), {seconds(0)}}, {seconds(0)}});
    const NextOrder next_order = door.Orders();
    bool opened = false;
    Serve([&] {
      for (int i = 0; i < 800 && !opened; ++i) {
        std::this_thread::sleep_for(milliseconds(125));
      }
      opened = true;
      return next_order();
    });
    door.burgers().RequireEachMadeOnce();
  });
}

TEST_F(ConditionVariable, StaffSayWhatTheyDo) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeAndRequireEachMadeOnce(
        {{seconds(0), {seconds(0), seconds(0), seconds(0)}}, {seconds(0)}});
    harness::RequireStaffSaidWhatTheyDid(transcript, 3, "task");
  });
}

TEST_F(ConditionVariable, NobodyComes) {
  schedule::ExploreTest([] { ServeAndRequireEachMadeOnce({{seconds(20)}}); });
}

}  // namespace
