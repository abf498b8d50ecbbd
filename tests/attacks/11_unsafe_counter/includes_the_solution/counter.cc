// expect: forbidden — includes the solution
#include "../../../solutions/11_unsafe_counter/counter.cc"
