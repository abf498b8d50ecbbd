#!/usr/bin/env bash
# What is wrong with the machine is said in one message, with exit status 3: it
# is never the learner's fault.

. "$(dirname "$0")/common.bash"

copy_checkout "$scratch/copy"

RACELINGS_ROOT=$scratch/copy RACELINGS_CLANG=$scratch/no/clang++ run "$RACELINGS" check 07
expect 'a missing clang is one clear message' 3 'could not be judged' "clang" 'next: \./setup'
rm -rf "$scratch/copy/build"

# Not even root can make a folder in a file.
touch "$scratch/copy/build"
RACELINGS_ROOT=$scratch/copy run "$RACELINGS" check 07
expect 'a build folder that is a file is one clear message' 3 'cannot write to build/' 'next: '
rm "$scratch/copy/build"

mkdir "$scratch/copy/build"
chmod 555 "$scratch/copy/build"
someone=()
if [ "$(id -u)" -eq 0 ]; then
  chmod 755 "$scratch"
  cp "$RACELINGS" "$scratch/program"
  RACELINGS=$scratch/program
  someone=(setpriv --reuid=65534 --regid=65534 --clear-groups)
fi
RACELINGS_ROOT=$scratch/copy run "${someone[@]}" "$RACELINGS" check 07
expect 'an unwritable build folder is one clear message' 3 'cannot write to build/' 'Permission denied' 'next: '
RACELINGS_ROOT=$scratch/copy run "${someone[@]}" "$RACELINGS" doctor
expect 'doctor says that the build folder is unwritable' 3 'FAIL  build/ can be written to'

cd "$scratch" || exit 1
RACELINGS_ROOT='' run "$RACELINGS" list
expect 'no course here is one clear message' 3 'no course here' 'next: '

finish
