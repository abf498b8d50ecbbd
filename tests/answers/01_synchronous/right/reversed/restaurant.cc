// right — the last of the reversed ones is the first
#include "restaurant.h"

#include <algorithm>
#include <utility>

void Serve(std::vector<Task> orders) {
  std::reverse(orders.begin(), orders.end());
  while (!orders.empty()) {
    const Task task = std::move(orders.back());
    orders.pop_back();
    task();
  }
}
