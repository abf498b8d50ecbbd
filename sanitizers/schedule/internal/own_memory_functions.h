// Included first in every file of this library (see CMakeLists.txt): calls of
// memcpy and its like, which the compiler makes of its own accord to copy a
// struct, go to functions of our own. A sanitizer stands in front of the C
// library's, and would take our copying for the program's.

#ifndef RACELINGS_SCHEDULE_INTERNAL_OWN_MEMORY_FUNCTIONS_H_
#define RACELINGS_SCHEDULE_INTERNAL_OWN_MEMORY_FUNCTIONS_H_

__asm__(".set memcpy, schedule_internal_memcpy");
__asm__(".set memmove, schedule_internal_memmove");
__asm__(".set memset, schedule_internal_memset");

#endif  // RACELINGS_SCHEDULE_INTERNAL_OWN_MEMORY_FUNCTIONS_H_
