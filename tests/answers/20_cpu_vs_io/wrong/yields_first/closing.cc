// expect: wrong-result — lets others run before it computes, and then nobody

#include "closing.h"

#include <chrono>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Gather;
using kitchen::Sleep;
using kitchen::Task;

namespace {

Task<int> AddUpAll(std::vector<int> receipts) {
  co_await Sleep(std::chrono::seconds(0));  // Let the others run.
  co_return AddUp(receipts);
}

Task<std::string> ShrinkPhoto(std::string photo) {
  co_await Sleep(std::chrono::seconds(0));  // Let the others run.
  co_return Shrink(photo);
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
