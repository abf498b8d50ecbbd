// Every primitive, used correctly: no finding under any schedule.

#include <gtest/gtest.h>
#include <pthread.h>
#include <semaphore.h>

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Require;
using schedule::Result;

constexpr int kSchedules = 500;

void ExpectClean(const std::function<void()>& body) {
  const Result result = Explore({.schedules = kSchedules}, body);
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved || result.schedules >= kSchedules)
      << result.schedules;
}

// Two threads that do the same.
void Both(const std::function<void()>& work) {
  std::thread john(work);
  std::thread jane(work);
  john.join();
  jane.join();
}

TEST(Primitives, SharedMutex) {
  ExpectClean([] {
    std::shared_mutex mutex;
    int price = 0;
    Both([&] {
      {
        const std::unique_lock lock(mutex);
        ++price;
      }
      const std::shared_lock lock(mutex);
      Require(price > 0, "written before");
    });
  });
}

TEST(Primitives, SharedMutexLetsReadersInTogether) {
  ExpectClean([] {
    std::shared_mutex mutex;
    Both([&] {
      const std::shared_lock lock(mutex);
      std::this_thread::sleep_for(std::chrono::seconds(1));
    });
    Require(schedule::Elapsed() == std::chrono::seconds(1), "at the same time");
  });
}

TEST(Primitives, SharedMutexUpgradeDeadlocks) {
  const Result result = Explore({}, [] {
    std::shared_mutex mutex;
    Both([&] {
      const std::shared_lock read(mutex);
      const std::unique_lock write(mutex);
    });
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
}

TEST(Primitives, TimedMutexTimesOut) {
  ExpectClean([] {
    std::timed_mutex mutex;
    const std::unique_lock held(mutex);
    std::thread other([&] {
      Require(!mutex.try_lock_for(std::chrono::seconds(3)), "it is held");
    });
    other.join();
    Require(schedule::Elapsed() == std::chrono::seconds(3), "three seconds");
  });
}

TEST(Primitives, ConditionVariableAny) {
  ExpectClean([] {
    std::mutex mutex;
    std::condition_variable_any changed;
    int stage = 0;
    std::thread other([&] {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return stage == 1; });
      stage = 2;
      changed.notify_all();
    });
    {
      std::unique_lock lock(mutex);
      stage = 1;
      changed.notify_all();
      changed.wait(lock, [&] { return stage == 2; });
    }
    other.join();
  });
}

TEST(Primitives, JthreadAndStopToken) {
  ExpectClean([] {
    std::mutex mutex;
    std::condition_variable_any changed;
    const std::jthread cook([&](const std::stop_token& stop) {
      std::unique_lock lock(mutex);
      changed.wait(lock, stop, [] { return false; });
      Require(stop.stop_requested(), "only a stop ends this wait");
    });
  });
}

TEST(Primitives, FuturePromiseAndPackagedTask) {
  ExpectClean([] {
    std::promise<int> promise;
    std::future<int> future = promise.get_future();
    std::packaged_task<int()> task([&] { return future.get() + 1; });
    std::future<int> answer = task.get_future();
    std::thread worker(std::move(task));
    promise.set_value(41);
    Require(answer.get() == 42, "the value came through");
    worker.join();
  });
}

TEST(Primitives, Async) {
  ExpectClean([] {
    std::future<int> square =
        std::async(std::launch::async, [] { return 5 * 5; });
    Require(square.get() == 25, "the value came through");
  });
}

TEST(Primitives, CallOnce) {
  ExpectClean([] {
    std::once_flag flag;
    int calls = 0;
    Both([&] {
      std::call_once(flag, [&] {
        schedule::Note("setting up");
        ++calls;
      });
      Require(calls == 1, "done once, and done before anybody goes on");
    });
  });
}

TEST(Primitives, StaticVariable) {
  ExpectClean([] {
    Both([] {
      struct Slow {
        Slow() { schedule::Note("setting up"); }
        int value = 7;
      };
      static const Slow slow;
      Require(slow.value == 7, "set up before anybody sees it");
    });
  });
}

TEST(Primitives, PosixSemaphore) {
  ExpectClean([] {
    sem_t items;
    sem_init(&items, 0, 0);
    std::thread producer([&] {
      sem_post(&items);
      sem_post(&items);
    });
    sem_wait(&items);
    sem_wait(&items);
    producer.join();
    Require(sem_trywait(&items) != 0, "no third");
    sem_destroy(&items);
  });
}

TEST(Primitives, PosixBarrier) {
  ExpectClean([] {
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, nullptr, 2);
    int written[2] = {};
    int next = 0;
    std::mutex mutex;
    Both([&] {
      int mine = 0;
      {
        const std::scoped_lock lock(mutex);
        mine = next++;
      }
      written[mine] = 1;
      pthread_barrier_wait(&barrier);
      Require(written[1 - mine] == 1, "the other was here as well");
      pthread_barrier_wait(&barrier);
    });
    pthread_barrier_destroy(&barrier);
  });
}

TEST(Primitives, SpinLock) {
  ExpectClean([] {
    pthread_spinlock_t lock;
    pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
    int count = 0;
    Both([&] {
      pthread_spin_lock(&lock);
      ++count;
      pthread_spin_unlock(&lock);
    });
    Require(count == 2, "both counted");
    pthread_spin_destroy(&lock);
  });
}

TEST(Primitives, ThreadLocalDestructorIsTheThreadsOwnWork) {
  ExpectClean([] {
    static std::mutex mutex;
    static int ended;
    ended = 0;
    struct AtEnd {
      ~AtEnd() {
        const std::scoped_lock lock(mutex);
        ++ended;
      }
      int used = 0;
    };
    Both([] {
      thread_local AtEnd at_end;
      at_end.used = 1;
    });
    Require(ended == 2, "joined threads have run their destructors");
  });
}

}  // namespace
