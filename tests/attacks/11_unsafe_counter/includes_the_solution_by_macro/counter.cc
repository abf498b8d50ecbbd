// expect: forbidden — the same with the name in a macro
#define WHERE "solutions/11_unsafe_counter/counter.cc"
#include WHERE
