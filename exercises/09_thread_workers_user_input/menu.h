// What can be ordered. Nothing to change here.

#ifndef RACELINGS_09_MENU_H_
#define RACELINGS_09_MENU_H_

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "kitchen/order_log.h"
#include "kitchen/orders.h"

// Something that John or Jane does.
using Task = std::function<void()>;

// NOLINTBEGIN(google-global-names-in-headers): this header is for one exercise.
using kitchen::ItemNumber;
using kitchen::OrderNumber;
using kitchen::ParseNumber;
// NOLINTEND(google-global-names-in-headers)

inline Task MakeBurger(const std::string& number) {
  return [number] {
    kitchen::Log("Preparing burger #" + number + "...");
    std::this_thread::sleep_for(
        std::chrono::seconds(5));  // Time for making it.
    kitchen::Log("Burger made #" + number);
  };
}

inline Task MakeFries(const std::string& number) {
  return [number] {
    kitchen::Log("Preparing fries #" + number + "...");
    std::this_thread::sleep_for(
        std::chrono::seconds(2));  // Time for making them.
    kitchen::Log("Fries made #" + number);
  };
}

#endif  // RACELINGS_09_MENU_H_
