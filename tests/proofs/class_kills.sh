#!/usr/bin/env bash
# The grading of a class is killed at random moments, 200 times (or as often as is asked
# for), and goes on each time: the results are the same to the byte as undisturbed, and
# nothing is left running. The moments follow from a seed. Takes three minutes on two
# processors.
#
#   class_kills.sh [KILLS [SUBMISSIONS]]

. "$(dirname "$0")/../e2e/common.bash"
. "$(dirname "$0")/../e2e/class.bash"

times=${1:-200}
class=$scratch/class
make_class "$class" "${2:-16}"
RANDOM=20231128

run grade_class "$class" --output "$scratch/undisturbed"
expect 'a class is graded' 0
why='' kills=0 rounds=0 completed=0
while ((kills < times)) && [ -z "$why" ]; do
  forget
  rm -rf "$scratch/killed"
  rounds=$((rounds + 1))
  # Killed again and again, at most ten times, until it has come to its end.
  for ((i = 0; i < 10 && kills < times; i++)); do
    "$RACELINGS" grade "${class_exercises[@]}" --submissions "$class" --output "$scratch/killed" >"$scratch/out" 2>&1 &
    victim=$!
    printf -v delay '0.%03d' $((RANDOM % 1000))
    sleep "$delay"
    kill -KILL "$victim" 2>/dev/null
    wait "$victim" 2>/dev/null
    ended=$?
    if ((ended == 0)); then completed=$((completed + 1)); break; fi
    ((ended == 137)) || why="round $rounds: it ended with $ended: $(tail -n 3 "$scratch/out")"
    kills=$((kills + 1))
  done
  run grade_class "$class" --output "$scratch/killed"
  ((status == 0)) || why="round $rounds: it did not go on: $output"
  changed=$(diff -rq "$scratch/undisturbed" "$scratch/killed") || why="round $rounds: $changed"
  left=$(left_running) && why="round $rounds: left running: $left"
done
output=$why status=0
[ -z "$why" ] || status=1
expect "$kills kills change nothing of the results" 0
echo "  $kills kills in $rounds gradings; $completed came to their end before they were killed" >&2

finish
