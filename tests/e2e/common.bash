# What the end-to-end scripts share. RACELINGS is the program and RACELINGS_ROOT
# the checkout, both set by `racelings selftest`; by hand the defaults serve.
# A script prints "ok NAME" or "not ok NAME: why" for each of its tests.

set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export RACELINGS_ROOT=${RACELINGS_ROOT:-$(cd "$here/../.." && pwd)}
RACELINGS=${RACELINGS:-$RACELINGS_ROOT/build/release/bin/racelings}
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch" 2>/dev/null; rm -rf "$scratch"' EXIT

failures=0

# run COMMAND...: sets `status` and `output` (both streams).
run() {
  output=$("$@" 2>&1 </dev/null)
  status=$?
}

# expect NAME STATUS PATTERN...: the last `run` ended so, and its output matches
# every extended regular expression.
expect() {
  local name=$1 wanted=$2 why='' pattern
  shift 2
  [ "$status" -eq "$wanted" ] || why="exit status $status, not $wanted"
  for pattern in "$@"; do
    grep -Eq -- "$pattern" <<<"$output" || why="${why:+$why; }no line matches '$pattern'"
  done
  if [ -z "$why" ]; then
    echo "ok $name"
  else
    failures=$((failures + 1))
    echo "not ok $name: $why"
    sed 's/^/  | /' <<<"$output" | head -40
  fi
}

# The processes, by command line, that have the scratch folder in it.
left_running() { pgrep -af -- "$scratch" | grep -v pgrep; }

# A copy of the tracked content of the checkout, without its build folder.
copy_checkout() {
  mkdir -p "$1"
  (cd "$RACELINGS_ROOT" && tar -c --exclude=./build --exclude=./.git .) | tar -x -C "$1"
}

finish() { exit $((failures > 0)); }
