// expect: wrong-result — what is erased moves the others up: every second is
// missed
#include "restaurant.h"

#include <cstddef>

void Serve(std::vector<Task> orders) {
  for (size_t i = 0; i < orders.size(); ++i) {
    orders[i]();
    orders.erase(orders.begin() + static_cast<std::ptrdiff_t>(i));
  }
}
