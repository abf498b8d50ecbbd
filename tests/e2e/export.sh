#!/usr/bin/env bash
# What `racelings export` writes works: the files of GitHub, Classroom, GitLab and
# Gradescope, and the learners' repository. A machine of those systems is played by
# this one: what it would build is built here already, and its sudo changes nothing.

. "$(dirname "$0")/common.bash"

# Whatever is built, is built before this machine plays others.
"$RACELINGS" grade 07 11 >/dev/null 2>&1

# --- The learners' repository -------------------------------------------------

learners=$scratch/learners
run "$RACELINGS" export --student "$learners"
expect 'the learners have a repository' 0 'the learners. repository, [0-9]+ files, [0-9]+ exercises' '^next: '
run "$RACELINGS" export --student "$learners"
expect 'it is made in a new folder only' 2 'is not empty' 'next: '
run "$RACELINGS" export --student "$RACELINGS_ROOT/learners"
expect 'it is not made within the course' 2 'lies in the course itself' 'next: '

# Nothing of a solution or of another answer, whatever it is called there.
answers() {
  (cd "$RACELINGS_ROOT" && find solutions tests/answers tests/attacks -type f -size +0 -exec sha256sum {} + | cut -c -64 | sort -u)
}
given() { (cd "$learners" && find . -type f -exec sha256sum {} + | cut -c -64 | sort -u); }
run comm -12 <(answers) <(given)
expect 'it holds no answer' 0
run test -z "$output"
expect 'under no other name either' 0
run find "$learners" -name solutions -o -name answers -o -name attacks -o -name e2e -o -name '*.mine-*'
expect 'and none of the folders of answers' 0 '^$'
run test -x "$learners/racelings" -a -x "$learners/setup" -a -x "$learners/cmake/get_abseil_source"
expect 'its programs can be started' 0

# Every link in its pages leads somewhere.
dead_links() {
  local page target
  while IFS=: read -r page target; do
    target=${target#*](} && target=${target%)} && target=${target%%#*}
    case $target in '' | *://*) continue ;; esac
    [ -e "$(dirname "$page")/$target" ] || echo "$page: $target"
  done < <(cd "$learners" && find . -name '*.md' -exec awk '/^```/ { code = !code } !code { while (match($0, /\]\([^) ]*[.\/][^) ]*\)/)) {
      print FILENAME ":" substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH) } }' {} +)
}
run eval 'cd "$learners" && dead_links'
expect 'no link in its pages is dead' 0 '^$'

# The course of that repository, judged by the kit that is built here.
export RACELINGS_COURSE_ROOT=$learners
run "$RACELINGS" list
expect 'its exercises are all there, and none is solved' 0 '07_unlocked_list_pop' '\]  0 of [0-9]+ exercises solved'
run "$RACELINGS" check 07
expect 'its exercise 07 is as it was at the beginning' 1 '07_unlocked_list_pop: not yet: data race'
for words in 'solution 07' verify rates 'check 07 --solution'; do
  # shellcheck disable=SC2086  # Words.
  run "$RACELINGS" $words
  expect "$words says that this copy has no solutions" 2 "a learner's copy of the course, which has none" 'next: '
done
unset RACELINGS_COURSE_ROOT

# CMake gets along with what is left, and every source that it wants is there.
mkdir -p "$learners/build/deps"
cp -r "$RACELINGS_ROOT/build/deps/abseil" "$learners/build/deps/"
run cmake -S "$learners" --preset tsan
expect 'it can be configured' 0 'Generating done'
run ninja -C "$learners/build/tsan" -n judges all
expect 'nothing that it is built from is missing' 0 '^\[[0-9]+/[0-9]+\] '
run ninja -C "$learners/build/tsan" -t query 07_unlocked_list_pop.solution_test
expect 'it has no target of a solution' 1 'unknown target'

# --- A build that comes from a cache ------------------------------------------

small=$scratch/small
mkdir -p "$small/cmake" "$small/build"
cp "$RACELINGS_ROOT/cmake/keep_times" "$small/cmake/"
echo one >"$small/a b.txt" && echo two >"$small/two.txt"
run "$small/cmake/keep_times"
expect 'the first build has nothing to keep' 0 'no build was kept'
touch -d '1 minute ago' "$small/build/built"
touch "$small"/*.txt && echo three >"$small/two.txt"
run "$small/cmake/keep_times"
expect 'a build that is kept knows what has changed since' 0 '^keep_times: 1 files changed'
run find "$small" -name '*.txt' -newer "$small/build/built"
expect 'what has changed is newer than the build, and nothing else' 0 "^$small/two.txt\$"
run "$small/cmake/keep_times"
expect 'and once' 0 '^keep_times: 0 files changed'

# --- What the machines start --------------------------------------------------

ci=$scratch/ci
mkdir "$ci"
for name in github classroom gitlab gradescope; do
  run "$RACELINGS" export --ci $name "$ci"
  expect "$name has its files" 0 ': written$' '^next: '
done
echo '# mine' >>"$ci/.gitlab-ci.yml"
run "$RACELINGS" export --ci gitlab "$ci"
expect 'a file that differs is not overwritten' 2 'says something else' 'next: .*--force'
run tail -n 1 "$ci/.gitlab-ci.yml"
expect 'it is as it was' 0 '^# mine$'
run "$RACELINGS" export --ci gitlab "$ci" --force
expect 'unless that is asked for' 0 ': written$'

# A machine: programs that are as they would be there. sudo only tells.
bin=$scratch/bin
mkdir "$bin"
printf '#!/bin/sh\necho "sudo $*"\n' >"$bin/sudo"
# The kit is built already: this checkout stands for the one of the machine.
cat >"$bin/setup" <<'SETUP'
#!/bin/sh
echo "setup $*"
SETUP
# Nor does it leave anything to build; what the doctor asks for is true.
cat >"$bin/cmake" <<CMAKE
#!/bin/sh
if [ "\$1" = --version ]; then exec $(type -P cmake) --version; fi
echo "cmake \$*"
CMAKE
chmod +x "$bin"/*

# fake_kit FOLDER: this checkout, as a machine has it after its steps of setting up;
# what a machine would build is there.
fake_kit() {
  mkdir -p "$1/cmake"
  cp "$bin/setup" "$1/setup"
  cp "$RACELINGS_ROOT/cmake/keep_times" "$1/cmake/"
  cp "$RACELINGS_ROOT/CMakePresets.json" "$1/"
  printf '#!/bin/sh\nexec env RACELINGS_ROOT=%q %q "$@"\n' "$RACELINGS_ROOT" "$RACELINGS" >"$1/racelings"
  chmod +x "$1/racelings"
  ln -s "$RACELINGS_ROOT/exercises" "$1/exercises"
}

# What somebody hands in: one right answer, one starter.
submission() {
  mkdir -p "$1/exercises"
  cp -r "$learners/exercises/07_unlocked_list_pop" "$learners/exercises/11_unsafe_counter" "$1/exercises/"
  cp "$RACELINGS_ROOT/solutions/11_unsafe_counter/counter.cc" "$1/exercises/11_unsafe_counter/"
}

# play FILE: the `run` steps of a workflow's first job, or what a GitLab job runs, in
# order and as its shell would, in the current folder.
play() {
  python3 - "$1" >steps.sh <<'PLAY'
import shlex, sys, yaml
flow = yaml.safe_load(open(sys.argv[1]))
for name, value in (flow.get("env") or flow.get("variables")).items():
    print(f"export {name}=${{{name}-{shlex.quote(str(value))}}}")
if "jobs" in flow:
    for step in next(iter(flow["jobs"].values()))["steps"]:
        if "run" in step:
            # GitHub's: bash -e, in the step's folder.
            print(f"(cd {step.get('working-directory', '.')} && bash -e -c {shlex.quote(step['run'])}) || exit")
else:
    job = flow["grade"]
    for line in job["before_script"] + job["script"]:
        if not line.startswith("apt-get"):
            print(f"{line} || exit")
PLAY
  PATH=$bin:$PATH bash steps.sh
}

export RACELINGS_EXERCISES='07 11' GITHUB_OUTPUT=$scratch/output GITHUB_STEP_SUMMARY=$scratch/summary

mkdir "$scratch/github" && cd "$scratch/github" || exit 1
fake_kit kit && submission submission
run play "$ci/.github/workflows/racelings.yml"
expect 'the steps of the GitHub workflow grade a push' 1 '^setup --tools$' '^sudo sysctl ' '^::error .*07_unlocked_list_pop/restaurant\.cc'
run grep -c '10' "$scratch/summary"
expect 'the run has a summary' 0
run python3 -c 'import json; print(json.load(open("racelings.sarif"))["version"])'
expect 'and the findings as SARIF' 0 '^2\.1\.0$'

mkdir "$scratch/classroom" && cd "$scratch/classroom" || exit 1
fake_kit kit && submission submission
run play "$ci/.github/workflows/classroom.yml"
expect 'the steps of the Classroom workflow end well, whatever the marks' 0
# What the reporter adds up.
reporter='import base64, json, sys
line = open(sys.argv[1]).read().splitlines()[-1]
result = json.loads(base64.b64decode(line.removeprefix("result="), validate=True))
print(sum(test["score"] for test in result["tests"]), "of", result["max_score"])'
run python3 -c "$reporter" "$GITHUB_OUTPUT"
expect 'and hand the reporter the points' 0 '^[1-9][0-9]* of [1-9][0-9]*$'

mkdir "$scratch/gitlab" && cd "$scratch/gitlab" || exit 1
fake_kit project && submission project.work
rm project/exercises && cp -r project.work/exercises project/
git -c init.defaultBranch=main init -q project && git -C project add -A &&
  git -C project -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -q -m pushed
export CI_PROJECT_DIR=$PWD/project
run play "$ci/.gitlab-ci.yml"
expect 'the GitLab job grades a push' 1 '^setup $'
run python3 -c 'import xml.etree.ElementTree as t; print(len(t.parse("racelings.xml").findall(".//testcase/failure")))'
expect 'its report has the failure' 0 '^1$'

mkdir -p "$scratch/autograder/source" && cd "$scratch/autograder" || exit 1
export AUTOGRADER=$PWD
cp "$ci/setup.sh" "$ci/run_autograder" source/ && cp "$ci/run_autograder" .
run bash source/setup.sh
expect 'Gradescope is told when the kit is missing' 3 'no kit in' 'next: '
fake_kit source/racelings && submission submission
run env PATH="$bin:$PATH" bash source/setup.sh
expect 'the image of Gradescope is set up' 0 '^setup --runner$' '^cmake --build --preset tsan --target judges$' 'reports a known race'
sed -i 's/^exercises=()/exercises=(07 11)/' run_autograder
run ./run_autograder
expect 'a submission to Gradescope is graded' 0
points='import json; print([test["score"] > 0 for test in json.load(open("results/results.json"))["tests"]])'
run python3 -c "$points"
expect 'with its points' 0 '^\[False, True\]$'
sed -i 's/^exercises=(07 11)/exercises=(11)/' run_autograder
mkdir flat && cp submission/exercises/11_unsafe_counter/counter.cc flat/ && rm -r submission && mv flat submission
run ./run_autograder
expect 'a file alone will do where one exercise counts' 0
run python3 -c "$points"
expect 'and has its points' 0 '^\[True\]$'
mv source/racelings/racelings source/racelings/gone
run ./run_autograder
expect 'what cannot be graded is no 0' 3 'there are no results'
printf '#!/bin/sh\necho {} >"$AUTOGRADER/results/results.json"\nexit 3\n' >source/racelings/racelings
chmod +x source/racelings/racelings
run ./run_autograder
expect 'and what is graded in part is no mark' 3 'there are no results'
run test -e results/results.json
expect 'that anyone could take for one' 1

python3 - "$ci"/.github/workflows/*.yml <<'STEPS'
import sys, yaml
steps = [step["run"] for name in sys.argv[1:] for job in yaml.safe_load(open(name))["jobs"].values()
         for step in job["steps"] if "run" in step]
open("steps.sh", "w").write("#!/usr/bin/env bash\n" + "".join(f"(\n{step}\n)\n" for step in steps))
STEPS
run shellcheck steps.sh
expect 'the steps of the workflows are clean for shellcheck' 0
run shellcheck "$ci/setup.sh" "$ci/run_autograder" "$RACELINGS_ROOT/cmake/keep_times"
expect 'the scripts are clean for shellcheck' 0

finish
