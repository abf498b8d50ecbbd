#include "kitchen/coroutines/waiting.h"

#include <cstdio>
#include <stdexcept>
#include <string>

#include "kitchen/coroutines/loop.h"

namespace kitchen::internal {

// ---- Waiter ---------------------------------------------------------------

void Waiter::Suspend(std::coroutine_handle<> handle) {
  handle_ = handle;
  loop_ = &Loop::Need("co_await");
  root_ = loop_->running();
  root_->waiter_ = this;
}

void Waiter::Wake() {
  Unlink();
  loop_->MakeReady(*this);
}

void Waiter::Unlink() {
  if (before_ == nullptr) return;
  before_->after_ = after_;
  after_->before_ = before_;
  before_ = nullptr;
  after_ = nullptr;
}

void Waiter::Leave() {
  Unlink();
  if (root_ != nullptr && root_->waiter_ == this) root_->waiter_ = nullptr;
}

// ---- WaiterList -----------------------------------------------------------

WaiterList::WaiterList()
    : ends_({"is the end of a list"}, std::source_location::current()) {
  ends_.before_ = &ends_;
  ends_.after_ = &ends_;
}

WaiterList::~WaiterList() {
  while (!empty()) front().Unlink();
  ends_.before_ = nullptr;
}

void WaiterList::PushBack(Waiter& waiter) {
  waiter.before_ = ends_.before_;
  waiter.after_ = &ends_;
  waiter.before_->after_ = &waiter;
  ends_.before_ = &waiter;
}

void WaiterList::TakeAll(WaiterList& other) {
  while (!other.empty()) {
    Waiter& waiter = other.front();
    waiter.Unlink();
    PushBack(waiter);
  }
}

void WaiterList::WakeAll() {
  while (!empty()) front().Wake();
}

// ---- Root -----------------------------------------------------------------

void Root::Start(const Ref<Root>& root) {
  Loop& loop = Loop::Need("a task that is started");
  loop.Start(root);
  root->loop_ = &loop;
  root->waiter_ = &root->start_;
  root->start_.loop_ = &loop;
  root->start_.root_ = root.get();
  root->start_.handle_ = root->handle_;
  loop.MakeReady(root->start_);
}

bool Root::running() const {
  return loop_ != nullptr && loop_->running() == this;
}

bool Root::Cancel() {
  if (done_) return false;
  if (running()) {
    throw std::logic_error(
        "a task cannot cancel itself, nor one that awaits it: co_return");
  }
  cancelled_ = true;
  Finish();
  return true;
}

void Root::Finish() {
  const Ref<Root> keep(this);
  done_ = true;
  start_.Unlink();
  std::exchange(loop_, nullptr)->Forget(*this);
  if (!cancelled_) TakeResult();
  DestroyFrame();
  waiters.WakeAll();
  if (gatherer != nullptr) gatherer->OnDone(*this);
}

void Root::DestroyFrame() {
  if (handle_) std::exchange(handle_, {}).destroy();
}

void TellOfLost(const std::exception_ptr& error) {
  std::string what;
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
    what = "something that is no std::exception";
  }
  std::fprintf(stderr,
               "kitchen: a task that nobody awaited ended with an exception: "
               "%s\n",
               what.c_str());
}

}  // namespace kitchen::internal
