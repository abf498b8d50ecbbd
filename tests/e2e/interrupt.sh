#!/usr/bin/env bash
# Ctrl-C stops everything that was started, even an answer that never ends.

. "$(dirname "$0")/common.bash"

mkdir "$scratch/loop"
sed 's/orders_\.pop_front();/for (volatile bool open = true; open;) {}/' \
  "$RACELINGS_ROOT/exercises/07_unlocked_list_pop/restaurant.cc" >"$scratch/loop/restaurant.cc"

# In the background a script's commands ignore Ctrl-C, unless it has job control.
set -m
"$RACELINGS" check 07 --answer "$scratch/loop" >"$scratch/out" 2>&1 </dev/null &
pid=$!
set +m
# The judges are running once their command lines name the answer's folder.
until pgrep -f -- "--source-root=$scratch/loop" >/dev/null || ! kill -0 "$pid" 2>/dev/null; do :; done
kill -INT "$pid"
wait "$pid"
status=$?
output=$(cat "$scratch/out")
expect 'Ctrl-C says that it stopped' 130 'stopped'
run pgrep -af -- "--source-root=$scratch/loop"
expect 'Ctrl-C leaves no process' 1
run find "$RACELINGS_ROOT/build/work" -mindepth 1 -newer "$scratch/loop/restaurant.cc"
expect 'Ctrl-C leaves no files' 0 '^$'

finish
