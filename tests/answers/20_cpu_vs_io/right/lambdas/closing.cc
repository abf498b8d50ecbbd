// right — lambda coroutines whose parameters are copied into their frames

#include "closing.h"

#include <chrono>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Gather;
using kitchen::Sleep;
using kitchen::Task;
using kitchen::ToThread;

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  const auto compute = [](auto function,
                          auto input) -> Task<decltype(function(input))> {
    co_return co_await ToThread(function, std::move(input));
  };
  auto [takings, small_photo, delivery] = co_await Gather(
      compute(AddUp, std::move(receipts)), compute(Shrink, std::move(photo)),
      OrderMore(std::move(item)));
  co_return Closing{takings, std::move(small_photo), std::move(delivery)};
}
