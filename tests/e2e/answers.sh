#!/usr/bin/env bash
# Answers that do not come as far as a verdict on races: one that does not
# compile, one that never ends, one that lacks a file; and one that brings a
# header of its own.

. "$(dirname "$0")/common.bash"

id=07_unlocked_list_pop
starter=$RACELINGS_ROOT/exercises/$id/restaurant.cc

mkdir "$scratch/syntax"
{ cat "$starter"; echo 'int Broken( {'; } >"$scratch/syntax/restaurant.cc"
line=$(wc -l <"$scratch/syntax/restaurant.cc")
run "$RACELINGS" check 07 --answer "$scratch/syntax"
expect 'a syntax error is shown at its line' 1 'it does not compile' "restaurant\.cc:$line:" 'int Broken'
run "$RACELINGS" check 07 --answer "$scratch/syntax" --json
expect 'a syntax error is a finding of kind build' 1 '"kind": "build"' '"status": "skipped"'

mkdir "$scratch/loop"
sed 's/orders_\.pop_front();/for (volatile bool open = true; open;) {}/' "$starter" >"$scratch/loop/restaurant.cc"
run "$RACELINGS" check 07 --answer "$scratch/loop" --json
expect 'an endless loop is found' 1 '"status": "fail"' '"kind": "(no-progress|timeout)"'
run left_running
expect 'an endless loop is not left running' 1

mkdir "$scratch/empty"
run "$RACELINGS" check 07 --answer "$scratch/empty"
expect 'a missing file is a usage error that names it' 2 "$scratch/empty/restaurant\.cc" 'next: '

mkdir "$scratch/header"
cp "$RACELINGS_ROOT/solutions/$id/restaurant.cc" "$scratch/header/"
echo '#error this header replaced the given one' >"$scratch/header/restaurant.h"
run "$RACELINGS" check 07 --answer "$scratch/header" --json
expect 'a header of the answer replaces no given one' 0 '"status": "pass"'

run "$RACELINGS" check 07 --answer "$RACELINGS_ROOT/exercises/07_unlocked_list_pop/"
expect 'a slash behind a folder changes nothing' 1 'restaurant.cc:[0-9]*:'

finish
