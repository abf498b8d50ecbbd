// expect: wrong-result — the order stops the loop, where it waited before

#include "closing.h"

#include <chrono>
#include <thread>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Gather;
using kitchen::Task;
using kitchen::ToThread;

namespace {

Task<int> AddUpAll(std::vector<int> receipts) {
  co_return co_await ToThread(AddUp, std::move(receipts));
}

Task<std::string> ShrinkPhoto(std::string photo) {
  co_return co_await ToThread(Shrink, std::move(photo));
}

}  // namespace

Task<std::string> OrderMore(std::string item) {
  std::this_thread::sleep_for(std::chrono::seconds(2));
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  auto [takings, small_photo, delivery] = co_await Gather(
      AddUpAll(std::move(receipts)), ShrinkPhoto(std::move(photo)),
      OrderMore(std::move(item)));
  co_return Closing{takings, std::move(small_photo), std::move(delivery)};
}
