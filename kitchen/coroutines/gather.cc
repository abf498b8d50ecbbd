#include "kitchen/coroutines/gather.h"

namespace kitchen::internal {

GatheringBase::~GatheringBase() {
  const bool goes_on = ready();
  for (const Ref<Root>& root : roots_) {
    root->seen = true;
    root->gatherer = nullptr;
  }
  if (goes_on) return;
  for (const Ref<Root>& root : roots_) {
    if (!root->running()) root->Cancel();
  }
}

void GatheringBase::Add(Ref<Root> root) {
  if (root->done()) {
    Note(*root);
  } else {
    ++left_;
    root->gatherer = this;
  }
  roots_.push_back(std::move(root));
}

void GatheringBase::OnDone(Root& root) {
  --left_;
  root.gatherer = nullptr;
  Note(root);
  if (ready() && waiter_ != nullptr) std::exchange(waiter_, nullptr)->Wake();
}

void GatheringBase::Note(Root& root) {
  const bool failed = root.cancelled() || root.error() != nullptr;
  if (failed && failed_ == nullptr) failed_ = &root;
}

void GatheringBase::RequireAllWell() const {
  if (failed_ == nullptr) return;
  if (failed_->cancelled()) throw Cancelled();
  std::rethrow_exception(failed_->error());
}

}  // namespace kitchen::internal
