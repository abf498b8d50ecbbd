// expect: wrong-result — one order too few
#include "restaurant.h"

#include <cstddef>

void Serve(std::vector<Task> orders) {
  for (size_t i = 0; i + 1 < orders.size(); ++i) orders[i]();
}
