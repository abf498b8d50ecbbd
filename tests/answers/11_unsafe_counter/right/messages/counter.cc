// right — the threads send, and only one counts

#include "counter.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

int CountTogether(int threads, int times) {
  std::mutex mutex;
  std::condition_variable news;
  std::deque<int> inbox;
  const auto send = [&](int message) {
    std::scoped_lock lock(mutex);
    inbox.push_back(message);
    news.notify_one();
  };
  std::vector<std::jthread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&send, times] {
      for (int n = 0; n < times; ++n) send(1);
      send(0);  // That was all.
    });
  }
  int counter = 0;
  for (int ended = 0; ended < threads;) {
    std::unique_lock lock(mutex);
    news.wait(lock, [&] { return !inbox.empty(); });
    const int message = inbox.front();
    inbox.pop_front();
    counter += message;
    ended += message == 0 ? 1 : 0;
  }
  return counter;
}
