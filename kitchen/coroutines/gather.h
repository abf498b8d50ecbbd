// Gather: tasks at the same time, as Python's asyncio.gather.
//
//   co_await Gather(MakeBurger(0), MakeFries(0));
//   std::vector<Task<int>> orders = …;
//   const std::vector<int> grams = co_await Gather(orders);

#ifndef RACELINGS_KITCHEN_COROUTINES_GATHER_H_
#define RACELINGS_KITCHEN_COROUTINES_GATHER_H_

#include <coroutine>
#include <cstddef>
#include <exception>
#include <source_location>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "kitchen/coroutines/create_task.h"
#include "kitchen/coroutines/task.h"
#include "kitchen/coroutines/waiting.h"

namespace kitchen {
namespace internal {

// Tasks that were started together.
class GatheringBase : private Gatherer {
 public:
  GatheringBase() = default;
  GatheringBase(const GatheringBase&) = delete;
  GatheringBase& operator=(const GatheringBase&) = delete;

 protected:
  ~GatheringBase();

  void Add(Ref<Root> root);
  Root& at(size_t i) const { return *roots_[i]; }
  size_t size() const { return roots_.size(); }
  // All have ended well, or one has failed.
  bool ready() const { return left_ == 0 || failed_ != nullptr; }
  // Throws what the first that failed threw.
  void RequireAllWell() const;

  void Await(Waiter& waiter) { waiter_ = &waiter; }
  void Unawait() { waiter_ = nullptr; }

 private:
  void OnDone(Root& root) final;
  void Note(Root& root);

  std::vector<Ref<Root>> roots_;
  size_t left_ = 0;
  Root* failed_ = nullptr;    // The first.
  Waiter* waiter_ = nullptr;  // Who waits for them.
};

template <typename Started>
struct ValueOf;
template <typename T>
struct ValueOf<Task<T>> {
  using type = T;
};
template <typename T>
struct ValueOf<StartedTask<T>> {
  using type = T;
};

template <typename T>
Ref<Root> RootFor(Task<T>& task) {
  return Ref<Root>(StartRoot(task.TakeFrame()).get());
}
template <typename T>
Ref<Root> RootFor(StartedTask<T>& task) {
  return Ref<Root>(task.TakeRoot().get());
}

// What a task gives to Gather: nothing is std::monostate.
template <typename T>
using Given = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <typename T>
Given<T> Collect(Root& root) {
  if constexpr (std::is_void_v<T>) {
    static_cast<RootOf<T>&>(root).Take();
    return {};
  } else {
    return static_cast<RootOf<T>&>(root).Take();
  }
}

// `Results` has the results put together: a function of the gathering.
template <typename Results>
class [[nodiscard("co_await what is gathered")]] Gathering final
    : public GatheringBase {
 public:
  template <typename... Started>
  explicit Gathering(Results results, Started&... started) : results_(results) {
    (Add(RootFor(started)), ...);
  }
  template <typename Range>
  Gathering(Results results, std::in_place_t, Range& range)
      : results_(results) {
    for (auto& started : range) Add(RootFor(started));
  }

  auto AwaitAt(const std::source_location& where) {
    return Awaiter(*this, where);
  }

 private:
  class [[nodiscard]] Awaiter {
   public:
    Awaiter(Gathering& all, const std::source_location& where)
        : all_(all),
          waiter_({"waits for gathered tasks to end", true}, where) {}
    Awaiter(const Awaiter&) = delete;
    Awaiter& operator=(const Awaiter&) = delete;
    ~Awaiter() { all_.Unawait(); }
    bool await_ready() const { return all_.ready(); }
    void await_suspend(std::coroutine_handle<> awaiting) {
      waiter_.Suspend(awaiting);
      all_.Await(waiter_);
    }
    auto await_resume() {
      all_.RequireAllWell();
      return all_.results_([this](size_t i) -> Root& { return all_.at(i); },
                           all_.size());
    }

   private:
    Gathering& all_;
    Waiter waiter_;
  };

  Results results_;
};

template <typename... Ts>
struct TupleOf {
  template <typename At>
  auto operator()(const At& at, size_t) const {
    if constexpr (!(std::is_void_v<Ts> && ...)) {
      return Put(at, std::index_sequence_for<Ts...>());
    }
  }
  template <typename At, size_t... kIndex>
  static auto Put(const At& at, std::index_sequence<kIndex...>) {
    return std::tuple<Given<Ts>...>{Collect<Ts>(at(kIndex))...};
  }
};

template <typename T>
struct VectorOf {
  template <typename At>
  auto operator()(const At& at, size_t size) const {
    if constexpr (!std::is_void_v<T>) {
      std::vector<T> all;
      all.reserve(size);
      for (size_t i = 0; i < size; ++i) all.push_back(Collect<T>(at(i)));
      return all;
    }
  }
};

}  // namespace internal

// Starts all tasks, in the order of the arguments, and gives, when all have
// returned, what they returned, in that order too, whoever was first: a tuple,
// in which std::monostate stands for a task that returns nothing; or nothing,
// where none returns anything. Tasks that CreateTask has started are as
// welcome.
//
// If one of them throws, the first such exception is thrown at the co_await, at
// once. The others go on, as they do in Python: so they must not use what
// belongs to the coroutine that gathers, unless that outlives them. Nobody
// learns what they return or throw.
//
// If the coroutine that waits here is destroyed (Cancel, or the end of Run), so
// are those of the tasks that have not ended yet, but for one that runs at that
// moment.
//
// Throws std::logic_error outside Run, and for an empty task.
template <typename... Started>
  requires(requires { typename internal::ValueOf<Started>::type; } && ...)
auto Gather(Started... tasks) {
  using Results =
      internal::TupleOf<typename internal::ValueOf<Started>::type...>;
  return internal::Gathering<Results>(Results(), tasks...);
}

// The same for a container of tasks, which are taken out of it: empty ones are
// left. Gives a vector, or nothing where the tasks return nothing.
template <typename Range>
  requires requires {
    typename internal::ValueOf<
        typename std::remove_reference_t<Range>::value_type>::type;
  } && (!requires {
             typename internal::ValueOf<std::remove_cvref_t<Range>>::type;
           })
auto Gather(Range&& tasks) {
  using Started = typename std::remove_reference_t<Range>::value_type;
  using Results = internal::VectorOf<typename internal::ValueOf<Started>::type>;
  return internal::Gathering<Results>(Results(), std::in_place, tasks);
}

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_GATHER_H_
