#!/usr/bin/env bash
# Every solution passes in every preset 100 times in a row, each time with
# another seed. Takes half an hour on two processors.

set -uo pipefail
cd "${RACELINGS_ROOT:-$(dirname "$0")/../..}" || exit 1
readonly presets=(debug release tsan asan-ubsan)

for preset in "${presets[@]}"; do
  cmake --preset "$preset" > /dev/null && cmake --build --preset "$preset" > /dev/null || exit 1
done

prove() {
  local name=$1/${2##*/}
  for ((seed = 1; seed <= 100; ++seed)); do
    said=$("$2" --schedules=400 --seed="$seed" --source-root="$PWD" 2>&1) && continue
    echo "not ok $name, seed $seed: $(grep -m1 -A1 Failure <<< "$said" | tail -n 1)"
    return 1
  done
  echo "ok $name passes 100 of 100 times"
}
export -f prove
# shellcheck disable=SC2016  # "$1" and "$2" are the inner shell's.
for preset in "${presets[@]}"; do
  for solution in build/"$preset"/bin/*.solution_test; do
    printf '%s\n%s\n' "$preset" "$solution"
  done
done | xargs -P "$(nproc)" -n 2 bash -c 'prove "$1" "$2"' -
