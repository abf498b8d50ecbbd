// expect: wrong-result — made on the way there and on the way back
#include "restaurant.h"

void Serve(std::vector<Task> orders) {
  for (const Task& task : orders) task();
  while (!orders.empty()) {
    orders.back()();
    orders.pop_back();
  }
}
