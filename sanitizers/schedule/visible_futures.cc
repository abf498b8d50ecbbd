// Makes set_value_at_thread_exit visible to ThreadSanitizer, and its relations.
//
// The thread's last act is to mark the answer as ready. That is done inside
// libstdc++.so, which is not instrumented, so that nothing seems to be between
// the thread that made the answer and the one that uses it. Here the same is
// done by instrumented code (libstdc++, src/c++11/future.cc).

#include <dlfcn.h>

#include <future>
#include <memory>

// NOLINTBEGIN(bugprone-std-namespace-modification): that is the purpose.
namespace std {

void __future_base::_State_baseV2::_Make_ready::_S_run(void* element) {
  const unique_ptr<_Make_ready> last_act(static_cast<_Make_ready*>(element));
  if (const auto state = last_act->_M_shared_state.lock()) {
    state->_M_status._M_store_notify_all(_Status::__ready,
                                         memory_order_release);
  }
}

// The library's own version puts the act on the thread's list; the act itself
// is changed.
void __future_base::_State_baseV2::_Make_ready::_M_set() {
  const auto next = reinterpret_cast<void (*)(_Make_ready*)>(dlsym(
      RTLD_NEXT, "_ZNSt13__future_base13_State_baseV211_Make_ready6_M_setEv"));
  next(this);
  _M_cb = _S_run;
}

}  // namespace std
// NOLINTEND(bugprone-std-namespace-modification)
