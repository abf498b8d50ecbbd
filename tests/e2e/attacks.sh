#!/usr/bin/env bash
# Every attack of tests/attacks is judged: no point, the finding that it says, and
# nothing is left of it. With less time and memory than usual, so that bombs end soon.

# For `running`, below.
[ "$(ps -o sid= -p $$)" -eq $$ ] || exec setsid --wait "$0" "$@"

. "$(dirname "$0")/common.bash"

export RACELINGS_TIME_LIMIT=4 RACELINGS_MEMORY_LIMIT=1024
attacks=$RACELINGS_ROOT/tests/attacks

# What a session of this script's own still runs of compilers, judges and what they
# have started. Others may be at work in this checkout.
running() { pgrep -s $$ -af -- "$RACELINGS_ROOT/build/(work|cache|tsan/bin)/"; }

# The files that attacks try to leave, wherever they may.
left() {
  find /tmp /var/tmp /dev/shm "$RACELINGS_ROOT" -maxdepth 1 '(' -name 'full-of-*' -o -name 'races.json' -o -name 'schedules.json' ')'
}

# The workspaces that are there now: whoever else is at work has some too, but
# none of them stays.
workspaces() { find "$RACELINGS_ROOT/build/work" -mindepth 1 -maxdepth 1 -newer "$scratch/stamp"; }
mkdir -p "$RACELINGS_ROOT/build/work"
touch "$scratch/stamp" "$scratch/seen"

# attack NUMBER FOLDER NAME KINDS: judges it, in this shell's environment.
attack() {
  local number=$1 folder=$2 name=$3 kinds=$4 found
  run "$RACELINGS" check "$number" --answer "$folder" --json
  found=$(sed -n 's/^ *"kind": "\(.*\)",\?$/\1/p' <<<"$output" | head -n 1)
  output="kind: ${found:-none}
$(grep '"message"' <<<"$output" | head -n 1)"
  expect "$name" 1 "^kind: ($kinds)$"
  run running
  expect "$name leaves no process" 1
  run left
  expect "$name leaves no file" 0 '^$'
  workspaces >>"$scratch/seen"
}

"$RACELINGS" check 11 --solution >/dev/null 2>&1 # Builds what there is to build.
"$RACELINGS" check 16 --solution >/dev/null 2>&1
mounts=$(cat /proc/self/mounts)
only=${1-}  # The attacks whose names hold this.

# Root is held back from starting processes without an end only by a cgroup, and a
# test must not bring a machine down.
run "$RACELINGS" check 11 --solution --json
[ "$(id -u)" -ne 0 ] || grep -q '"isolation": ".*+cgroup"' <<<"$output" || harmless=1

# What only limits hold back is not tried on a machine that has nothing better.
all=("$attacks"/*/*"$only"*/)
if grep -q '"isolation": "limits' <<<"$output"; then
  echo "ok the attacks that need more than limits  # skipped: there are no namespaces here"
  all=()
fi

for folder in "${all[@]}"; do
  case $folder in *fork_bomb*) [ "${harmless-}" = "" ] || continue ;; esac
  id=$(basename "$(dirname "$folder")")
  first=$(head -q -n 1 "$folder"*.cc | sed -n 's,^// expect: \([a-z|-]*\) — .*,\1,p' | head -n 1)
  attack "${id%%_*}" "$folder" "$(basename "$folder")" "${first:-nothing}"
done

# What git cannot hold, or what depends on where this is.
if [ -z "$only" ]; then
  mkdir "$scratch"/{link,pipe,huge,absolute,binary}
  solution=$RACELINGS_ROOT/solutions/11_unsafe_counter/counter.cc
  ln -s "$solution" "$scratch/link/counter.cc"
  attack 11 "$scratch/link" 'a link to the solution' forbidden
  mkfifo "$scratch/pipe/counter.cc"
  attack 11 "$scratch/pipe" 'a pipe for an answer' forbidden
  head -c 30000000 /dev/zero | tr '\0' ' ' >"$scratch/huge/counter.cc"
  attack 11 "$scratch/huge" 'a huge source' forbidden
  echo "#include \"$solution\"" >"$scratch/absolute/counter.cc"
  attack 11 "$scratch/absolute" 'an include of the solution by its path' forbidden
  head -c 3000 /dev/urandom >"$scratch/binary/counter.cc"
  printf '\0' >>"$scratch/binary/counter.cc"
  attack 11 "$scratch/binary" 'no text for an answer' forbidden

  # Whoever started the grader may have let something get into its environment.
  TSAN_OPTIONS=report_bugs=0 GTEST_FILTER=-'*' GTEST_TOTAL_SHARDS=9 GTEST_SHARD_INDEX=8 LD_BIND_NOW=1 \
    CPATH="$RACELINGS_ROOT/solutions" attack 11 "$RACELINGS_ROOT/exercises/11_unsafe_counter" \
    'an environment that steers the sanitizer and the tests' data-race
fi

# Without bubblewrap, and with limits alone: less is out of reach, and still no
# point is to be had, and nothing is left.
if [ -z "$only" ]; then
  for isolation in namespaces limits; do
    export RACELINGS_ISOLATION=$isolation
    for name in 11_unsafe_counter/{exit_zero,report_by_descriptor,memory_bomb,overwrites_the_record_with_1} \
      16_process/{leaves_a_daemon,kills_its_group}; do
      first=$(head -q -n 1 "$attacks/$name"/*.cc | sed -n 's,^// expect: \([a-z|-]*\) — .*,\1,p')
      attack "${name%%_*}" "$attacks/$name" "$isolation: $(basename "$name")" "$first"
    done
  done
  unset RACELINGS_ISOLATION
fi

run comm -12 <(sort -u "$scratch/seen") <(workspaces | sort)
expect 'attacks leave no workspace' 0 '^$'
run diff /proc/self/mounts <(echo "$mounts")
expect 'attacks leave no mount' 0
run "$RACELINGS" check 11 --solution
expect 'after all attacks the judge is as good as before' 0 ': right'

finish
