// Code under test that keeps state in globals; see state_test.cc.

#include <mutex>
#include <thread>

namespace {

int counter = 0;
std::mutex mutex;
bool set_up = false;
int set_ups = 0;

void SetUpOnce() {
  bool needed = false;
  {
    const std::scoped_lock lock(mutex);
    needed = !set_up;
  }
  if (!needed) return;
  const std::scoped_lock lock(mutex);
  set_up = true;
  ++set_ups;
}

}  // namespace

extern "C" {

int CountUp() { return ++counter; }

// Two threads set something up; true when both did.
bool RacyFirstUse() {
  std::thread other(SetUpOnce);
  SetUpOnce();
  other.join();
  return set_ups > 1;
}

}  // extern "C"
