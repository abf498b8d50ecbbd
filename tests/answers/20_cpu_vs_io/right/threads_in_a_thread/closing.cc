// right — one thread for both computations, with a second one to help

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

using Computed = std::pair<int, std::string>;

Task<Computed> ComputeBoth(std::vector<int> receipts, std::string photo) {
  co_return co_await ToThread([&] {
    Computed computed;
    std::jthread helper([&] { computed.first = AddUp(receipts); });
    computed.second = Shrink(photo);
    helper.join();
    return computed;
  });
}

}  // namespace

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  auto [computed, delivery] =
      co_await Gather(ComputeBoth(std::move(receipts), std::move(photo)),
                      OrderMore(std::move(item)));
  co_return Closing{computed.first, std::move(computed.second),
                    std::move(delivery)};
}
