// What Serve() promises in kitchen_line.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "harness/transcript.h"
#include "kitchen/stopwatch.h"
#include "kitchen_line.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Relaxed, so that the test's own counting orders nothing between the threads.
// Not on the stack of the test: a cook who is still at work when Serve has
// returned finds them here.
std::atomic<int> on_the_grill;
std::atomic<int> in_the_fryer;
std::atomic<int> made;

void FreshKitchen() {
  for (std::atomic<int>* count : {&on_the_grill, &in_the_fryer, &made}) {
    count->store(0, std::memory_order_relaxed);
  }
}

bool NeedsGrill(Dish dish) { return dish != Dish::kFries; }
bool NeedsFryer(Dish dish) { return dish != Dish::kBurger; }

void Begin(std::atomic<int>& in_use, const std::string& name) {
  schedule::Require(in_use.fetch_add(1, std::memory_order_relaxed) == 0,
                    "two orders are " + name +
                        " at the same time: an order needs it for itself, from "
                        "before it is made until it is made");
}

void End(std::atomic<int>& in_use) {
  in_use.fetch_sub(1, std::memory_order_relaxed);
}

Order Takes(seconds time, Dish dish) {
  return {dish, [time, dish] {
            if (NeedsGrill(dish)) Begin(on_the_grill, "on the grill");
            if (NeedsFryer(dish)) Begin(in_the_fryer, "in the fryer");
            // A moment passes in any case, so that somebody can come in
            // between.
            std::this_thread::sleep_for(time);
            if (NeedsFryer(dish)) End(in_the_fryer);
            if (NeedsGrill(dish)) End(on_the_grill);
            made.fetch_add(1, std::memory_order_relaxed);
          }};
}

int CountIf(const std::vector<Order>& johns, const std::vector<Order>& janes,
            bool (*needs)(Dish)) {
  int count = 0;
  for (const std::vector<Order>* orders : {&johns, &janes}) {
    for (const Order& order : *orders) count += needs(order.dish) ? 1 : 0;
  }
  return count;
}

void RequireCount(const std::string& what, int counted, int wanted) {
  schedule::Require(counted == wanted,
                    std::to_string(wanted) + " " + what +
                        " were ordered, and Serve says that it made " +
                        std::to_string(counted));
}

void ServeAndRequireAllMade(const std::vector<Order>& johns,
                            const std::vector<Order>& janes) {
  FreshKitchen();
  const Made said = Serve(johns, janes);
  const int done = made.load(std::memory_order_relaxed);
  const int ordered = static_cast<int>(johns.size() + janes.size());
  schedule::Require(done >= ordered, "of " + std::to_string(ordered) +
                                         " orders only " +
                                         std::to_string(done) +
                                         " were made when Serve returned");
  schedule::Require(done == ordered, "there were " + std::to_string(ordered) +
                                         " orders, and " +
                                         std::to_string(done) + " were made");
  RequireCount("burgers", said.burgers, CountIf(johns, janes, NeedsGrill));
  RequireCount("portions of fries", said.fries,
               CountIf(johns, janes, NeedsFryer));
}

// A lock may be waited for with short sleeps: that much is no delay.
void RequireTime(const std::string& what, seconds wanted,
                 const std::vector<Order>& johns,
                 const std::vector<Order>& janes) {
  const nanoseconds start = schedule::Elapsed();
  ServeAndRequireAllMade(johns, janes);
  const nanoseconds taken = schedule::Elapsed() - start;
  const std::string sentence = what + " took " + kitchen::Seconds(taken) +
                               " s, and should take " +
                               kitchen::Seconds(wanted) + " s: ";
  schedule::Require(taken < wanted + milliseconds(500),
                    sentence +
                        "who needs only what is free must not wait for the "
                        "other, and nothing "
                        "is kept longer than an order needs it");
  schedule::Require(taken >= wanted,
                    sentence +
                        "one order after the other for each of the staff, and "
                        "one at a time for the grill and for the fryer");
}

std::vector<Order> All(seconds time, const std::vector<Dish>& dishes) {
  std::vector<Order> orders;
  for (const Dish dish : dishes) orders.push_back(Takes(time, dish));
  return orders;
}

TEST(LockOrder, TwoMenusAreMade) {
  schedule::ExploreTest([] {
    ServeAndRequireAllMade(All(seconds(0), {Dish::kBurgerWithFries}),
                           All(seconds(0), {Dish::kFriesWithBurger}));
  });
}

TEST(LockOrder, TwoMenusAreMadeHoweverLongACookIsDelayed) {
  schedule::ExploreTest(
      [] {
        ServeAndRequireAllMade(All(seconds(5), {Dish::kBurgerWithFries}),
                               All(seconds(5), {Dish::kFriesWithBurger}));
      },
      schedule::Clock::kAdversarial);
}

TEST(LockOrder, EitherMayMakeEitherMenu) {
  schedule::ExploreTest([] {
    ServeAndRequireAllMade(
        All(seconds(0), {Dish::kFriesWithBurger, Dish::kBurgerWithFries}),
        All(seconds(0), {Dish::kFriesWithBurger, Dish::kBurgerWithFries}));
  });
}

TEST(LockOrder, AMenuKeepsTheGrillForItself) {
  schedule::ExploreTest([] {
    for (const Dish menu : {Dish::kBurgerWithFries, Dish::kFriesWithBurger}) {
      ServeAndRequireAllMade(All(seconds(1), {menu}),
                             All(seconds(1), {Dish::kBurger, Dish::kBurger}));
    }
  });
}

TEST(LockOrder, AMenuKeepsTheFryerForItself) {
  schedule::ExploreTest([] {
    for (const Dish menu : {Dish::kBurgerWithFries, Dish::kFriesWithBurger}) {
      ServeAndRequireAllMade(All(seconds(1), {Dish::kFries, Dish::kFries}),
                             All(seconds(1), {menu}));
    }
  });
}

TEST(LockOrder, BurgerAndFriesAtTheSameTime) {
  schedule::ExploreTest([] {
    RequireTime("a burger of 5 s beside two portions of fries of 2 s",
                seconds(5), {Takes(seconds(5), Dish::kBurger)},
                All(seconds(2), {Dish::kFries, Dish::kFries}));
  });
}

TEST(LockOrder, TwoMenusNeedTenSeconds) {
  schedule::ExploreTest([] {
    RequireTime("two menus of 5 s", seconds(10),
                All(seconds(5), {Dish::kBurgerWithFries}),
                All(seconds(5), {Dish::kFriesWithBurger}));
  });
}

TEST(LockOrder, BurgersOneAtATime) {
  schedule::ExploreTest([] {
    RequireTime("two burgers of 5 s", seconds(10),
                All(seconds(5), {Dish::kBurger}),
                All(seconds(5), {Dish::kBurger}));
  });
}

TEST(LockOrder, StaffSayWhatTheyDo) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeAndRequireAllMade(
        All(seconds(0), {Dish::kBurgerWithFries, Dish::kBurger}),
        All(seconds(0), {Dish::kFriesWithBurger}));
    for (const std::string what : {" is working...", " finish task..."}) {
      const int johns = transcript.Count("John" + what);
      const int janes = transcript.Count("Jane" + what);
      schedule::Require(johns == 2 && janes == 1,
                        "John had two orders and Jane had one, and '" +
                            what.substr(1) + "' was said " +
                            std::to_string(johns) + " times by John and " +
                            std::to_string(janes) + " times by Jane");
    }
  });
}

TEST(LockOrder, NothingToDo) {
  schedule::ExploreTest([] { ServeAndRequireAllMade({}, {}); });
}

}  // namespace
