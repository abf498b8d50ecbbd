// What an answer's code may not do to the judge, kept by the kernel.

#ifndef RACELINGS_HARNESS_RIGHTS_H_
#define RACELINGS_HARNESS_RIGHTS_H_

namespace harness {

// In the judge, before anything else: no other process of the same user may
// look into its memory or use its descriptors.
void Seclude();

// In a worker, before the answer is loaded: from now on whoever asks the kernel
// for what no answer needs is ended by SIGSYS: to trace or signal the judge, to
// read another process's memory, to mount, to leave its process group. Where
// the kernel has no such filters, nothing changes. Cannot be undone; children
// inherit it.
void GiveUpRights();

}  // namespace harness

#endif  // RACELINGS_HARNESS_RIGHTS_H_
