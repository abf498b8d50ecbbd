// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_06_RESTAURANT_H_
#define RACELINGS_06_RESTAURANT_H_

#include <functional>
#include <vector>

// One order, as something to do: making a burger, for example. An empty one is
// for something that is not on the menu.
using Task = std::function<void()>;

// Starts a new thread for each order, one after the other, and does not wait
// for one before it starts the next: all orders are made at the same time.
//
// At the first order that is not on the menu it says "Sorry, that is not on the
// menu.", at once, and takes no more orders. Those that came before are made.
//
// Returns when everything that was begun is made: true when these were all.
bool Serve(const std::vector<Task>& orders);

#endif  // RACELINGS_06_RESTAURANT_H_
