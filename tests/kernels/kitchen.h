// Two locks, two orders, and enough else to do.

#ifndef RACELINGS_TESTS_KERNELS_KITCHEN_H_
#define RACELINGS_TESTS_KERNELS_KITCHEN_H_

#include <mutex>

namespace kernels {

// What else there is to do: the order of these turns alone makes more schedules
// than can be run.
class Till {
 public:
  void Ring(int times = 25) {
    for (int i = 0; i < times; ++i) {
      const std::lock_guard lock(mutex_);
      ++rung_;
    }
  }

 private:
  std::mutex mutex_;
  int rung_ = 0;
};

struct Kitchen {
  std::mutex grill;
  std::mutex fryer;
  Till till;
  int dishes = 0;

  void GrillThenFry() {
    const std::lock_guard one(grill);
    const std::lock_guard two(fryer);
    ++dishes;
  }
  void FryThenGrill() {
    const std::lock_guard one(fryer);
    const std::lock_guard two(grill);
    ++dishes;
  }
};

}  // namespace kernels

#endif  // RACELINGS_TESTS_KERNELS_KITCHEN_H_
