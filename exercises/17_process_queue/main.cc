// The script: a process says something, and its parent prints it.

#include <string>

#include "collect.h"
#include "kitchen/console.h"

int main() {
  const Worker worker = [](int, const Put& put) { put("Hello from process"); };
  for (const std::string& message : Collect(worker, 1)) kitchen::Say(message);
}
