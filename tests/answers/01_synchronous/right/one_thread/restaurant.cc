// right — the cook is a thread of their own, and is waited for
#include "restaurant.h"

#include <thread>

void Serve(std::vector<Task> orders) {
  std::thread cook([&orders] {
    for (const Task& task : orders) task();
  });
  cook.join();
}
