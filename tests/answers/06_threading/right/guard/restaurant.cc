// right — an object of our own whose destructor joins

#include "restaurant.h"

#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

namespace {

// Joins all threads on every way out.
class Joiner {
 public:
  explicit Joiner(std::vector<std::thread>& threads) : threads_(threads) {}
  Joiner(const Joiner&) = delete;
  Joiner& operator=(const Joiner&) = delete;
  ~Joiner() {
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  std::vector<std::thread>& threads_;
};

}  // namespace

bool Serve(const std::vector<Task>& orders) {
  std::vector<std::thread> threads;
  const Joiner joiner(threads);
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      return false;
    }
    const std::string name = "cook " + std::to_string(threads.size() + 1);
    threads.emplace_back([&order, name] {
      SetThreadName(name);
      order();
    });
  }
  return true;
}
