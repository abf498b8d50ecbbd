// expect: wrong-result — nobody waits for the photo

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
  kitchen::StartedTask<std::string> shrinking =
      kitchen::CreateTask(ShrinkPhoto(std::move(photo)));
  auto [takings, delivery] = co_await Gather(AddUpAll(std::move(receipts)),
                                             OrderMore(std::move(item)));
  std::string small_photo;
  if (shrinking.Done()) small_photo = co_await shrinking;
  co_return Closing{takings, std::move(small_photo), std::move(delivery)};
}
