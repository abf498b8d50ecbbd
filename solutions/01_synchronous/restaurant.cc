#include "restaurant.h"

void Serve(std::vector<Task> orders) {
  for (const Task& task : orders) task();
}
