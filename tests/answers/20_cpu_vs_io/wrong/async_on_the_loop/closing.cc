// expect: wrong-result — both at the same time, and a loop that stands still in
// get()

#include "closing.h"

#include <chrono>
#include <future>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Sleep;
using kitchen::Task;

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  std::future<int> takings = std::async(std::launch::async, AddUp, receipts);
  std::future<std::string> small_photo =
      std::async(std::launch::async, Shrink, photo);
  kitchen::StartedTask<std::string> delivery =
      kitchen::CreateTask(OrderMore(std::move(item)));
  co_await Sleep(std::chrono::seconds(0));  // The order begins.
  Closing closing;
  closing.takings = takings.get();
  closing.photo = small_photo.get();
  closing.delivery = co_await delivery;
  co_return closing;
}
