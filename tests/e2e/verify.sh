#!/usr/bin/env bash
# verify fails when the course does not keep its word. The course is a copy,
# judged with this checkout's kit.

. "$(dirname "$0")/common.bash"

id=07_unlocked_list_pop
export RACELINGS_COURSE_ROOT=$scratch/course

fresh() {
  rm -rf "$RACELINGS_COURSE_ROOT"
  mkdir "$RACELINGS_COURSE_ROOT"
  cp -r "$RACELINGS_ROOT/exercises" "$RACELINGS_ROOT/solutions" "$RACELINGS_COURSE_ROOT"
  mkdir "$RACELINGS_COURSE_ROOT/tests"
  cp -r "$RACELINGS_ROOT/tests/exercises" "$RACELINGS_COURSE_ROOT/tests"
  cd "$RACELINGS_COURSE_ROOT" || exit 1
}

fresh
run "$RACELINGS" verify 07
expect 'verify passes an unchanged course' 0 '^3 passed, 0 failed$'

fresh
cp solutions/$id/restaurant.cc exercises/$id/restaurant.cc
run "$RACELINGS" verify 07
expect 'verify fails when a starter passes' 1 'must fail \(data-race\), and passes' '^2 passed, 1 failed$'

fresh
cp exercises/$id/restaurant.cc solutions/$id/restaurant.cc
run "$RACELINGS" verify 07
expect 'verify fails when a solution fails' 1 'must pass, and fails: data-race' '^2 passed, 1 failed$'

fresh
sed -i 's/^line = .*/line = "no such line"/' exercises/$id/exercise.toml
run "$RACELINGS" verify 07
expect 'verify fails when a starter points elsewhere' 1 "must point at the line 'no such line'"

fresh
rm -r solutions/$id
run "$RACELINGS" verify 07
expect 'verify fails when there is no solution' 1 "solutions/$id is missing" '^0 passed, 1 failed$'

fresh
cp -r solutions/$id solutions/99_stray
rm -r exercises/$id exercises/11_*
run "$RACELINGS" verify
expect 'verify fails when there is no exercise' 1 'solutions/99_stray' 'belongs to no exercise'

fresh
mkdir -p tests/answers/$id/wrong/in_truth_right tests/answers/$id/right/in_truth_wrong
{ echo '// expect: deadlock — it says'; cat solutions/$id/restaurant.cc; } >tests/answers/$id/wrong/in_truth_right/restaurant.cc
cp exercises/$id/restaurant.cc tests/answers/$id/right/in_truth_wrong/
run "$RACELINGS" verify 07
expect 'verify fails when a known answer is misjudged' 1 'wrong/in_truth_right .*must fail \(deadlock\), and passes' \
  'right/in_truth_wrong .*must pass, and fails' '^3 passed, 2 failed$'

fresh
echo 'points = ' >>exercises/$id/exercise.toml
run "$RACELINGS" verify 07
expect 'verify names the line of a broken exercise.toml' 1 "exercises/$id/exercise.toml:[0-9]+:[0-9]+: "

finish
