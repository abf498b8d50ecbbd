// expect: wrong-result — looks at one end and takes from the other
#include "restaurant.h"

void Serve(std::vector<Task> orders) {
  while (!orders.empty()) {
    orders.front()();
    orders.pop_back();
  }
}
