#!/usr/bin/env bash
# What the explorer finds in fifty kernels replays to the byte, 100 of 100 times,
# with ThreadSanitizer and without. Takes four minutes on two processors.

set -uo pipefail
cd "${RACELINGS_ROOT:-$(dirname "$0")/../..}" || exit 1

cmake --preset tsan >/dev/null &&
  cmake --build --preset tsan --target kernels kernels.schedules >/dev/null || exit 1
build/tsan/bin/kernels --replays 100 && build/tsan/bin/kernels.schedules --replays 100
