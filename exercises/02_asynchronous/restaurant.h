// What main.cc and the tests expect of restaurant.cc. Nothing to change here.

#ifndef RACELINGS_02_RESTAURANT_H_
#define RACELINGS_02_RESTAURANT_H_

#include <vector>

#include "kitchen/coroutines/task.h"

// Makes a burger: says "Preparing burger #0...", lets five seconds pass, and
// says "Burger made #0".
kitchen::Task<> MakeBurger(int order_num);

// Makes all orders at the same time: begins them in their order, and ends when
// all of them have ended. All on one thread.
kitchen::Task<> Serve(std::vector<kitchen::Task<>> orders);

#endif  // RACELINGS_02_RESTAURANT_H_
