#!/usr/bin/env bash
# A class of 100 (or as many as are asked for) in 4 parts, and by Slurm, is to the byte
# what a single run makes of it. Then how fast that is: submissions a minute, and what it
# saves to judge the same answer once, measured against compiling each. Takes five
# minutes on two processors.
#
#   class_shards.sh [SUBMISSIONS]

. "$(dirname "$0")/../e2e/common.bash"
. "$(dirname "$0")/../e2e/class.bash"

count=${1:-100}
class=$scratch/class
make_class "$class" "$count"

seconds() { date +%s.%N; }
began=$(seconds)
run grade_class "$class" --output "$scratch/whole"
took=$(awk "BEGIN { print $(seconds) - $began }")
expect "a class of $count is graded" 0
began=$(seconds)
run grade_class "$class" --output "$scratch/cached"
took_cached=$(awk "BEGIN { print $(seconds) - $began }")
run diff -r "$scratch/whole" "$scratch/cached"
expect 'a second time to the same results' 0

# What compiling alone takes: each answer that was handed in, once, two at a time.
kit=$RACELINGS_ROOT/build/tsan/kit.json
compile_all() {
  find "$class" -name '*.cc' -print0 | xargs -0 -P "$(nproc)" -n 1 python3 -c '
import json, pathlib, subprocess, sys
kit, root, file = json.load(open(sys.argv[1])), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
given = root / "exercises" / file.parent.name
subprocess.run([kit["compiler"], *kit["answer"]["compile"], "-I", given, "-c", file, "-o", "/dev/null"],
               stderr=subprocess.DEVNULL)' "$kit" "$RACELINGS_ROOT"
}
began=$(seconds)
compile_all
compiling=$(awk "BEGIN { print $(seconds) - $began }")

forget
for i in 1 2 3 4; do
  run grade_class "$class" --shard "$i/4" --output "$scratch/part-$i"
  expect "part $i of 4 is judged" 0
  forget  # as on machines that share nothing
done
run "$RACELINGS" merge "$scratch"/part-{4,2,1,3} --output "$scratch/merged"
expect 'the parts are merged' 0
run diff -r "$scratch/whole" "$scratch/merged"
expect 'to the same bytes as the whole' 0

awk "BEGIN {
  printf \"  %.0f submissions a minute when nothing is known, %.0f when all is;\n\", 60 * $count / $took, 60 * $count / $took_cached
  printf \"  %.2f of the time that compiling every answer takes (%.1f s), and %.3f of it when all is known\n\", $took / $compiling, $compiling, $took_cached / $compiling
}" >&2
[ "$failures" -eq 0 ] || finish

trap - EXIT
rm -rf "$scratch"
exec "$RACELINGS_ROOT/tests/e2e/slurm.sh" "$count"
