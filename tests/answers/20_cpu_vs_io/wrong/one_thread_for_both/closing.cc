// expect: wrong-result — one thread for both computations, one after the other

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

std::pair<int, std::string> ComputeBoth(const std::vector<int>& receipts,
                                        const std::string& photo) {
  const int takings = AddUp(receipts);
  return {takings, Shrink(photo)};
}

Task<std::pair<int, std::string>> Compute(std::vector<int> receipts,
                                          std::string photo) {
  co_return co_await ToThread(ComputeBoth, std::move(receipts),
                              std::move(photo));
}

}  // namespace

Task<std::string> OrderMore(std::string item) {
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  auto [computed, delivery] =
      co_await Gather(Compute(std::move(receipts), std::move(photo)),
                      OrderMore(std::move(item)));
  co_return Closing{computed.first, std::move(computed.second),
                    std::move(delivery)};
}
