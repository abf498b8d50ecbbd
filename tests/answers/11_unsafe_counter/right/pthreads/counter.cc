// right — POSIX threads and mutex, as in C

#include "counter.h"

#include <pthread.h>

#include <vector>

namespace {
struct Job {
  int times;
  int* counter;
  pthread_mutex_t* mutex;
};
void* Count(void* argument) {
  auto* job = static_cast<Job*>(argument);
  for (int i = 0; i < job->times; ++i) {
    pthread_mutex_lock(job->mutex);
    ++*job->counter;
    pthread_mutex_unlock(job->mutex);
  }
  return nullptr;
}
}  // namespace

int CountTogether(int threads, int times) {
  int counter = 0;
  pthread_mutex_t mutex;
  pthread_mutex_init(&mutex, nullptr);
  Job job{times, &counter, &mutex};
  std::vector<pthread_t> all(static_cast<size_t>(threads));
  for (pthread_t& one : all) pthread_create(&one, nullptr, Count, &job);
  for (pthread_t one : all) pthread_join(one, nullptr);
  pthread_mutex_destroy(&mutex);
  return counter;
}
