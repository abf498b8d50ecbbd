// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "harness/burgers.h"
#include "harness/transcript.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr char kSorry[] = "Sorry, that is not on the menu.";
constexpr nanoseconds kPizza{-1};  // Not on the menu.

// What the customers want: burgers, by the time each takes, and pizzas.
using Wants = std::vector<nanoseconds>;

// How many of `wants` come before the first pizza: these are made.
size_t Served(const Wants& wants) {
  size_t count = 0;
  while (count < wants.size() && wants[count] != kPizza) ++count;
  return count;
}

std::string Name(const Wants& wants) {
  std::string name;
  for (const nanoseconds want : wants) {
    name += name.empty() ? "" : ", ";
    name += want == kPizza ? "something that is not on the menu" : "a burger";
  }
  return name.empty() ? "nothing at all" : name;
}

void ServeAndRequireWhatIsPromised(const Wants& wants) {
  const harness::Burgers burgers(wants);
  std::vector<Task> orders;
  for (size_t i = 0; i < wants.size(); ++i) {
    orders.push_back(wants[i] == kPizza ? Task() : burgers.Task(i));
  }
  const harness::Transcript transcript;
  const bool all = Serve(orders);
  const std::string of = "of " + Name(wants) + ": ";
  const size_t served = Served(wants);
  for (size_t i = 0; i < served; ++i) {
    schedule::Require(burgers.Made(i) == 1,
                      of + "burger #" + std::to_string(i) +
                          " should be made when Serve has returned, and was "
                          "made " +
                          std::to_string(burgers.Made(i)) + " times");
  }
  for (size_t i = served; i < wants.size(); ++i) {
    schedule::Require(burgers.Begun(i) < nanoseconds(0),
                      of + "burger #" + std::to_string(i) +
                          " was ordered after what is not on the menu, and "
                          "was begun all the same");
  }
  const bool has_pizza = served < wants.size();
  schedule::Require(all != has_pizza, of + "Serve returned " +
                                          (all ? "true, and not all of it "
                                                 "was made"
                                               : "false, and all of it should "
                                                 "have been made"));
  schedule::Require(transcript.Count(kSorry) == (has_pizza ? 1 : 0),
                    of + "'" + kSorry + "' was said " +
                        std::to_string(transcript.Count(kSorry)) + " times");
}

// A thread for each, of those that are made, and all of them at once.
void RequireAThreadForEach(const Wants& wants) {
  const auto served = static_cast<int>(Served(wants));
  ServeAndRequireWhatIsPromised(wants);
  const int at_once = schedule::MostThreadsAtOnce();
  schedule::Require(
      at_once >= served,
      "of " + Name(wants) + ": " + std::to_string(served) +
          " are to be made, each on a thread of its own, and no thread is "
          "waited for before all are started; at most " +
          std::to_string(at_once) + " were there at the same time");
}

TEST(Threading, EachOrderHasAThread) {
  schedule::ExploreTest(
      [] { RequireAThreadForEach({seconds(0), seconds(0), seconds(0)}); });
}

TEST(Threading, NothingIsLeftBehindWhenAnOrderIsNotOnTheMenu) {
  schedule::ExploreTest(
      [] { RequireAThreadForEach({seconds(0), seconds(0), kPizza}); });
}

TEST(Threading, NothingIsLeftBehindHoweverLongACookIsDelayed) {
  schedule::ExploreTest(
      [] { ServeAndRequireWhatIsPromised({seconds(5), seconds(5), kPizza}); },
      schedule::Clock::kAdversarial);
}

TEST(Threading, NothingIsBegunAfterWhatIsNotOnTheMenu) {
  schedule::ExploreTest([] {
    ServeAndRequireWhatIsPromised({seconds(0), kPizza, seconds(0), kPizza});
  });
}

TEST(Threading, ThreeBurgersNeedFiveSeconds) {
  schedule::ExploreTest([] {
    const nanoseconds start = schedule::Elapsed();
    ServeAndRequireWhatIsPromised({seconds(5), seconds(5), seconds(5)});
    const nanoseconds taken = schedule::Elapsed() - start;
    schedule::Require(
        taken >= seconds(5) && taken < seconds(5) + milliseconds(500),
        "three burgers of 5 s, all made at the same time, need 5.00 s, and "
        "Serve took " +
            kitchen::Seconds(taken) + " s");
  });
}

TEST(Threading, SorryIsSaidAtOnce) {
  schedule::ExploreTest([] {
    const nanoseconds start = schedule::Elapsed();
    const harness::Transcript transcript;
    ServeAndRequireWhatIsPromised({seconds(5), seconds(2), kPizza});
    for (const schedule::Noted& line : transcript.Lines()) {
      schedule::Require(
          line.text != kSorry || line.time - start < milliseconds(500),
          "the customer who wants what is not on the menu has to wait for " +
              kitchen::Seconds(line.time - start) + " s to be told so");
    }
    const nanoseconds taken = schedule::Elapsed() - start;
    schedule::Require(
        taken >= seconds(5) && taken < seconds(5) + milliseconds(500),
        "a burger of 5 s and one of 2 s, made at the same time, need 5.00 s, "
        "and Serve took " +
            kitchen::Seconds(taken) + " s");
  });
}

TEST(Threading, OnlyWhatIsNotOnTheMenu) {
  schedule::ExploreTest([] { ServeAndRequireWhatIsPromised({kPizza}); });
}

TEST(Threading, NoOrders) {
  schedule::ExploreTest([] { ServeAndRequireWhatIsPromised({}); });
}

}  // namespace
