#!/usr/bin/env bash
# A worker of the kitchen's process pool is killed at a random moment, 200 times: no
# hang, no result lost or doubled without an error, no zombie, no descriptor left. With
# ThreadSanitizer and without. Takes half a minute on two processors.

set -uo pipefail
cd "${RACELINGS_ROOT:-$(dirname "$0")/../..}" || exit 1

for preset in tsan release; do
  cmake --preset "$preset" >/dev/null &&
    cmake --build --preset "$preset" --target pool_kills >/dev/null &&
    "build/$preset/bin/pool_kills" 200 || exit 1
done
