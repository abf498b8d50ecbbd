#!/usr/bin/env bash
# Typos are met with what was meant.

. "$(dirname "$0")/common.bash"

run "$RACELINGS" check unlokced
expect 'a typo in an exercise is met with a suggestion' 2 'Did you mean 07_unlocked_list_pop\?' 'next: '
run "$RACELINGS" chekc 07
expect 'a typo in a command is met with a suggestion' 2 'Did you mean check\?' 'next: '
run "$RACELINGS" check 07 --jsno
expect 'a typo in an option is met with a suggestion' 2 'Did you mean --json\?' 'next: '
run "$RACELINGS" --help
expect 'the help names every command' 0 list check run hint verify doctor selftest grade
run "$RACELINGS" list
expect 'a list without a terminal has no escape codes' 0 '07_unlocked_list_pop'
run grep -c $'\x1b' <<<"$output"
expect 'a list without a terminal is plain text' 1

finish
