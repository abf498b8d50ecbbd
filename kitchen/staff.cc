#include "kitchen/staff.h"

#include <pthread.h>

namespace kitchen {
namespace {

// The kernel's limit, without the final zero.
constexpr size_t kLongestName = 15;

thread_local std::string the_name;

}  // namespace

void SetThreadName(const std::string& name) {
  the_name = name;
  pthread_setname_np(pthread_self(), name.substr(0, kLongestName).c_str());
}

const std::string& ThreadName() { return the_name; }

}  // namespace kitchen
