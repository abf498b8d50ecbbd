// expect: data-race — both threads count what is done, without a lock

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

Task<int> AddUpAll(std::vector<int> receipts, int& done) {
  co_return co_await ToThread([&] {
    const int takings = AddUp(receipts);
    ++done;
    return takings;
  });
}

Task<std::string> ShrinkPhoto(std::string photo, int& done) {
  co_return co_await ToThread([&] {
    std::string small_photo = Shrink(photo);
    ++done;
    return small_photo;
  });
}

}  // namespace

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  int done = 0;
  auto [takings, small_photo, delivery] = co_await Gather(
      AddUpAll(std::move(receipts), done), ShrinkPhoto(std::move(photo), done),
      OrderMore(std::move(item)));
  if (done != 2) co_return Closing{};
  co_return Closing{takings, std::move(small_photo), std::move(delivery)};
}
