#!/usr/bin/env bash
# A learner's way through a course of two exercises: hints, next and prev, a pass,
# the solution, a change, reset, and what is left when the build folder goes. In a
# copy of the course, so that nobody's own progress is touched.

. "$(dirname "$0")/common.bash"

course=$scratch/course
for id in 07_unlocked_list_pop 11_unsafe_counter; do
  mkdir -p "$course/exercises" "$course/solutions" "$course/tests/exercises"
  cp -r "$RACELINGS_ROOT/solutions/$id" "$course/solutions/$id"
  cp -r "$RACELINGS_ROOT/exercises/$id" "$course/exercises/$id"
  cp "$RACELINGS_ROOT/tests/exercises/${id}_test.cc" "$course/tests/exercises/"
done
# The starter of whoever runs this may be solved already: it is what the solution
# is without its locks.
answer=$course/exercises/07_unlocked_list_pop/restaurant.cc
sed '/scoped_lock\|lock_guard\|unique_lock/d' "$course/solutions/07_unlocked_list_pop/restaurant.cc" >"$answer"
starter=$(cat "$answer")
export RACELINGS_COURSE_ROOT=$course
record=$course/.racelings/progress.json
cd "$course" || exit 1

run "$RACELINGS" list
expect 'nobody begins with something solved' 0 '^> +07_unlocked_list_pop' '0 of 2 exercises solved'
run "$RACELINGS" check
expect 'the current exercise is judged where none is named' 1 '07_unlocked_list_pop: not yet: data race'
run "$RACELINGS" check "$answer" --format gcc
expect 'an editor gets lines that it can jump to' 1 \
  '^exercises/07_unlocked_list_pop/restaurant\.cc:[0-9]+:[0-9]+: error: .* \[data-race\]$' \
  '^exercises/07_unlocked_list_pop/restaurant\.cc:[0-9]+:[0-9]+: note: step [0-9]+, '
run "$RACELINGS" hint
expect 'the first hint comes first' 0 'Hint 1 of '
run "$RACELINGS" hint 07
expect 'the second hint comes second' 0 'Hint 2 of '
run "$RACELINGS" hint 07 1
expect 'a hint is shown again by its number' 0 'Hint 1 of '
run "$RACELINGS" solution
expect 'the solution waits for a pass' 1 'once yours has passed' 'next: \./racelings check 07'
run "$RACELINGS" solution --anyway
expect 'the solution is shown to who gives in' 0 '^--- exercises/07.*yours' '^\+\+\+ solutions/07.*ours' '^\+.*lock'

run "$RACELINGS" next
expect 'next goes to the next exercise' 0 '^11_unsafe_counter: ' 'edit: exercises/11_unsafe_counter/'
run "$RACELINGS"
expect 'that is the one that is judged then' 0 '11_unsafe_counter: not yet'
run "$RACELINGS" next
expect 'there is none after the last' 1 'none after the last' 'next: '
run "$RACELINGS" prev
expect 'prev goes back' 0 '^07_unlocked_list_pop: '

cp "solutions/07_unlocked_list_pop/restaurant.cc" "$answer"
run "$RACELINGS" check
expect 'an answer passes' 0 '07_unlocked_list_pop: right'
run "$RACELINGS" list --done
expect 'what passed is remembered' 0 'solved +07_unlocked_list_pop' '1 of 2'
run "$RACELINGS" solution 07
expect 'the solution is shown after a pass' 0 'is ours to the letter' \
  "^$(head -n 1 solutions/07_unlocked_list_pop/WHY.md)\$"
run "$RACELINGS" list --json
expect 'programs can read how far someone is' 0 '"solved": true' '"current": true' '"hints_seen": 2'
run "$RACELINGS" list counter --todo
expect 'a list is filtered' 0 '^> +11_unsafe_counter'
run grep -c unlocked_list_pop <<<"$output"
expect 'a filtered list has nothing else' 1 '^0$'

echo '// a word more' >>"$answer"
run "$RACELINGS" list
expect 'an answer that is changed is shown as changed' 0 'changed +07_unlocked_list_pop'
run "$RACELINGS" reset 07
expect 'reset asks first' 2 'nobody is here to be asked' 'next: \./racelings reset 07 --yes'
run "$RACELINGS" reset 07 --yes
expect 'reset puts the starter back' 0 'yours is beside it, restaurant\.cc\.mine-1'
run cmp "$answer" <(printf '%s\n' "$starter")
expect 'it is the starter to the letter' 0
run tail -n 1 "$answer.mine-1"
expect 'what was there is kept' 0 '// a word more'
run "$RACELINGS" list
expect 'an exercise begun anew is not solved' 0 '0 of 2 exercises solved'

# git has the starter too, and the learner's own commits do not hide it.
rm -r .racelings "$answer.mine-1"
git() { command git -c user.name=a -c user.email=a@b -c commit.gpgsign=false "$@"; }
git init -q . && git add -A && git commit -q -m course
echo '// mine' >"$answer"
git commit -q -a -m 'my answer'
run "$RACELINGS" reset 07 --yes
expect 'reset knows the starter from git' 0 'yours is beside it'
run cmp "$answer" <(printf '%s\n' "$starter")
expect 'a committed answer is no starter' 0

run "$RACELINGS" hint 11
mv "$course/exercises/11_unsafe_counter" "$course/exercises/12_unsafe_counter"
run "$RACELINGS" hint 12
expect 'an exercise is known by its name, whatever its number' 0 'Hint 2 of '
sed -i '1i formerly = ["unsafe_counter"]' "$course/exercises/12_unsafe_counter/exercise.toml"
mv "$course/exercises/12_unsafe_counter" "$course/exercises/12_count"
run "$RACELINGS" hint 12
expect 'an exercise is known by the name it had' 0 'Hint 3 of '

head -c 20 "$record" >"$scratch/damaged" && cp "$scratch/damaged" "$record"
run "$RACELINGS" list
expect 'a damaged record is told of' 0 'kept as \.racelings/progress\.json\.damaged-1'
run cmp "$scratch/damaged" "$record.damaged-1"
expect 'a damaged record is kept' 0
run "$RACELINGS" list
expect 'it is told once' 0 '0 of 2'
run grep -c damaged <<<"$output"
expect 'and not twice' 1

"$RACELINGS" hint 07 >/dev/null
before=$(cat "$record")
# A limit on files stops root as well, as a full disk does.
run bash -c 'ulimit -f 0; trap "" XFSZ; exec "$@"' bash "$RACELINGS" next
expect 'progress that cannot be written is an error that says so' 3 'your progress is not saved' 'next: '
run cmp "$record" <(printf '%s\n' "$before")
expect 'the record is as it was then' 0

finish
