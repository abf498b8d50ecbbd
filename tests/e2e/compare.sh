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

# What does not depend on how busy the machine is: nothing sleeps too short, and a
# coroutine needs less memory than a thread, and that less than a process.
"$RACELINGS" compare --tasks 3 --seconds 0.01 --json >"$scratch/json" 2>/dev/null </dev/null
expect_json='
  /"wall_seconds":/ { walls++; if ($2 + 0 < 0.01 && walls % 2 == 1) bad = "a sleep too short: " $2 }
  /"wall_seconds":/ && walls == 1 && $2 + 0 < 0.03 { bad = "not one after another: " $2 }
  /"speed_up":/ && $2 + 0 <= 0 { bad = "a speed-up of " $2 }
  /"bytes_per_task":/ { memory[++models] = $2; known = known || $2 != "null" }
  END {
    if (walls != 12 || models != 6) bad = "not six models"
    # 1 one after another, 2 coroutines, 3 thread per task, 5 process pool
    if (known && !(memory[2] + 0 < memory[3] + 0 && memory[3] + 0 < memory[5] + 0))
      bad = "memory " memory[2] " " memory[3] " " memory[5]
    print bad == "" ? "plausible" : bad
  }'
run awk "$expect_json" "$scratch/json"
expect 'compare --json is plausible' 0 '^plausible$'

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
