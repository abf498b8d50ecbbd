// expect: wrong-result|crash|memory — the lambda goes at the end of the line,
// and its captures with it

#include "closing.h"

#include <chrono>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Gather;
using kitchen::Sleep;
using kitchen::Task;
using kitchen::ToThread;

namespace {

Task<int> AddUpAll(std::vector<int> receipts) {
  co_return co_await ToThread(AddUp, std::move(receipts));
}

}  // namespace

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  Task<std::string> shrink = [photo]() -> Task<std::string> {
    co_return co_await ToThread(Shrink, photo);
  }();
  auto [takings, small_photo, delivery] =
      co_await Gather(AddUpAll(std::move(receipts)), std::move(shrink),
                      OrderMore(std::move(item)));
  co_return Closing{takings, std::move(small_photo), std::move(delivery)};
}
