#!/usr/bin/env bash
# `racelings compare` measures for real, writes what it promises, and leaves nothing
# running. No figure is held against a clock: the machine may be busy.

. "$(dirname "$0")/common.bash"

run "$RACELINGS" compare --tasks 3 --seconds 0.01 --html "$scratch/chart.html"
expect 'compare shows the six models' 0 '^3 tasks, each of which waits for 0\.010 s' \
  '^one after another .* 1\.0 .* 1\.0 ' '^coroutines ' '^thread per task ' '^thread pool of 4 ' \
  '^process pool of 4 ' '^threads under a GIL ' 'The chart is in .*chart\.html'
run grep -c '<svg ' "$scratch/chart.html"
expect 'the page has a chart for each kind' 0 '^2$'

# What does not depend on how busy the machine is: nothing sleeps too short.
checked='
import json, sys
report = json.load(sys.stdin)
models = {one["model"]: one for one in report["models"]}
serial = models["one-after-another"]
assert len(models) == 6, models
assert serial["io_bound"]["wall_seconds"] >= 3 * 0.01, serial
assert models["thread-pool"]["io_bound"]["wall_seconds"] >= 0.01, models
assert models["process-pool"]["cpu_bound"]["processor_seconds"] > 0, models
for one in models.values():
    for kind in "io_bound", "cpu_bound":
        speed_up = serial[kind]["wall_seconds"] / one[kind]["wall_seconds"]
        assert abs(one[kind]["speed_up"] - speed_up) < 1e-6 * speed_up, one
memory = {name: one["bytes_per_task"] for name, one in models.items()}
if memory["coroutines"] is not None:  # The kernel tells.
    assert memory["coroutines"] < memory["thread-per-task"] < memory["process-pool"], memory
print("as documented")'
run bash -c '"$0" compare --tasks 3 --seconds 0.01 --json 2>/dev/null | python3 -c "$1"' "$RACELINGS" "$checked"
expect 'compare --json is as documented' 0 '^as documented$'

run "$RACELINGS" compare --tasks 0
expect 'a size that is none is a usage error' 2 'tasks' 'next: ./racelings compare --help'
run "$RACELINGS" compare --tasks 1 --seconds 0.001 --html "$scratch/chart.html/no.html"
expect 'a page that cannot be written is said' 3 'the page was not written: ' 'next: '

# Ctrl-C while a pool of processes is at work.
set -m
"$RACELINGS" compare --tasks 1 --seconds 1 >"$scratch/out" 2>&1 </dev/null &
pid=$!
set +m
until pool=$(pgrep -P "$pid" -f 'compare_models time process-pool') || ! kill -0 "$pid" 2>/dev/null; do
  sleep 0.05
done
kill -INT "$pid"
wait "$pid"
status=$?
output=$(cat "$scratch/out")
expect 'Ctrl-C says that it stopped' 130 'stopped'
run pgrep -ag "$pool"  # The workers are in the group of what measures.
expect 'Ctrl-C leaves no process' 1

finish
