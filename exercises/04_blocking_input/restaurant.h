// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_04_RESTAURANT_H_
#define RACELINGS_04_RESTAURANT_H_

#include <functional>
#include <string>

// Shows `prompt` to the customer at the counter, waits until something was
// typed, and returns it; empty when there is no customer any more. An ordinary
// function: the thread that calls it does nothing else meanwhile. It may be
// called on any thread, by one at a time.
using Ask = std::function<std::string(const std::string& prompt)>;

// A day at the restaurant. John and Jane, each a coroutine on one loop, do the
// tasks of one queue, the oldest first, both at the same time.
//
// One of the tasks is to take an order: it asks for the number of burgers and
// queues them, then the same for fries, and then queues itself for the next
// customer. While a customer types, the other one of the staff goes on with
// what there is to do. Orders are numbered from 0001, and what is ordered from
// 00: 0001-burger00, 0001-fries00. For an answer that is no number the
// restaurant closes: all that was queued before is still made, and then both go
// home.
//
// Returns when both have gone home.
void Serve(const Ask& ask);

#endif  // RACELINGS_04_RESTAURANT_H_
