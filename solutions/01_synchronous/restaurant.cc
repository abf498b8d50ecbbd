#include "restaurant.h"

#include <utility>

void Serve(std::vector<Task> orders) {
  while (!orders.empty()) {
    const Task task = std::move(orders.front());
    orders.erase(orders.begin());
    task();
  }
}
