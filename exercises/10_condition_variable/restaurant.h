// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_10_RESTAURANT_H_
#define RACELINGS_10_RESTAURANT_H_

#include <functional>
#include <vector>

// One thing to cook, as something to do: making a burger, for example.
using Task = std::function<void()>;

// Waits at the door for the next customer, for as long as it takes, and returns
// what they want. Returns nothing at all when nobody will come any more.
using NextOrder = std::function<std::vector<Task>()>;

// Opens the restaurant. The calling thread takes orders: it calls `next_order`
// until it is told that nobody will come any more. Meanwhile two of the staff,
// John and Jane, each a thread, do the tasks, and they do them at the same
// time.
//
// Whoever is free begins the task that was ordered first and not yet begun, at
// the moment in which there is one. Who has nothing to do waits: a thread that
// looks again and again is not waiting.
//
// Returns when everything that was ordered is done and both have gone home.
void Serve(const NextOrder& next_order);

#endif  // RACELINGS_10_RESTAURANT_H_
