// A known race: two threads write one variable, and nothing orders them.
// `racelings doctor` runs this to see that ThreadSanitizer can find it.

#include <thread>

int orders = 0;

int main() {
  std::thread john([] { ++orders; });
  std::thread jane([] { ++orders; });
  john.join();
  jane.join();
}
