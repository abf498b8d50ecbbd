#!/usr/bin/env python3
"""From saving a file to its verdict, held against doing the same by hand.

    tests/bench/edit_to_verdict.py [--rounds N]

In each round an answer is changed and saved under `racelings watch`, and the
time taken until the verdict is printed; and changed once more, compiled with the
same flags, linked, and given to the same two judges by commands typed in a
shell. The two take turns, so that a busy machine is busy for both. Bound: the
median of the ratios is at most 1.25. Exit status: 0 within it, 1 not, 3 when
something does not work.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BOUND = 1.25
ROOT = pathlib.Path(__file__).resolve().parents[2]
RACELINGS = os.environ.get("RACELINGS", str(ROOT / "build/release/bin/racelings"))
# The exercise, and of which of its answers.
CASES = [
    ("07_unlocked_list_pop", "exercises", "threads, the starter: a race"),
    ("07_unlocked_list_pop", "solutions", "threads, the solution"),
    ("02_asynchronous", "exercises", "coroutines, the starter: too slow"),
    ("02_asynchronous", "solutions", "coroutines, the solution"),
]


class Watch:
    """`racelings watch --plain`, at an exercise of a copy of the course."""

    def __init__(self, course):
        environment = dict(os.environ, RACELINGS_ROOT=str(ROOT), RACELINGS_COURSE_ROOT=str(course))
        self.process = subprocess.Popen(
            [RACELINGS, "watch", "--plain"], env=environment, cwd=course, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def go(self, exercise):
        self.process.stdin.write(exercise + "\n")
        self.process.stdin.flush()

    def verdict(self, exercise):
        """Reads on to the next verdict on the exercise."""
        for line in self.process.stdout:
            if line.startswith(exercise + ": ") and re.search(": (right|not yet|could not)", line):
                if "could not" in line:
                    sys.exit(f"edit_to_verdict: {line}")
                return line.rstrip()
        sys.exit("edit_to_verdict: the watch ended early")

    def settle(self):
        """Everything is printed, and nothing runs."""
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("How this works"):
                break
        for line in self.process.stdout:
            if "(the letter, and Enter)" in line:
                return

    def end(self):
        self.process.stdin.write("q\n")
        self.process.stdin.close()
        self.process.wait()


def by_hand(exercise, folder, source, work):
    """The shell commands that do it, as one would type them: compile, and the rest."""
    kit = json.loads((ROOT / "build/tsan/kit.json").read_text())
    toml = (ROOT / "exercises" / exercise / "exercise.toml").read_text()
    count = {name: re.search(rf"^{name} = (\d+)", toml, re.M)[1] for name in ("schedules", "races")}
    compile_words = [kit["compiler"], *kit["answer"]["compile"], "-I", str(ROOT / "exercises" / exercise),
                     "-c", str(source), "-o", str(work / "a.o")]
    link = [kit["compiler"], *kit["answer"]["link"], str(work / "a.o"), "-o", str(work / "a.so")]
    judges = []
    for judge in ("schedules", "races"):
        words = [str(ROOT / f"build/tsan/bin/{exercise}.{judge}"), f"--answer={work}/a.so",
                 f"--report={work}/{judge}.json", f"--schedules={count[judge]}", "--seed=1",
                 "--workers=1", f"--source-root={folder}"]
        judges.append(shlex.join(words) + " >/dev/null 2>&1 &")
    environment = f"export TSAN_OPTIONS=external_symbolizer_path={kit['symbolizer']}\n"
    return shlex.join(compile_words), environment + shlex.join(link) + "\n" + "\n".join(judges) + "\nwait"


def timed(script):
    began = time.monotonic()
    ended = subprocess.run(["sh", "-c", script], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if ended.returncode != 0:
        sys.exit(f"edit_to_verdict: this failed by hand:\n{script}")
    return time.monotonic() - began


def save(file, text):
    new = file.with_suffix(".new")
    new.write_text(text)
    os.replace(new, file)


def measure(exercise, which, rounds, folder):
    course = folder / f"{exercise}.{which}"
    for part in ("exercises", "solutions", "tests/exercises"):
        shutil.copytree(ROOT / part, course / part)
    answer = course / "exercises" / exercise
    sources = [f.name for f in (ROOT / "solutions" / exercise).glob("*.cc") if (answer / f.name).exists()
               and f.name != "main.cc"]
    name = sources[0]
    text = (ROOT / which / exercise / name).read_text()
    save(answer / name, text)
    watch = Watch(course)
    watch.go(exercise)
    watch.verdict(exercise)
    work = folder / "by_hand"
    work.mkdir(exist_ok=True)
    source = answer / ("by_hand_" + name)
    compiling, rest = by_hand(exercise, answer, source, work)
    ratios, watched, typed, compiled = [], [], [], []
    for i in range(rounds + 1):
        watch.settle()

        def run_watch():
            began = time.monotonic()
            save(answer / name, f"{text}// edit {i}\n")
            watch.verdict(exercise)
            return time.monotonic() - began

        def run_hand():
            source.write_text(f"{text}// edit {i} by hand\n")
            first = timed(compiling)
            return first, first + timed(rest)

        if i % 2 == 0:
            in_watch = run_watch()
            first, in_all = run_hand()
        else:
            first, in_all = run_hand()
            in_watch = run_watch()
        if i == 0:
            continue  # the caches are warm after this
        ratios.append(in_watch / in_all)
        watched.append(in_watch)
        typed.append(in_all)
        compiled.append(first)
    watch.end()
    return ratios, watched, typed, compiled


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    worst = 0.0
    print("| answer | save to verdict | by hand | of that, compiling | ratio | in "
          f"{rounds} rounds |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for exercise, which, title in CASES:
            ratios, watched, typed, compiled = measure(exercise, which, rounds, pathlib.Path(folder))
            ratio = statistics.median(ratios)
            worst = max(worst, ratio)
            print(f"| {exercise[:2]}, {title} | {statistics.median(watched):.2f} s "
                  f"| {statistics.median(typed):.2f} s | {statistics.median(compiled):.2f} s "
                  f"| {ratio:.2f} | {min(ratios):.2f} to {max(ratios):.2f} |", flush=True)
    return 0 if worst <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
