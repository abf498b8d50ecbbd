#!/usr/bin/env bash
# The learners' repository works from nothing, by its two commands and with CMake
# alone, and the solutions pass in it. Builds everything anew: takes six minutes on
# two processors.

. "$(dirname "$0")/../e2e/common.bash"

learners=$scratch/learners
run "$RACELINGS" export --student "$learners"
expect 'the learners have a repository' 0 'the learners. repository'
# What setup would get from the distribution.
mkdir -p "$learners/build/deps"
cp -a "$RACELINGS_ROOT/build/deps/abseil" "$learners/build/deps/"
checkout=$RACELINGS_ROOT
unset RACELINGS_ROOT
cd "$learners" || exit 1

run ./racelings check
expect 'it sets itself up and judges the first exercise' 1 'Building the runner' '01_synchronous: not yet: wrong result'
run ./racelings
expect 'it shows where one is' 0 '01_synchronous: not yet'
cp "$checkout/solutions/07_unlocked_list_pop/restaurant.cc" exercises/07_unlocked_list_pop/
run ./racelings selftest
expect 'its selftest passes, whatever was solved meanwhile' 0 "a learner's copy" '07_unlocked_list_pop  begins wrong: data-race' ', 0 failed$'
cp -r "$checkout"/solutions/* exercises/
run ./racelings grade
expect 'with the solutions, all is right' 0
run cmake --workflow --preset tsan
expect 'it works with CMake alone' 0 '^100% tests passed'

finish
