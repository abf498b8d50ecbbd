// See own_memory_functions.h, which is not included here: these must not call
// themselves, which is also what no_builtin is for.

#include <cstddef>

extern "C" {

__attribute__((no_builtin)) void* schedule_internal_memcpy(void* to,
                                                           const void* from,
                                                           size_t size) {
  auto* out = static_cast<char*>(to);
  const auto* in = static_cast<const char*>(from);
  for (size_t i = 0; i < size; ++i) out[i] = in[i];
  return to;
}

__attribute__((no_builtin)) void* schedule_internal_memmove(void* to,
                                                            const void* from,
                                                            size_t size) {
  auto* out = static_cast<char*>(to);
  const auto* in = static_cast<const char*>(from);
  if (out < in) return schedule_internal_memcpy(to, from, size);
  for (size_t i = size; i > 0; --i) out[i - 1] = in[i - 1];
  return to;
}

__attribute__((no_builtin)) void* schedule_internal_memset(void* to, int value,
                                                           size_t size) {
  auto* out = static_cast<char*>(to);
  for (size_t i = 0; i < size; ++i) out[i] = static_cast<char>(value);
  return to;
}

}  // extern "C"
