// expect: wrong-result — off the loop, and each waits for the one before it

#include "closing.h"

#include <chrono>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Sleep;
using kitchen::Task;
using kitchen::ToThread;

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  const int takings = co_await ToThread(AddUp, std::move(receipts));
  std::string small_photo = co_await ToThread(Shrink, std::move(photo));
  std::string delivery = co_await OrderMore(std::move(item));
  co_return Closing{takings, std::move(small_photo), std::move(delivery)};
}
