// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_08_RESTAURANT_H_
#define RACELINGS_08_RESTAURANT_H_

#include <functional>
#include <list>

// One order, as something to do: making a burger, for example.
using Task = std::function<void()>;

// Opens the restaurant: two of the staff, John and Jane, each a thread, take
// tasks off one list, the oldest first, and do them, until none is left. They
// cook at the same time. Returns when both have gone home.
void Serve(std::list<Task> orders);

#endif  // RACELINGS_08_RESTAURANT_H_
