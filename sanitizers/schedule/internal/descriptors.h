// File descriptors, as a thread that waits for one sees them.
//
// Nothing is remembered of them: the kernel is asked each time. It knows what a
// descriptor leads to, through dup() and fork(), whoever made it.
//
// Thread safety: for the thread whose turn it is.

#ifndef RACELINGS_SCHEDULE_INTERNAL_DESCRIPTORS_H_
#define RACELINGS_SCHEDULE_INTERNAL_DESCRIPTORS_H_

#include <poll.h>
#include <sys/wait.h>

#include "schedule/internal/op.h"

namespace schedule::internal {

// What a thread waits for: any of some descriptors, or a process.
struct IoWait {
  const pollfd* polls = nullptr;
  int count = 0;
  // Ready is what `revents` asks for, and not what poll() takes it to be:
  // select() sees some of it otherwise.
  bool exact = false;
  bool for_process = false;  // The arguments of waitid().
  idtype_t process_type = P_ALL;
  id_t process = 0;
  int process_options = 0;
};

// Whether the wait would end at once. Timers that are due have fired before it
// looks. A descriptor that was closed meanwhile never becomes ready, as in the
// kernel.
bool IsReady(const IoWait& wait);

// Who else than a thread of this process may end a wait.
enum class Ender {
  kNobody,   // That is certain.
  kKernel,   // Bytes from one end of a connection to the other are on their
             // way.
  kAnybody,  // Another process, the network, a terminal.
};
Ender WhoMayEnd(const IoWait& wait);

// The same for a socket that was made by this process, as far as its own end
// and the other's tell; and whether any has sent what has not arrived.
Ender WhoMayWriteTo(int socket);
bool AnyBytesOnTheirWay();

// Once in a worker, before any schedule: descriptors that are open now lead
// outside.
void NoteInheritedDescriptors();

// As many descriptors as are looked through; few processes may open more.
inline constexpr int kMaxDescriptors = 1024;

// FileKind::kNone for a file, a terminal, and what is no descriptor at all.
FileKind KindOf(int fd);

bool IsNonBlocking(int fd);

// A descriptor of this process to which one would have to write so that `fd`, a
// pipe, can be read; or -1.
int WriteEndOf(int fd);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_DESCRIPTORS_H_
