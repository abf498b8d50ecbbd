#!/usr/bin/env bash
# Every solution passes in every preset 100 times in a row, each time with
# another seed. Takes half an hour on two processors; with names of exercises
# behind it, those alone.

set -uo pipefail
cd "${RACELINGS_ROOT:-$(dirname "$0")/../..}" || exit 1
readonly presets=(debug release tsan asan-ubsan)

tests=()
for name in "${@:-}"; do
  for folder in exercises/"$name"*/; do
    [[ -d $folder ]] || { echo "not ok $name: no exercise begins so"; exit 1; }
    tests+=("$(basename "$folder").solution_test")
  done
done
for preset in "${presets[@]}"; do
  if ! { cmake --preset "$preset" && cmake --build --preset "$preset" --target "${tests[@]}"; } > /dev/null; then
    echo "not ok preset $preset: it does not build"
    exit 1
  fi
done

prove() {
  local name=$1/$2 program=build/$1/bin/$2
  for ((seed = 1; seed <= 100; ++seed)); do
    said=$("$program" --schedules=400 --seed="$seed" --source-root="$PWD" 2>&1) && continue
    echo "not ok $name, seed $seed: $(grep -m1 -A1 Failure <<< "$said" | tail -n 1)"
    return 1
  done
  echo "ok $name passes 100 of 100 times"
}
export -f prove
# shellcheck disable=SC2016  # "$1" and "$2" are the inner shell's.
for preset in "${presets[@]}"; do
  printf "$preset\n%s\n" "${tests[@]}"
done | xargs -P "$(nproc)" -n 2 bash -c 'prove "$1" "$2"' -
