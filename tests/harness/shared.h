// Memory that the processes of a test have in common.

#ifndef RACELINGS_HARNESS_SHARED_H_
#define RACELINGS_HARNESS_SHARED_H_

#include <sys/mman.h>

#include <new>
#include <type_traits>

namespace harness {

// A T that fork() does not copy: what one process writes, all see. Starts out
// as T{}.
//
// Thread safety: that of T. ThreadSanitizer and the explorer see what threads
// do with it; the functions of family.h are for counting without being seen.
template <typename T>
class Shared {
 public:
  static_assert(std::is_trivially_destructible_v<T>);

  Shared() {
    void* memory = mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    value_ = new (memory) T{};
  }
  ~Shared() { munmap(value_, sizeof(T)); }

  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  T* get() const { return value_; }
  T* operator->() const { return value_; }

 private:
  T* value_;
};

}  // namespace harness

#endif  // RACELINGS_HARNESS_SHARED_H_
