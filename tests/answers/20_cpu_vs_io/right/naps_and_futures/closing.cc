// right — futures, asked now and then without waiting in them: impolite, and
// right

#include "closing.h"

#include <chrono>
#include <future>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Gather;
using kitchen::Sleep;
using kitchen::Task;

namespace {

template <typename T>
Task<T> WaitFor(std::future<T> future) {
  while (future.wait_for(std::chrono::seconds(0)) !=
         std::future_status::ready) {
    co_await Sleep(std::chrono::milliseconds(100));
  }
  co_return future.get();
}

Task<int> AddUpAll(std::vector<int> receipts) {
  co_return co_await WaitFor(std::async(std::launch::async, AddUp, receipts));
}

Task<std::string> ShrinkPhoto(std::string photo) {
  co_return co_await WaitFor(std::async(std::launch::async, Shrink, photo));
}

}  // namespace

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  auto [takings, small_photo, delivery] = co_await Gather(
      AddUpAll(std::move(receipts)), ShrinkPhoto(std::move(photo)),
      OrderMore(std::move(item)));
  co_return Closing{takings, std::move(small_photo), std::move(delivery)};
}
