#include "restaurant.h"

#include <utility>

void Serve(std::vector<Task> orders) {
  while (!orders.empty()) {
    const Task task = std::move(orders.back());
    orders.pop_back();
    task();
  }
}
