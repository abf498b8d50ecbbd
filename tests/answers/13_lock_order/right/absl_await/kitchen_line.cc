// right — two flags under one absl::Mutex, waited for with Await

#include "kitchen_line.h"

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class KitchenLine {
 public:
  // What John and Jane do, both at once.
  void Working(const std::vector<Order>& orders) {
    for (const Order& order : orders) {
      Say(ThreadName() + " is working...");
      Make(order);
      Say(ThreadName() + " finish task...");
    }
  }

  Made made() const { return made_; }

 private:
  void Make(const Order& order) {
    const bool grill = order.dish != Dish::kFries;
    const bool fryer = order.dish != Dish::kBurger;
    const auto free = [this, grill, fryer]() {
      mutex_.AssertReaderHeld();
      return !(grill && grill_in_use_) && !(fryer && fryer_in_use_);
    };
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(&free));
      if (grill) grill_in_use_ = true;
      if (fryer) fryer_in_use_ = true;
    }
    order.make();
    absl::MutexLock lock(&mutex_);
    if (grill) {
      grill_in_use_ = false;
      ++made_.burgers;
    }
    if (fryer) {
      fryer_in_use_ = false;
      ++made_.fries;
    }
  }

  absl::Mutex mutex_;
  bool grill_in_use_ ABSL_GUARDED_BY(mutex_) = false;
  bool fryer_in_use_ ABSL_GUARDED_BY(mutex_) = false;
  Made made_;
};

}  // namespace

Made Serve(const std::vector<Order>& johns, const std::vector<Order>& janes) {
  KitchenLine line;
  const auto work_as = [&line](const char* name,
                               const std::vector<Order>& orders) {
    SetThreadName(name);
    line.Working(orders);
  };
  std::thread john(work_as, "John", std::cref(johns));
  std::thread jane(work_as, "Jane", std::cref(janes));
  john.join();
  jane.join();
  return line.made();
}
