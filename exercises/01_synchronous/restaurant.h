// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_01_RESTAURANT_H_
#define RACELINGS_01_RESTAURANT_H_

#include <functional>
#include <vector>

// One order, as something to do: making a burger, for example.
using Task = std::function<void()>;

// Opens the restaurant with one cook, who makes the orders one at a time, in
// the order in which they stand: first come, first served. Returns when all are
// made.
void Serve(std::vector<Task> orders);

#endif  // RACELINGS_01_RESTAURANT_H_
