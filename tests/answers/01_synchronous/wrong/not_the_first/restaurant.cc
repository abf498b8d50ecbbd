// expect: wrong-result — counts from 1
#include "restaurant.h"

#include <cstddef>

void Serve(std::vector<Task> orders) {
  for (size_t i = 1; i < orders.size(); ++i) orders[i]();
}
