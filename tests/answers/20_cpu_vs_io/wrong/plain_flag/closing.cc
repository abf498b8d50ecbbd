// expect: data-race — looks at a plain flag that a thread sets

#include "closing.h"

#include <chrono>
#include <thread>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Gather;
using kitchen::Sleep;
using kitchen::Task;
using kitchen::ToThread;

namespace {

Task<int> AddUpAll(std::vector<int> receipts) {
  bool done = false;
  int takings = 0;
  std::thread computing([&] {
    takings = AddUp(receipts);
    done = true;
  });
  while (!done) co_await Sleep(std::chrono::milliseconds(100));
  computing.join();
  co_return takings;
}

Task<std::string> ShrinkPhoto(std::string photo) {
  co_return co_await ToThread(Shrink, std::move(photo));
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
