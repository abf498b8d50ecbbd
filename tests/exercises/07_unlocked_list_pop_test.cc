// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>

#include "harness/burgers.h"
#include "harness/transcript.h"
#include "harness/two_cooks.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using harness::Burgers;
using harness::RequireTimes;
using std::chrono::seconds;

void ServeAndRequireEachMadeOnce(const Burgers& burgers) {
  Serve(burgers.Tasks());
  burgers.RequireEachMadeOnce();
}

TEST(UnlockedListPop, EveryBurgerIsMadeOnce) {
  schedule::ExploreTest([] {
    ServeAndRequireEachMadeOnce(Burgers({seconds(0), seconds(0), seconds(0)}));
  });
}

TEST(UnlockedListPop, EveryBurgerIsMadeOnceHoweverLongACookIsDelayed) {
  schedule::ExploreTest(
      [] {
        ServeAndRequireEachMadeOnce(
            Burgers({seconds(5), seconds(5), seconds(5)}));
      },
      schedule::Clock::kAdversarial);
}

TEST(UnlockedListPop, TwoCooksNeedTenSeconds) {
  schedule::ExploreTest([] {
    RequireTimes(ServeAndRequireEachMadeOnce, "three burgers of 5 s",
                 {seconds(5), seconds(5), seconds(5)},
                 {seconds(0), seconds(0), seconds(5)}, seconds(10));
  });
}

TEST(UnlockedListPop, NobodyIsIdleWhileAnOrderIsLeft) {
  schedule::ExploreTest([] {
    RequireTimes(ServeAndRequireEachMadeOnce,
                 "a burger of 5 s and then three of 2 s",
                 {seconds(5), seconds(2), seconds(2), seconds(2)},
                 {seconds(0), seconds(0), seconds(2), seconds(4)}, seconds(6));
  });
}

TEST(UnlockedListPop, StaffSayWhatTheyDo) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeAndRequireEachMadeOnce(Burgers({seconds(0), seconds(0), seconds(0)}));
    harness::RequireStaffSaidWhatTheyDid(transcript, 3, "burger");
  });
}

TEST(UnlockedListPop, OneOrder) {
  schedule::ExploreTest(
      [] { ServeAndRequireEachMadeOnce(Burgers({seconds(0)})); });
}

TEST(UnlockedListPop, NothingToDo) {
  schedule::ExploreTest([] { Serve({}); });
}

}  // namespace
