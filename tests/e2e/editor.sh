#!/usr/bin/env bash
# What editors get: compile commands that clangd is content with, and a task whose
# problem matcher understands what the check says.

. "$(dirname "$0")/common.bash"

cd "$RACELINGS_ROOT" || exit 1

cat >"$scratch/known.py" <<'END'
import glob, json, os
known = {command["file"] for command in json.load(open("compile_commands.json"))}
wanted = [os.path.abspath(file) for pattern in (
    "exercises/*/*.cc", "solutions/*/*.cc", "tests/exercises/*.cc", "runner/*/*.cc", "kitchen/*.cc")
    for file in glob.glob(pattern)]
print(len(wanted), "files;", "unknown:", [file for file in wanted if file not in known])
END
run python3 "$scratch/known.py"
expect 'compile_commands.json knows every file' 0 '^[0-9]{2,} files; unknown: \[\]$'

# The clangd that fits the compiler, which may be of another version.
compiler=$(python3 -c 'import json; print(json.load(open("compile_commands.json"))[0]["command"].split()[0])')
clangd=$(dirname "$(readlink -f "$compiler")")/clangd
for file in exercises/02_asynchronous/restaurant.cc exercises/07_unlocked_list_pop/restaurant.cc \
  tests/exercises/07_unlocked_list_pop_test.cc runner/commands/check.cc; do
  run "$clangd" --check="$file" --check-lines=1-1 # its diagnostics are of the whole file
  expect "clangd finds no error in $file" 0 'All checks completed, 0 errors'
done

# The task, as VS Code runs it: its variables filled in, its pattern on each line.
mkdir -p "$scratch/exercises/07_unlocked_list_pop"
cp -r tests solutions "$scratch/"
cp exercises/07_unlocked_list_pop/* "$scratch/exercises/07_unlocked_list_pop/"
sed '/scoped_lock\|lock_guard\|unique_lock/d' solutions/07_unlocked_list_pop/restaurant.cc \
  >"$scratch/exercises/07_unlocked_list_pop/restaurant.cc"
export RACELINGS_COURSE_ROOT=$scratch
cat >"$scratch/task.py" <<'END'
import json, os, re, subprocess, sys
program, folder, file = sys.argv[1:]
task = json.load(open(".vscode/tasks.json"))["tasks"][0]
words = [word.replace("${file}", file) for word in task["args"]]
said = subprocess.run([program, *words], cwd=folder, stdout=subprocess.PIPE, text=True).stdout
pattern = task["problemMatcher"]["pattern"]
places = 0
for line in said.splitlines():
    found = re.search(pattern["regexp"], line)
    assert found, f"no problem: {line}"
    path = os.path.join(folder, found[pattern["file"]])
    lines = open(path).read().splitlines()
    assert 1 <= int(found[pattern["line"]]) <= len(lines), line
    places += 1
    if places == 1:
        print("first:", found[pattern["severity"]], found[pattern["code"]], found[pattern["message"]])
print(places, "places")
END
file=$scratch/exercises/07_unlocked_list_pop/restaurant.cc
run python3 "$scratch/task.py" "$RACELINGS" "$scratch" "$file"
expect 'the task of VS Code understands a finding' 0 "^first: error data-race two threads use 'orders_'" '^[0-9]{2} places$'
echo 'int Broken( {' >>"$file"
run python3 "$scratch/task.py" "$RACELINGS" "$scratch" "$file"
expect 'and an error of the compiler' 0 '^first: error build ' '^[1-9] places$'
cp solutions/07_unlocked_list_pop/restaurant.cc "$file"
run python3 "$scratch/task.py" "$RACELINGS" "$scratch" "$file"
expect 'and finds nothing where nothing is wrong' 0 '07_unlocked_list_pop: right' '^0 places$'

finish
