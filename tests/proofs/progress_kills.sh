#!/usr/bin/env bash
# Real runners that write progress are killed at random moments, 200 times (or as often
# as is asked for), beside others that go on: what one has said is done is never lost.
# The moments follow from a seed, so that each run kills at the same delays. Takes a
# minute on two processors.

. "$(dirname "$0")/../e2e/common.bash"

times=${1:-200}
course=$scratch/course
mkdir -p "$course"
for id in 01_synchronous 02_asynchronous 03_async_with_workers; do
  mkdir -p "$course/exercises/$id"
  cp "$RACELINGS_ROOT/exercises/$id/"{exercise.toml,hints.md,restaurant.cc} "$course/exercises/$id/"
done
export RACELINGS_COURSE_ROOT=$course
record=$course/.racelings/progress.json
RANDOM=20231128

hint() { "$RACELINGS" hint "$1" "$2" >/dev/null 2>>"$scratch/errors"; }
# Prints those of the hints, "slug number", that the record does not hold. Reads it as
# any program would.
missing() {
  python3 - "$record" "$@" 2>&1 <<'END'
import json, sys
exercises = json.load(open(sys.argv[1]))["exercises"]
for slug, number in (hint.split() for hint in sys.argv[2:]):
    if int(number) not in exercises.get(slug, {}).get("hints", []):
        print(slug, number)
END
}

hint 01 1 || exit 1
lost='' killed=0
for ((i = 1; i <= times; i++)); do
  # Every third time the record of these two begins anew, with 01's hint in it.
  if ((i % 3 == 1)); then
    printf '{"version": 1, "exercises": {"synchronous": {"hints": [1]}}}\n' >"$record"
    known=()
  fi
  number=$((i % 3 + 1))
  "$RACELINGS" hint 02 "$number" >/dev/null 2>>"$scratch/errors" &
  victim=$!
  hint 03 "$number" &
  other=$!
  printf -v delay '0.%04d' $((RANDOM % 80))
  sleep "$delay"
  kill -KILL "$victim" 2>/dev/null
  wait "$victim" 2>/dev/null
  status=$?
  if ((status == 0)); then known+=("asynchronous $number"); else killed=$((killed + 1)); fi
  if wait "$other"; then known+=("async_with_workers $number"); else lost="round $i: the other one failed"; fi
  absent=$(missing 'synchronous 1' "${known[@]}")
  if [ -n "$absent" ]; then lost="round $i: $absent"; fi
  if [ -n "$lost" ]; then break; fi
done

status=0 output=$(printf '%s\n' "$lost"; cat "$scratch/errors"; ls -A "$course/.racelings")
[ -z "$lost" ] || status=1
expect "no progress is lost in $times kills" 0
run grep -c damaged <<<"$(cat "$scratch/errors"; ls -A "$course/.racelings")"
expect 'no kill damages the record' 1
hint 01 2
run bash -c 'ls -A "$1" | grep -v "^progress\.\(json\|lock\)$"' bash "$course/.racelings"
expect 'the kills leave nothing behind' 1
echo "  $killed of $times were killed before they had ended" >&2

finish
