// right — all three are started, and then each is waited for

#include "closing.h"

#include <chrono>
#include <utility>

#include "kitchen/coroutines.h"
#include "office.h"

using kitchen::Sleep;
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
  co_await Sleep(std::chrono::seconds(2));  // The supplier takes its time.
  co_return item + ": tomorrow at 6.";
}

Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                      std::string item) {
  kitchen::StartedTask<int> takings =
      kitchen::CreateTask(AddUpAll(std::move(receipts)));
  kitchen::StartedTask<std::string> small_photo =
      kitchen::CreateTask(ShrinkPhoto(std::move(photo)));
  std::string delivery = co_await OrderMore(std::move(item));
  co_return Closing{co_await takings, co_await small_photo,
                    std::move(delivery)};
}
