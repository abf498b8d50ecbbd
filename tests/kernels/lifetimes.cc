// Threads that outlive what they use.

#include <condition_variable>
#include <functional>
#include <latch>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// Nobody waits for it, and what it counts is on the stack of another.
template <bool kRight>
void DetachedOutlivesData() {
  std::mutex mutex;
  int tips = 0;
  std::latch done(1);
  std::thread([&] {
    {
      const std::lock_guard lock(mutex);
      ++tips;
    }
    if (kRight) done.count_down();
  }).detach();
  if (kRight) done.wait();
}

// Waited for, but one operation too early.
template <bool kRight>
void DetachedWorksOn() {
  auto data = std::make_shared<std::mutex>();
  std::latch done(1);
  std::thread([data, &done]() mutable {
    if (!kRight) done.count_down();
    data->lock();
    data->unlock();
    data.reset();
    if (kRight) done.count_down();
  }).detach();
  data.reset();
  done.wait();
}

struct Guest {
  std::mutex mutex;
  int plates = 0;
  void Serve() {
    const std::lock_guard lock(mutex);
    ++plates;
  }
};

// The list of callbacks holds a plain pointer to a guest who may have left.
template <bool kRight>
void CallbackLifetime() {
  std::mutex mutex;
  std::function<void()> callback;
  auto guest = std::make_shared<Guest>();
  if (kRight) {
    callback = [weak = std::weak_ptr(guest)] {
      if (const std::shared_ptr<Guest> alive = weak.lock()) alive->Serve();
    };
  } else {
    callback = [raw = guest.get()] { raw->Serve(); };
  }
  std::thread waiter([&] {
    std::function<void()> call;
    {
      const std::lock_guard lock(mutex);
      call = callback;
    }
    if (call) call();
  });
  {
    const std::lock_guard lock(mutex);
    callback = nullptr;
  }
  guest.reset();
  waiter.join();
}

struct Base {
  Base() = default;
  Base(const Base&) = delete;
  Base& operator=(const Base&) = delete;
  virtual ~Base() { Stop(); }
  virtual int Cook() { return 1; }
  void Start() {
    cook = std::thread([this] { Require(Cook() > 0, "a dish"); });
  }
  void Stop() {
    if (cook.joinable()) cook.join();
  }
  std::thread cook;
};

// By the time the base joins the thread, the derived part is gone.
template <bool kRight>
struct Derived : Base {
  ~Derived() override {
    if (kRight) Stop();
  }
  int Cook() override { return 2; }
};

template <bool kRight>
void JoinedInBaseDestructor() {
  Derived<kRight> kitchen;
  kitchen.Start();
}

// Members end in the reverse of their order, and a jthread joins as it ends.
template <bool kThreadLast>
struct Pool;
template <>
struct Pool<true> {
  std::vector<int> orders = {1};
  std::jthread cook;
};
template <>
struct Pool<false> {
  std::jthread cook;
  std::vector<int> orders = {1};
};

template <bool kRight>
void MembersEndInReverse() {
  Pool<kRight> pool;
  pool.cook =
      std::jthread([&pool] { Require(pool.orders.at(0) > 0, "an order"); });
}

// Whoever sees that all is done may free the lock at once.
void MutexEndsWithItsLastUser() {
  struct Job {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
  };
  auto* job = new Job;
  std::thread worker([job] {
    const std::lock_guard lock(job->mutex);
    job->done = true;
    job->changed.notify_one();
  });
  {
    std::unique_lock lock(job->mutex);
    job->changed.wait(lock, [job] { return job->done; });
  }
  delete job;
  worker.join();
}

void LatchEndsWithItsWaiter() {
  std::thread worker;
  {
    auto done = std::make_shared<std::latch>(1);
    worker = std::thread([done] { done->count_down(); });
    done->wait();
  }
  worker.join();
}

constexpr Kernel kKernels[] = {
    Broken("detached_outlives_data", "a detached thread uses another's stack",
           Kind::kThreadLeak, DetachedOutlivesData<false>),
    Right("detached_outlives_data.right", "the stack's owner waits",
          DetachedOutlivesData<true>),
    Broken("detached_works_on", "says that it is done, and works on",
           Kind::kThreadLeak, DetachedWorksOn<false>),
    Right("detached_works_on.right", "says it last", DetachedWorksOn<true>),
    Broken("callback_lifetime", "calls a member of what is gone",
           Kind::kDataRace, CallbackLifetime<false>)
        .Or(Kind::kMemory)
        .UnderTsan(),
    Right("callback_lifetime.right", "a weak_ptr knows",
          CallbackLifetime<true>),
    Broken("joined_in_base", "a thread calls what the destructor takes apart",
           Kind::kDataRace, JoinedInBaseDestructor<false>)
        .UnderTsan(),
    Right("joined_in_base.right", "joined while all is there",
          JoinedInBaseDestructor<true>),
    Broken("member_order", "the data end before the thread", Kind::kDataRace,
           MembersEndInReverse<false>)
        .Or(Kind::kMemory)
        .UnderTsan(),
    Right("member_order.right", "the thread ends first",
          MembersEndInReverse<true>),
    Right("mutex_ends.right", "freed by the one who had it last",
          MutexEndsWithItsLastUser),
    Right("latch_ends.right", "freed by the one who waited",
          LatchEndsWithItsWaiter),
};

}  // namespace

std::span<const Kernel> LifetimeKernels() { return kKernels; }

}  // namespace kernels
