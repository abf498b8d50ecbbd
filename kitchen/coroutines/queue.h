// Queue<T>: what some tasks put in, others get out, as Python's asyncio.Queue.
//
//   Queue<Order> orders;
//   co_await orders.Put(order);                              // the customer
//   orders.Close();
//
//   while (std::optional<Order> order = co_await orders.Get()) {  // the staff
//     co_await Make(*order);
//     orders.TaskDone();
//   }

#ifndef RACELINGS_KITCHEN_COROUTINES_QUEUE_H_
#define RACELINGS_KITCHEN_COROUTINES_QUEUE_H_

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <utility>

#include "kitchen/coroutines/waiting.h"

namespace kitchen {

// Thrown by Put when the queue is closed, or is closed while it waits.
class QueueClosed : public std::logic_error {
 public:
  QueueClosed() : std::logic_error("the queue is closed: nothing goes in") {}
};

// Thrown by PutNowait when there is no room.
class QueueFull : public std::runtime_error {
 public:
  QueueFull() : std::runtime_error("the queue is full") {}
};

namespace internal {

// A waiter who is given, or gives, an item.
template <typename T>
struct ItemWaiter : Waiter {
  using Waiter::Waiter;
  std::optional<T> item;
};

// What a queue and those who wait at it have in common: they may outlive it.
template <typename T>
struct QueueState {
  // To whoever waits longest, or else to the end, or for what was given back to
  // the front.
  void Add(T item, bool at_front = false) {
    if (!getters.empty()) {
      auto& getter = static_cast<ItemWaiter<T>&>(getters.front());
      getter.item.emplace(std::move(item));
      getter.Wake();
    } else if (at_front) {
      items.push_front(std::move(item));
    } else {
      items.push_back(std::move(item));
    }
  }

  std::optional<T> Take() {
    if (items.empty()) return std::nullopt;
    std::optional<T> item(std::move(items.front()));
    items.pop_front();
    if (!putters.empty()) {
      auto& putter = static_cast<ItemWaiter<T>&>(putters.front());
      items.push_back(*std::move(putter.item));
      ++unfinished;
      putter.item.reset();
      putter.Wake();
    }
    return item;
  }

  size_t most = 0;
  std::deque<T> items;
  size_t unfinished = 0;
  bool closed = false;
  // Getters wait only while there are no items, putters while there is no room.
  WaiterList getters;
  WaiterList putters;
  WaiterList joiners;
  int references = 0;
};

}  // namespace internal

// First in, first out; and among those who wait, first come, first served: an
// item goes to the one that has waited longest, and nobody can get it in
// between. So Size() does not count it any more.
//
// Thread safety: none. A queue belongs to one loop, and tasks of the same loop
// need no lock for it: they are switched only where they co_await. A second
// thread that touches it, be it with a loop of its own, is a data race.
template <typename T>
class Queue {
  using State = internal::QueueState<T>;
  using ItemWaiter = internal::ItemWaiter<T>;

 public:
  // Has room for `most` items. REQUIRES: most > 0
  explicit Queue(size_t most = SIZE_MAX) : state_(new State) {
    state_->most = most;
  }
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  // How many items are in it.
  size_t Size() const { return state_->items.size(); }

  // co_await queue.Put(item): puts it in, and waits before that for as long as
  // there is no room. Where there is, no other task runs in between.
  // Throws QueueClosed.
  class [[nodiscard("nothing is put in without co_await")]] Putting;
  Putting Put(T item) { return Putting(state_, std::move(item)); }

  // Puts it in now. Throws QueueFull if there is no room, and QueueClosed.
  void PutNowait(T item) {
    if (state_->closed) throw QueueClosed();
    if (state_->items.size() >= state_->most) throw QueueFull();
    ++state_->unfinished;
    state_->Add(std::move(item));
  }

  // co_await queue.Get(): takes the oldest item, and waits before that for as
  // long as there is none. Where there is one, no other task runs in between.
  // Gives std::nullopt when the queue is closed and nothing is left in it.
  class [[nodiscard("nothing is got without co_await")]] Getting;
  Getting Get() { return Getting(state_); }

  // Takes the oldest item now; std::nullopt if there is none.
  std::optional<T> GetNowait() { return state_->Take(); }

  // One item that was got has been dealt with. Throws std::logic_error if that
  // is said more often than items were put in.
  void TaskDone() {
    if (state_->unfinished == 0) {
      throw std::logic_error(
          "TaskDone was called more often than items were put into the queue");
    }
    if (--state_->unfinished == 0) state_->joiners.WakeAll();
  }

  // co_await queue.Join(): waits until TaskDone was called for each item that
  // was put in.
  class [[nodiscard("nothing is waited for without co_await")]] Joining;
  Joining Join() { return Joining(state_); }

  // Nothing is put in from now on. What is in it can still be got; after that,
  // who waits for an item, and who asks for one, is told that there is none.
  void Close() {
    state_->closed = true;
    state_->getters.WakeAll();
    state_->putters.WakeAll();
  }
  bool closed() const { return state_->closed; }

 private:
  internal::Ref<State> state_;
};

template <typename T>
class Queue<T>::Putting {
 public:
  Putting(internal::Ref<State> state, T item)
      : state_(std::move(state)), item_(std::move(item)) {}

  auto AwaitAt(const std::source_location& where) && {
    return Awaiter(std::move(state_), std::move(item_), where);
  }

 private:
  class [[nodiscard]] Awaiter {
   public:
    Awaiter(internal::Ref<State> state, T item,
            const std::source_location& where)
        : state_(std::move(state)),
          waiter_({"waits for room in a full queue"}, where) {
      waiter_.item.emplace(std::move(item));
    }
    bool await_ready() {
      if (state_->closed || state_->items.size() >= state_->most)
        return state_->closed;
      ++state_->unfinished;
      state_->Add(*std::move(waiter_.item));
      waiter_.item.reset();
      return true;
    }
    void await_suspend(std::coroutine_handle<> putting) {
      waiter_.Suspend(putting);
      state_->putters.PushBack(waiter_);
    }
    void await_resume() {
      if (waiter_.item.has_value()) throw QueueClosed();
    }

   private:
    internal::Ref<State> state_;
    ItemWaiter waiter_;
  };

  internal::Ref<State> state_;
  T item_;
};

template <typename T>
class Queue<T>::Getting {
 public:
  explicit Getting(internal::Ref<State> state) : state_(std::move(state)) {}

  auto AwaitAt(const std::source_location& where) && {
    return Awaiter(std::move(state_), where);
  }

 private:
  class [[nodiscard]] Awaiter {
   public:
    Awaiter(internal::Ref<State> state, const std::source_location& where)
        : state_(std::move(state)),
          waiter_({"waits for an item of an empty queue"}, where) {}
    Awaiter(const Awaiter&) = delete;
    Awaiter& operator=(const Awaiter&) = delete;
    // An item that it was given and never took goes to the next.
    ~Awaiter() {
      if (waiter_.item.has_value()) state_->Add(*std::move(waiter_.item), true);
    }
    bool await_ready() {
      waiter_.item = state_->Take();
      return waiter_.item.has_value() || state_->closed;
    }
    void await_suspend(std::coroutine_handle<> getting) {
      waiter_.Suspend(getting);
      state_->getters.PushBack(waiter_);
    }
    std::optional<T> await_resume() {
      return std::exchange(waiter_.item, std::nullopt);
    }

   private:
    internal::Ref<State> state_;
    ItemWaiter waiter_;
  };

  internal::Ref<State> state_;
};

template <typename T>
class Queue<T>::Joining {
 public:
  explicit Joining(internal::Ref<State> state) : state_(std::move(state)) {}

  auto AwaitAt(const std::source_location& where) && {
    return Awaiter(std::move(state_), where);
  }

 private:
  class [[nodiscard]] Awaiter {
   public:
    Awaiter(internal::Ref<State> state, const std::source_location& where)
        : state_(std::move(state)),
          waiter_({"waits until TaskDone was called for each item of a queue"},
                  where) {}
    bool await_ready() const { return state_->unfinished == 0; }
    void await_suspend(std::coroutine_handle<> joining) {
      waiter_.Suspend(joining);
      state_->joiners.PushBack(waiter_);
    }
    void await_resume() const {}

   private:
    internal::Ref<State> state_;
    internal::Waiter waiter_;
  };

  internal::Ref<State> state_;
};

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_QUEUE_H_
