// right — each writes to a field of its own, and all of it outlives them

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
  Closing closing;
  const auto add_up = [](const auto& receipts, int& place) -> Task<> {
    co_await ToThread([&] { place = AddUp(receipts); });
  };
  const auto shrink = [](const auto& photo, std::string& place) -> Task<> {
    co_await ToThread([&] { place = Shrink(photo); });
  };
  const auto order = [](std::string item, std::string& place) -> Task<> {
    place = co_await OrderMore(std::move(item));
  };
  co_await Gather(add_up(receipts, closing.takings),
                  shrink(photo, closing.photo),
                  order(std::move(item), closing.delivery));
  co_return closing;
}
