#include "kitchen/coroutines/outside.h"

#include <algorithm>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/coroutines/waiting.h"
#include "kitchen/staff.h"

namespace kitchen::internal {
namespace {

// Python's default executor has as many at most.
constexpr size_t kMostThreads = 32;

using WorkGuard = asio::executor_work_guard<asio::io_context::executor_type>;

// What a handler of Asio's shares with the watch, which may go first.
struct Then {
  std::function<void()> call;  // Empty when nobody is to be told.
  int references = 0;
};

class DescriptorWatch final : public Watch {
 public:
  DescriptorWatch(asio::io_context& context, int descriptor,
                  std::function<void()> then)
      : descriptor_(context, descriptor),
        then_(new Then{.call = std::move(then)}) {
    descriptor_.async_wait(asio::posix::stream_descriptor::wait_read,
                           [then = then_](const asio::error_code& error) {
                             if (error || !then->call) return;
                             // The call may destroy the watch.
                             std::exchange(then->call, nullptr)();
                           });
  }
  ~DescriptorWatch() override {
    then_->call = nullptr;
    descriptor_.release();  // Its owner closes it.
  }

 private:
  asio::posix::stream_descriptor descriptor_;
  Ref<Then> then_;
};

}  // namespace

class Outside::Parts {
 public:
  asio::io_context context{1};
  WorkGuard open = asio::make_work_guard(context);
  asio::steady_timer timer{context};
  std::optional<Time> timer_set;

  // The threads run this one, until `closed` lets them go.
  asio::io_context work;
  std::optional<WorkGuard> closed = asio::make_work_guard(work);
  std::vector<std::thread> threads;
  size_t at_work = 0;  // Calls whose end the loop has not heard of.
};

Outside::Outside() : parts_(std::make_unique<Parts>()) {}

Outside::~Outside() { JoinThreads(); }

void Outside::CallInThread(std::function<void()> work,
                           std::function<void()> done) {
  ++parts_->at_work;
  if (parts_->at_work > parts_->threads.size() &&
      parts_->threads.size() < kMostThreads) {
    const std::string name =
        "ToThread " + std::to_string(parts_->threads.size() + 1);
    parts_->threads.emplace_back([parts = parts_.get(), name] {
      SetThreadName(name);
      parts->work.run();
    });
  }
  // The thread gives `done` back as it is: it is made and destroyed by the
  // loop.
  asio::post(parts_->work, [parts = parts_.get(), work = std::move(work),
                            done = std::move(done)]() mutable {
    work();
    asio::post(parts->context, [parts, done = std::move(done)] {
      --parts->at_work;
      done();
    });
  });
}

std::unique_ptr<Watch> Outside::WhenReadable(int descriptor,
                                             std::function<void()> then) {
  return std::make_unique<DescriptorWatch>(parts_->context, descriptor,
                                           std::move(then));
}

void Outside::Wait(std::optional<Time> deadline) {
  if (deadline.has_value() && parts_->timer_set != deadline) {
    parts_->timer_set = deadline;
    parts_->timer.expires_at(*deadline);
    parts_->timer.async_wait([parts = parts_.get()](const asio::error_code& e) {
      if (!e) parts->timer_set.reset();
    });
  }
  parts_->context.run_one();
  parts_->context.poll();
}

void Outside::Poll() { parts_->context.poll(); }

void Outside::JoinThreads() {
  parts_->closed.reset();
  for (std::thread& thread : parts_->threads) thread.join();
  parts_->threads.clear();
}

}  // namespace kitchen::internal
