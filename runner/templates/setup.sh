#!/usr/bin/env bash
# setup.sh: Gradescope runs it once, when it builds the image of the autograder.
#
# For the teacher
#   What goes where  this file, run_autograder and racelings/ (the kit) are the
#                    three things in the root of the archive that you upload:
#
#                      ./racelings export --ci gradescope ../autograder
#                      ./racelings export --student ../autograder/racelings
#                      (cd ../autograder && zip -qr ../autograder.zip .)
#
#   Base image       Ubuntu 24.04 or newer; older ones have no compiler that will do.
#                    If the list has none, use "Manual Docker Configuration" with an
#                    image of your own, in whose Dockerfile setup.sh is run.
#                    Choose at least 2 processors and 3 GB: less makes judging slow, and
#                    what runs out of memory cannot be judged.
#   What it costs    about 10 minutes, once, when you upload it; then about 2 minutes for
#                    a submission of the whole course, seconds for one of one exercise.
#                    Set the autograder's timeout to 20 minutes for the whole course.
#   Which count      the list `exercises` in run_autograder.
# Docker allows no sandbox within a container, so answers are held back by limits alone
# (docs/security.md), in a container that is thrown away after each submission.
# Try it before you upload: AUTOGRADER=/somewhere makes both use that folder.
set -euo pipefail
autograder=${AUTOGRADER:-/autograder}
kit=$autograder/source/racelings

if [[ ! -x $kit/racelings ]]; then
  printf '%s\n' "setup.sh: there is no kit in $kit." \
    "  next: ./racelings export --student ../autograder/racelings, and zip and upload it again" >&2
  exit 3
fi
"$kit/setup" --runner
cd "$kit"
cmake --preset tsan
cmake --build --preset tsan --target judges
# What cannot work here stops the image, and is not found out in somebody's marks.
./racelings doctor
