// What main.cc and the tests expect of compute_all.cc. Nothing to change here.

#ifndef RACELINGS_18_COMPUTE_ALL_H_
#define RACELINGS_18_COMPUTE_ALL_H_

#include <cstdint>
#include <vector>

// A function that computes for a while. It may keep what it is at in static
// variables (see legacy.h): two threads of one process must not be in it at
// once.
using Compute = std::int64_t (*)(std::int64_t n);

// Calls compute(n) once for each of `inputs`, and returns the results in the
// order of `inputs`, whatever order the calls end in.
//
// Up to `workers` calls are under way at the same time, and that many as long
// as so many inputs are left: the next input goes first, to whoever is free. No
// more than `workers` workers are started; when it returns, each has ended and
// was waited for, and no descriptor is left open.
//
// If a worker is killed in the middle of a call, throws std::runtime_error or
// what is derived from it. No input is computed twice then either, and nothing
// is left.
//
// REQUIRES: workers >= 1; `compute` does not throw.
std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers);

#endif  // RACELINGS_18_COMPUTE_ALL_H_
