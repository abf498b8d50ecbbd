// right — std::queue is first in, first out
#include "restaurant.h"

#include <queue>
#include <utility>

void Serve(std::vector<Task> orders) {
  std::queue<Task> queue;
  for (Task& task : orders) queue.push(std::move(task));
  for (; !queue.empty(); queue.pop()) queue.front()();
}
