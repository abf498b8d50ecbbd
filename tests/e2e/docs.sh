#!/usr/bin/env bash
# The course that the README shows is the course there is.

. "$(dirname "$0")/common.bash"

shown=$(sed -n 's,^| \[\([0-9a-z_]*\)\](exercises/\1/README\.md) .*,\1,p' "$RACELINGS_ROOT/README.md")
there=$(cd "$RACELINGS_ROOT/exercises" && ls)
run diff <(echo "$there") <(echo "$shown")
expect 'the README shows every exercise, and no other' 0

run diff "$RACELINGS_ROOT/docs/scripts.md" <("$RACELINGS" list --scripts)
expect 'docs/scripts.md is the scripts there are (./racelings list --scripts > docs/scripts.md mends it)' 0

finish
