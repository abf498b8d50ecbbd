// expect: thread-leak|wrong-result — the cook is at work when Serve returns
#include "restaurant.h"

#include <thread>
#include <utility>

void Serve(std::vector<Task> orders) {
  std::thread cook([orders = std::move(orders)] {
    for (const Task& task : orders) task();
  });
  cook.detach();
}
