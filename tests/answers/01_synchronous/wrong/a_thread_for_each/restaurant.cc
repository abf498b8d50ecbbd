// expect: wrong-result — three cooks instead of one
#include "restaurant.h"

#include <thread>

void Serve(std::vector<Task> orders) {
  std::vector<std::thread> cooks;
  for (const Task& task : orders) cooks.emplace_back(task);
  for (std::thread& cook : cooks) cook.join();
}
