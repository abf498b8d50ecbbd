// expect: wrong-result — threads that compute, and a loop that stands still in
// join()

#include "closing.h"

#include <chrono>
#include <thread>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Gather;
using kitchen::Sleep;
using kitchen::Task;

namespace {

Task<int> AddUpAll(std::vector<int> receipts) {
  int takings = 0;
  std::thread computing([&] { takings = AddUp(receipts); });
  computing.join();
  co_return takings;
}

Task<std::string> ShrinkPhoto(std::string photo) {
  std::string small_photo;
  std::thread computing([&] { small_photo = Shrink(photo); });
  computing.join();
  co_return small_photo;
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
