// right — a queue: taken from the front
#include "restaurant.h"

#include <deque>
#include <utility>

void Serve(std::vector<Task> orders) {
  std::deque<Task> queue(orders.begin(), orders.end());
  while (!queue.empty()) {
    const Task task = std::move(queue.front());
    queue.pop_front();
    task();
  }
}
