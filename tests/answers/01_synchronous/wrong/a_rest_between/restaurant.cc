// expect: wrong-result — rests for a second after each
#include "restaurant.h"

#include <chrono>
#include <thread>

void Serve(std::vector<Task> orders) {
  for (const Task& task : orders) {
    task();
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}
