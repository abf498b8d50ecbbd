// right — a file without a name that all have open; each writes at a place of
// its own
#include "staff.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/processes/process.h"

using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  const int file = memfd_create("counts", MFD_CLOEXEC);
  std::vector<Process> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    staff.emplace_back("cook " + std::to_string(cook), [file, &shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      const int burgers = shift(cook);
      const auto place = static_cast<off_t>(sizeof(burgers)) * cook;
      (void)!pwrite(file, &burgers, sizeof(burgers), place);
    });
  }
  for (Process& process : staff) process.Join();
  int made = 0;
  int burgers = 0;
  while (read(file, &burgers, sizeof(burgers)) == sizeof(burgers)) {
    made += burgers;
  }
  close(file);
  return made;
}
