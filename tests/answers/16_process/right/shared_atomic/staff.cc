// right — memory that is shared after all (MAP_SHARED), and an atomic in it
#include "staff.h"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>
#include <string>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/processes/process.h"

using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  void* memory = mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* made = new (memory) std::atomic<int>(0);
  std::vector<Process> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    staff.emplace_back("cook " + std::to_string(cook), [made, &shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      made->fetch_add(shift(cook));
    });
  }
  for (Process& process : staff) process.Join();
  const int result = made->load();
  munmap(memory, sizeof(std::atomic<int>));
  return result;
}
