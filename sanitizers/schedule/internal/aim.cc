#include "schedule/internal/aim.h"

#include "schedule/internal/strategy.h"

namespace schedule::internal {
namespace {

constexpr int kRounds = 4;

}  // namespace

void Aim::At(const LockCycle* cycle, int at_first, const LockOrder* order) {
  cycle_ = cycle;
  wanted_at_first_ = at_first;
  order_ = order;
}

void Aim::Begin(Random* random, int64_t index, int64_t length) {
  if (cycle_ == nullptr) return;
  at_first_ = wanted_at_first_;
  from_step_ = 0;
  if (wanted_at_first_ == kAnybodyAtFirst) {
    const auto drawn = static_cast<int>(
        random->Below(static_cast<uint64_t>(cycle_->count) + 1));
    at_first_ = drawn == cycle_->count ? kNobodyAtFirst : drawn;
    // Not always the first time that a thread comes there.
    if (random->OneIn(2)) {
      from_step_ =
          static_cast<int64_t>(random->Below(static_cast<uint64_t>(length)));
    }
  }
  any_lock_ = index % 2 == 1;
  patience_ = 2 * length + 100;
  left_ = patience_;
  rounds_ = kRounds;
}

void Aim::Narrow(Choice* choice) {
  if (cycle_ == nullptr || rounds_ == 0 || choice->step < from_step_) return;
  int count = Gather(*choice, Stand::kElsewhere);
  if (count == choice->spurious_from) return;
  if (count == 0 || --left_ == 0) {
    if (count > 0) --rounds_;
    left_ = patience_;
    count = Gather(*choice, Stand::kAtFirst);
    if (count == 0) count = Gather(*choice, Stand::kAtSecond);
  }
  choice->threads = threads_;
  choice->ops = ops_;
  choice->count = count;
  choice->spurious_from = count;
}

// Puts aside those who stand there, and returns how many.
int Aim::Gather(const Choice& choice, Stand stand) {
  int count = 0;
  for (int i = 0; i < choice.spurious_from; ++i) {
    if (StandOf(choice.threads[i], *choice.ops[i]) != stand) continue;
    threads_[count] = choice.threads[i];
    ops_[count++] = choice.ops[i];
  }
  return count;
}

Aim::Stand Aim::StandOf(int thread, const Op& op) const {
  const bool waits =
      (op.kind == OpKind::kLock || op.kind == OpKind::kReadLock) &&
      op.deadline == kNever;
  if (!waits) return Stand::kElsewhere;
  for (int i = 0; i < cycle_->count; ++i) {
    const LockCycle::Step& step = cycle_->steps[i];
    if (step.thread != thread) continue;
    const bool at_second = any_lock_ ? order_->HeldCount(thread) > 0
                                     : op.object == step.second &&
                                           order_->Holds(thread, step.first);
    if (at_second) return Stand::kAtSecond;
    const bool at_first =
        any_lock_ ? order_->HeldCount(thread) == 0 : op.object == step.first;
    if (at_first && i == at_first_) return Stand::kAtFirst;
  }
  return Stand::kElsewhere;
}

}  // namespace schedule::internal
