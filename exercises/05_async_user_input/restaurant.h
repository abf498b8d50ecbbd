// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_05_RESTAURANT_H_
#define RACELINGS_05_RESTAURANT_H_

#include <functional>
#include <string>

#include "kitchen/coroutines/task.h"

// Shows `prompt` to the customer at the counter, waits, and returns what was
// typed; empty when there is no customer any more. May take long, and blocks
// the thread that calls it.
using Ask = std::function<std::string(const std::string& prompt)>;

// A day at the restaurant. John and Jane, coroutines of one loop, do the tasks
// of one queue, the oldest first, both at the same time; who finds none waits
// for one, or rests for a second and looks again. The loop never stands still.
//
// One of the tasks is to take an order: it asks for the number of burgers and
// queues them, then the same for fries, and then queues itself for the next
// customer. So one order is taken at a time, by John or by Jane, while the
// other does what else there is. Orders are numbered from 0001, and what is
// ordered from 00: 0001-burger00, 0001-burger01, 0001-fries00. For an answer
// that is no number the restaurant closes: no more orders are taken, all that
// was queued before is still made, by both, and then John and Jane go home.
//
// What customers see is said (kitchen::Say), what happens in the kitchen is
// logged (kitchen::Log, or Record of menu.h); which words, the README says.
// Ends when both have gone home.
kitchen::Task<> Serve(Ask ask);

#endif  // RACELINGS_05_RESTAURANT_H_
