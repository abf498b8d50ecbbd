// Makes changes of std::list, std::map and std::set visible to ThreadSanitizer.
//
// The links of their nodes are changed by a few functions inside libstdc++.so,
// which is not instrumented: a thread that only asks list.empty() while another
// pops is a data race that ThreadSanitizer does not see. Here those functions
// are defined in instrumented code, in front of the library's.

#include <dlfcn.h>

#include <list>
#include <map>

namespace {

// The library's own version of the function with this mangled name, looked up
// once. A static variable with an initialiser would be a visible operation of
// the program, in the first schedule of a process and in no other.
template <typename Function>
__attribute__((no_sanitize("thread"))) Function* Next(const char* name) {
  static Function* found = nullptr;
  if (found == nullptr)
    found = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
  return found;
}

// An access that changes nothing but is seen.
void Touch(std::_Rb_tree_node_base* node) {
  if (node == nullptr) return;
  std::_Rb_tree_node_base* volatile& parent = node->_M_parent;
  parent = parent;
}

}  // namespace

// NOLINTBEGIN(bugprone-std-namespace-modification): that is what this file is
// for.
namespace std {
namespace __detail {

void _List_node_base::_M_hook(_List_node_base* position) noexcept {
  _M_next = position;
  _M_prev = position->_M_prev;
  position->_M_prev->_M_next = this;
  position->_M_prev = this;
}

void _List_node_base::_M_unhook() noexcept {
  _List_node_base* const next = _M_next;
  _List_node_base* const previous = _M_prev;
  previous->_M_next = next;
  next->_M_prev = previous;
}

void _List_node_base::_M_transfer(_List_node_base* first,
                                  _List_node_base* last) noexcept {
  if (this == last) return;
  last->_M_prev->_M_next = this;
  first->_M_prev->_M_next = last;
  _M_prev->_M_next = first;
  _List_node_base* const previous = _M_prev;
  _M_prev = last->_M_prev;
  last->_M_prev = first->_M_prev;
  first->_M_prev = previous;
}

void _List_node_base::_M_reverse() noexcept {
  _List_node_base* node = this;
  do {
    _List_node_base* const next = node->_M_next;
    node->_M_next = node->_M_prev;
    node->_M_prev = next;
    node = next;
  } while (node != this);
}

}  // namespace __detail

void _Rb_tree_insert_and_rebalance(bool left, _Rb_tree_node_base* node,
                                   _Rb_tree_node_base* parent,
                                   _Rb_tree_node_base& header) noexcept {
  auto* const next = Next<decltype(_Rb_tree_insert_and_rebalance)>(
      "_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_");
  Touch(node);
  Touch(parent);
  Touch(&header);
  next(left, node, parent, header);
}

_Rb_tree_node_base* _Rb_tree_rebalance_for_erase(
    _Rb_tree_node_base* node, _Rb_tree_node_base& header) noexcept {
  auto* const next = Next<decltype(_Rb_tree_rebalance_for_erase)>(
      "_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_");
  Touch(node);
  Touch(node->_M_parent);
  Touch(&header);
  return next(node, header);
}

}  // namespace std
// NOLINTEND(bugprone-std-namespace-modification)
