#include "kernels/kernel.h"

namespace kernels {

std::vector<Kernel> AllKernels() {
  std::vector<Kernel> all;
  for (const std::span<const Kernel> topic :
       {LockKernels(),        LockOrderKernels(),  SafeOrderKernels(),
        SharedLockKernels(),  MonitorKernels(),    ConditionKernels(),
        WakingKernels(),      CountingKernels(),   AtomicKernels(),
        FenceKernels(),       SpinningKernels(),   LockFreeKernels(),
        PublicationKernels(), LifetimeKernels(),   ContainerKernels(),
        ShutdownKernels(),    TaskKernels(),       TimeKernels(),
        PosixKernels(),       PosixMutexKernels(), PosixConditionKernels(),
        PosixEventKernels(),  PipeKernels(),       AbseilKernels()}) {
    all.insert(all.end(), topic.begin(), topic.end());
  }
  return all;
}

}  // namespace kernels
