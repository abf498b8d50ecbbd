// expect: wrong-result — goes through them backwards
#include "restaurant.h"

#include <cstddef>

void Serve(std::vector<Task> orders) {
  for (size_t i = orders.size(); i-- > 0;) orders[i]();
}
