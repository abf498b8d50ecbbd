// The clean twin of race.cc: the same two threads, and a lock. `racelings
// doctor` runs this to see that ThreadSanitizer finds nothing where nothing is.

#include <mutex>
#include <thread>

std::mutex mutex;
int orders = 0;

void Order() {
  const std::lock_guard<std::mutex> lock(mutex);
  ++orders;
}

int main() {
  std::thread john(Order);
  std::thread jane(Order);
  john.join();
  jane.join();
}
