#!/usr/bin/env bash
# A class is graded by real daemons of Slurm, on this machine alone: one task of four is
# killed on its way and requeued, and the results are those of a single run.

. "$(dirname "$0")/common.bash"
. "$(dirname "$0")/class.bash"
. "$(dirname "$0")/slurm.bash"

lacks=$(slurm_lacks)
if [ -n "$lacks" ]; then
  echo "ok Slurm is not tested: $lacks"
  exit 0
fi
class=$scratch/class
make_class "$class" "${1:-8}"
run grade_class "$class" --output "$scratch/alone"
expect 'a class is graded without Slurm' 0
forget

slurm_daemons=()
trap 'stop_slurm; forget; rm -rf "$scratch"' EXIT
run true
start_slurm || status=1
lacks=$(slurm_died)
if [ "$status" -ne 0 ] && [ -n "$lacks" ]; then
  echo "ok Slurm is not tested, since it does not run on this machine: $lacks"
  exit 0
fi
expect 'Slurm starts' 0
[ "$failures" -eq 0 ] || finish
grade_class "$class" --slurm --jobs 1 --output "$scratch/cluster" >"$scratch/out" 2>&1 &
grader=$!
# The first task, once it has judged something and has more to judge.
log=$scratch/cluster-parts/task-1.log
until grep -qs '^judged 1 of' "$log" || ! kill -0 "$grader" 2>/dev/null; do sleep 0.05; done
run scontrol requeue 1_1
expect 'a task is killed and requeued' 0
run scontrol show job 1_1
expect 'and is known to be' 0 'Restarts=1'
wait "$grader"
status=$? output=$(cat "$scratch/out" "$log")
expect 'the class is graded all the same' 0 'The results are in '
run grep -c '^The results are in' "$log"
expect 'by the task that went on' 0 '^1$'
run diff -r "$scratch/alone" "$scratch/cluster"
expect 'and the results are those of a single run' 0
stop_slurm
run left_running
expect 'nothing is left of Slurm' 1

finish
