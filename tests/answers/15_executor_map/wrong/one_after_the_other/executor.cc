// expect: wrong-result — in order, without any worker

#include "executor.h"

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int /*max_workers*/) {
  std::vector<int> results;
  for (const int n : inputs) results.push_back(function(n));
  return results;
}
