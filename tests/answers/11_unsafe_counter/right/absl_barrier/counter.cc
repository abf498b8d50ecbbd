// right — a barrier of Abseil's before, and a lock while they count

#include "counter.h"

#include <thread>
#include <vector>

#include "absl/synchronization/barrier.h"
#include "absl/synchronization/mutex.h"

int CountTogether(int threads, int times) {
  int counter = 0;
  absl::Mutex mutex;
  auto* barrier = new absl::Barrier(threads);
  std::vector<std::jthread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&] {
      if (barrier->Block()) delete barrier;
      for (int n = 0; n < times; ++n) {
        absl::MutexLock lock(&mutex);
        ++counter;
      }
    });
  }
  all.clear();
  return counter;
}
