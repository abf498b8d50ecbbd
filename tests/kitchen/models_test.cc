// What kitchen/models/models.h promises. How fast the models are is not tested:
// `racelings compare` measures it.

#include "kitchen/models/models.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "leftovers.h"

namespace models {
namespace {

class EveryModel : public ::testing::TestWithParam<const char*> {
 protected:
  Model model() const { return *ModelNamed(GetParam()); }
};

TEST_P(EveryModel, WaitsForEachTaskOnce) {
  const std::set<int> before = OpenDescriptors();
  EXPECT_EQ(Do(model(), 5, 2, {.wait = std::chrono::microseconds(100)}),
            (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_FALSE(HasChild());
}

TEST_P(EveryModel, ComputesTheSame) {
  // More than one turn under a GIL.
  constexpr std::uint64_t kSteps = 250'001;
  EXPECT_EQ(Do(model(), 3, 2, {.steps = kSteps}),
            (std::vector<std::uint64_t>{Compute(0, kSteps), Compute(1, kSteps),
                                        Compute(2, kSteps)}));
}

TEST_P(EveryModel, MayHaveNothingToDo) {
  EXPECT_TRUE(Do(model(), 0, 2, {}).empty());
}

// How much it is, tests/e2e/compare.sh looks at, in fresh processes.
TEST_P(EveryModel, LeavesNothingWhenItsMemoryWasCounted) {
  const std::set<int> before = OpenDescriptors();
  EXPECT_GE(MemoryPerTask(model(), 2).value_or(0), 0);
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_FALSE(HasChild());
}

INSTANTIATE_TEST_SUITE_P(Models, EveryModel,
                         ::testing::Values("one-after-another", "coroutines",
                                           "thread-per-task", "thread-pool",
                                           "process-pool", "gil"),
                         [](const auto& tested) {
                           std::string name;
                           for (const char c : std::string(tested.param)) {
                             if (c != '-') name += c;
                           }
                           return name;
                         });

TEST(Compute, DependsOnSeedAndSteps) {
  EXPECT_NE(Compute(1, 10), Compute(2, 10));
  EXPECT_NE(Compute(1, 10), Compute(1, 11));
  EXPECT_EQ(Compute(Compute(1, 4), 6), Compute(1, 10));
}

TEST(Models, AreKnownByName) { EXPECT_FALSE(ModelNamed("threads")); }

TEST(Processors, ThereIsOne) { EXPECT_GE(Processors(), 1); }

}  // namespace
}  // namespace models
