// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_03_RESTAURANT_H_
#define RACELINGS_03_RESTAURANT_H_

#include <list>

#include "kitchen/coroutines/task.h"

// Opens the restaurant: two of the staff, John and Jane, each a coroutine, take
// orders off one queue, the oldest first, and make them, until none is left.
// They work at the same time, and neither is idle while an order is left. When
// one takes an order they say "John is working...", and when it is made, "John
// finished a task...".
//
// All of that on the thread of the caller, who needs no other. Returns when
// both have gone home.
void Serve(std::list<kitchen::Task<>> orders);

#endif  // RACELINGS_03_RESTAURANT_H_
