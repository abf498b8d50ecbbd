// right — an algorithm that goes from the first to the last
#include "restaurant.h"

#include <algorithm>

void Serve(std::vector<Task> orders) {
  std::for_each(orders.begin(), orders.end(), [](const Task& task) { task(); });
}
