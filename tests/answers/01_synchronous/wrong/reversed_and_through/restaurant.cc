// expect: wrong-result — reversed, and then from the front
#include "restaurant.h"

#include <algorithm>

void Serve(std::vector<Task> orders) {
  std::reverse(orders.begin(), orders.end());
  for (const Task& task : orders) task();
}
