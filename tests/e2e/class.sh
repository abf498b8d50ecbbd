#!/usr/bin/env bash
# A class is graded: once each answer, the same to the byte however it was stopped, killed
# or parted.

. "$(dirname "$0")/common.bash"
. "$(dirname "$0")/class.bash"

class=$scratch/class
make_class "$class" 8
# What a submission says of tests and manifests counts for nothing.
mkdir -p "$class/learner 003/tests/exercises"
echo 'TEST(Nothing, IsAsked) {}' >"$class/learner 003/tests/exercises/01_synchronous_test.cc"
echo 'points = 1000' >"$class/learner 003/exercises/01_synchronous/exercise.toml"
hostile=$class/'=HYPERLINK("x")<img src=x>'
cp -r "$class/learner 000" "$hostile"
ln -sf "$RACELINGS_ROOT/solutions/11_unsafe_counter/counter.cc" "$hostile/exercises/11_unsafe_counter/counter.cc"

run grade_class "$class" --jobs 2
expect 'a class is graded' 0 '^judged 1 of [0-9]+: ' ' of +15  learner 007$' '^The results are in '
first=$scratch/class-graded
run ls "$first" "$first/submissions"
expect 'into a folder beside it' 0 '^class\.csv$' '^class\.html$' '^learner 000\.json$'
run cat "$first/class.csv"
expect 'with a table' 0 '^"learner 001",.*"build"' "^\"'=HYPERLINK\\(\"\"x\"\"\\)<img src=x>\",.*\"forbidden\""
run diff <(sed 1d "$first/class.csv" | grep 'learner 002' | cut -d, -f2-) <(sed 1d "$first/class.csv" | grep 'learner 003' | cut -d, -f2-)
expect 'where the same answers have the same marks, whatever lies beside them' 0
run grep -c '<img\|<script' "$first/class.html"
expect 'and a page that nobody can write into' 1
run grade_class "$class" --output "$scratch/again"
[[ $output != *'judged 1 of'* ]] || output=judged status=9
expect 'a second time nothing is judged' 0
run diff -r "$first" "$scratch/again"
expect 'and the results are the same' 0

# stop SIGNAL: grades anew, and ends that when the first answer was judged.
stop() {
  local out=$scratch/out
  forget
  : >"$out"
  "$RACELINGS" grade "${class_exercises[@]}" --submissions "$class" --jobs 2 --output "$scratch/$1" >"$out" 2>&1 &
  local grader=$!
  until grep -q '^judged' "$out" || ! kill -0 "$grader" 2>/dev/null; do sleep 0.02; done
  kill -s "$1" "$grader"
  wait "$grader" 2>/dev/null
  status=$?
  output=$(cat "$out")
}
stop INT
expect 'Ctrl-C stops it' 130
run left_running
expect 'and all that it started' 1
run grade_class "$class" --jobs 1 --output "$scratch/INT"
expect 'it goes on where it was' 0 '^judged'
run diff -r "$first" "$scratch/INT"
expect 'to the same results' 0
stop KILL
expect 'a kill ends it' 137
run grade_class "$class" --output "$scratch/KILL"
expect 'and it goes on there too' 0
run diff -r "$first" "$scratch/KILL"
expect 'to the same results as undisturbed' 0

forget
for i in 1 2 3; do
  run grade_class "$class" --shard "$i/3" --output "$scratch/part-$i"
  expect "part $i of 3 is judged alone" 0
done
run "$RACELINGS" merge "$scratch"/part-{3,1} --output "$scratch/merged"
expect 'a part that is missing is named' 2 'a part is missing: 2/3' 'next: '
run "$RACELINGS" merge "$scratch"/part-{3,1,2} --output "$scratch/merged"
expect 'the parts are merged' 0
run diff -r "$first" "$scratch/merged"
expect 'to the same results as the whole' 0

finish
