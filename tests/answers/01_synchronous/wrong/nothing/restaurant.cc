// expect: wrong-result — the restaurant is closed
#include "restaurant.h"

void Serve(std::vector<Task> orders) { orders.clear(); }
