// expect: wrong-result — std::stack is last in, first out
#include "restaurant.h"

#include <stack>
#include <utility>

void Serve(std::vector<Task> orders) {
  std::stack<Task> stack;
  for (Task& task : orders) stack.push(std::move(task));
  for (; !stack.empty(); stack.pop()) stack.top()();
}
