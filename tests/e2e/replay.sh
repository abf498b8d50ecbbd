#!/usr/bin/env bash
# A schedule that a check names can be played again.

. "$(dirname "$0")/common.bash"

# As a terminal of 80 columns would have it.
export COLUMNS=80 LC_ALL=C.UTF-8
cp -r "$RACELINGS_ROOT/exercises/11_unsafe_counter" "$scratch/starter"
run "$RACELINGS" check 11 --answer "$scratch/starter"
expect 'a check draws lanes' 1 '│ +counter 1 +│' '▶ writes counter_ :[0-9]+'
command=$(sed -n 's|^  or: ./racelings \(replay .*\)   (.*|\1|p' <<<"$output")
lanes=$(grep '│' <<<"$output")
eval "run \"\$RACELINGS\" $command"
expect 'the command that a check names replays it' 1 'data race' '▶ writes counter_'
[ "$lanes" = "$(grep '│' <<<"$output")" ] && status=0 || status=1
expect 'a replay draws the same lanes' 0
eval "run \"\$RACELINGS\" $command --json"
expect 'a replay has its JSON' 1 '"replayed": ' '"mark": "racing"' '"operation": "create"'
eval "run \"\$RACELINGS\" ${command%% --answer*} --solution"
expect 'the solution survives that schedule' 0 'nothing goes wrong' 'next: ./racelings check 11'

run "$RACELINGS" replay 11 'a3?'
expect 'what is no schedule is a usage error' 2 "'a3\?' is no schedule" 'next: '
run "$RACELINGS" replay 11
expect 'a replay without a schedule is a usage error' 2 'which schedule' 'next: '
run "$RACELINGS" replay 11 ab2 --test TwoThread
expect 'a typo in a test is met with a suggestion' 2 'Did you mean TwoThreads\?' 'next: '
LC_ALL=C run "$RACELINGS" replay 11 - --test TwoThreads
expect 'a schedule without a choice can be replayed, in ASCII' 1 'not yet' '\| +counter 1'

finish
