// What can be ordered, and where it is recorded. Nothing to change here.

#ifndef RACELINGS_05_MENU_H_
#define RACELINGS_05_MENU_H_

#include <chrono>
#include <string>
#include <utility>

#include "kitchen/coroutines/sleep.h"
#include "kitchen/coroutines/task.h"
#include "kitchen/coroutines/to_thread.h"
#include "kitchen/order_log.h"
#include "kitchen/orders.h"

// Logs `entry`. A disk may take its time, so a thread writes, and the others of
// the loop go on meanwhile.
inline kitchen::Task<> Record(std::string entry) {
  co_await kitchen::ToThread(kitchen::Log, std::move(entry));
}

inline kitchen::Task<> MakeBurger(std::string number) {
  co_await Record("Preparing burger #" + number + "...");
  co_await kitchen::Sleep(std::chrono::seconds(5));  // Time for making it.
  co_await Record("Burger made #" + number);
}

inline kitchen::Task<> MakeFries(std::string number) {
  co_await Record("Preparing fries #" + number + "...");
  co_await kitchen::Sleep(std::chrono::seconds(2));  // Time for making them.
  co_await Record("Fries made #" + number);
}

#endif  // RACELINGS_05_MENU_H_
