// expect: crash — goes one past the last
#include "restaurant.h"

#include <cstddef>

void Serve(std::vector<Task> orders) {
  for (size_t i = 0; i <= orders.size(); ++i) orders[i]();
}
