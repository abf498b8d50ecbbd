#!/usr/bin/env bash
# Every kind of finding has a page to read, and --raw shows the tool's own words.

. "$(dirname "$0")/common.bash"

reading=$RACELINGS_ROOT/docs/reading
# The kinds, as the table of docs/json.md has them.
kinds=$(sed -n '/^| kind | the answer/,/^$/s/^| `\([a-z-]*\)` |.*/\1/p' "$RACELINGS_ROOT/docs/json.md")
[ "$(wc -w <<<"$kinds")" -ge 12 ]
status=$? output=$kinds
expect 'docs/json.md has the kinds' 0
for kind in $kinds lost-wakeup; do
  run "$RACELINGS" explain "$kind"
  expect "$kind is explained" 0 '^How to find the cause' '^    [^ ]'
done
run "$RACELINGS" explain
expect 'without a name, all are listed' 0 'explain data-race +A data race' 'explain lost-wakeup +'
run "$RACELINGS" explain 07
expect 'an exercise is explained by what it starts out with' 0 '^07_unlocked_list_pop starts' '^A data race'
run "$RACELINGS" explain data-rase
expect 'a typo is met with a suggestion' 2 'Did you mean data-race\?' 'next: '
run "$RACELINGS" explain nonsense-of-all-kinds
expect 'what is no page is a usage error' 2 'next: '

# A link that leads nowhere helps nobody.
broken=''
for page in "$reading"/*.md "$RACELINGS_ROOT"/docs/*.md "$RACELINGS_ROOT"/README.md; do
  for target in $(sed -n 's/](/\n&/gp' "$page" | sed -n 's/^](\([^)#:]*\)[)#].*/\1/p'); do
    [ -e "$(dirname "$page")/$target" ] || broken+="${page##*/}: $target"$'\n'
  done
done
output=$broken
[ -z "$broken" ]
status=$?
expect 'every link of the documentation leads somewhere' 0

run "$RACELINGS" check 11 --answer "$RACELINGS_ROOT/exercises/11_unsafe_counter" --raw
expect 'ThreadSanitizer speaks for itself' 1 'read: ./racelings explain data-race ' '^What ThreadSanitizer says' \
  '^WARNING: ThreadSanitizer: data race$' '#[0-9]+ .* exercises/11_unsafe_counter/counter\.cc:[0-9]+' \
  "Thread T[0-9] 'counter 1'" '^SUMMARY: ThreadSanitizer: data race exercises/'

mkdir "$scratch/syntax"
{ cat "$RACELINGS_ROOT/exercises/11_unsafe_counter/counter.cc"; printf 'int one(;\nint two(;\n'; } >"$scratch/syntax/counter.cc"
run "$RACELINGS" check 11 --answer "$scratch/syntax"
expect 'the compiler speaks for itself, first error first' 1 'it does not compile$' "^$scratch/syntax/counter\.cc:[0-9]+:[0-9]+: error: " \
  '^ +[0-9]+ \| int one' '--raw shows all'
! grep -q 'int two' <<<"$output"
status=$?
expect 'and only the first' 0
run "$RACELINGS" check 11 --answer "$scratch/syntax" --raw
expect 'unless all are asked for' 1 'int two'
if type -P script >/dev/null; then
  run env -u NO_COLOR TERM=xterm script -qec "$RACELINGS check 11 --answer $scratch/syntax" /dev/null
  expect 'in colour on a terminal' 1 $'\e\\[[0-9;]*31merror: '
fi

finish
