#!/usr/bin/env bash
# What `racelings grade` writes for others is what they read: each format is held
# against its specification, and the JSON against docs/schema.

. "$(dirname "$0")/common.bash"

# A race, a right answer, one that does not compile, and one that is missing; the
# submission's own tests and manifests count for nothing.
submission=$scratch/submission
mkdir -p "$submission/exercises"/{07_unlocked_list_pop,12_guarded_counter} "$submission/11_unsafe_counter" "$submission/tests/exercises"
cp "$RACELINGS_ROOT/exercises/07_unlocked_list_pop/restaurant.cc" "$submission/exercises/07_unlocked_list_pop/"
cp "$RACELINGS_ROOT/solutions/11_unsafe_counter/counter.cc" "$submission/11_unsafe_counter/"
echo 'int ]]> ::error::' >"$submission/exercises/12_guarded_counter/counter.cc"
echo 'points = 1000' >"$submission/exercises/07_unlocked_list_pop/exercise.toml"
echo 'TEST(Nothing, IsAsked) {}' >"$submission/tests/exercises/07_unlocked_list_pop_test.cc"

grade() { run "$RACELINGS" grade 07 11 12 13 --submission "$submission" "$@"; }

cd "$scratch" || exit 1
for format in json junit sarif classroom gradescope exercism markdown; do
  grade --format "$format" --output "$format"
  expect "$format is written, and the table shown" 1 '^07_unlocked_list_pop +0 of +10 ' '^11_unsafe_counter +10 of +10' '^in all +10 of'
done
GITHUB_STEP_SUMMARY=$scratch/summary grade --format github
expect 'github has remarks at the lines' 1 '^::error file=exercises/07_unlocked_list_pop/restaurant\.cc,line=[0-9]+,' '^::stop-commands::racelings[0-9a-f]+$'
run cat summary
expect 'and a summary' 0 '^## 10 of [0-9]+ points'
run diff summary markdown
expect 'which is the page' 0

run python3 "$RACELINGS_ROOT/tests/e2e/formats.py" "$scratch" "$RACELINGS_ROOT/docs/schema/grade.schema.json" "$submission" ${RACELINGS_SCHEMAS:+"$RACELINGS_SCHEMAS"}
while read -r line; do echo "$line"; done <<<"$output"
expect 'all formats are as specified' 0

grade --format sariff
expect 'an unknown format is an error that names all' 2 'sarif' 'gradescope' 'next: '
run "$RACELINGS" grade 11 --submission "$scratch/nobody"
expect 'and so is a submission that is not there' 2 'there is no folder' 'next: '
grade --output "$scratch/no/such/folder/../$(printf 'x%.0s' {1..300})"
expect 'a file that cannot be written is no verdict' 3 'next: '

finish
