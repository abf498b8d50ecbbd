// expect: wrong-result — reads to the end and waits for no process: each stays
// behind as a zombie
#include "staff.h"

#include <unistd.h>

#include <string>

#include "kitchen/console.h"

using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  int ends[2];
  if (pipe(ends) != 0) return 0;
  for (int cook = 0; cook < cooks; ++cook) {
    const pid_t pid = fork();
    if (pid == 0) {
      Say("Process ID: " + std::to_string(getpid()));
      const int burgers = shift(cook);
      (void)!write(ends[1], &burgers, sizeof(burgers));
      _exit(0);
    }
  }
  close(ends[1]);
  int made = 0;
  int burgers = 0;
  while (read(ends[0], &burgers, sizeof(burgers)) == sizeof(burgers)) {
    made += burgers;
  }
  close(ends[0]);
  return made;
}
