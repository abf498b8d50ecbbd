#!/usr/bin/env python3
"""Times C++ (the kitchen, std::thread, Asio's pool) and this Python on the same work,
side by side: they take turns, so that what disturbs the machine disturbs both.

    cmake --build --preset release --target against_python
    tests/bench/against_python/against_python.py [--rounds 7] [--bin build/release/bin]

Prints a table in Markdown: the median of each side in milliseconds, and of the ratios
the median, the least and the greatest. A ratio below 1 is a case that Python wins.
"""

import argparse
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]

# What is done: C++'s case, and Python's.
ROWS = [
    ("10,000 coroutines sleep", "sleeping-coroutines", "sleeping-coroutines"),
    ("200,000 items through a queue of coroutines", "coroutine-queue", "coroutine-queue"),
    ("200,000 items through a queue of two threads", "thread-queue", "thread-queue"),
    ("20,000 small calls in a pool of 4 threads", "thread-pool-map", "thread-pool-map"),
    ("20,000 small calls in a pool of 4 processes", "process-pool-map", "process-pool-map"),
    ("the same, 500 at a time", "process-pool-map-chunks", "process-pool-map-chunks"),
    ("10,000 threads sleep", "sleeping-threads", "sleeping-threads"),
    ("10,000 threads sleep in C++, coroutines in Python", "sleeping-threads", "sleeping-coroutines"),
    ("20,000 calls: one at a time in C++, 500 in Python", "process-pool-map", "process-pool-map-chunks"),
]


def seconds(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
    return float(done.stdout)


def measure(rounds, cpp, python):
    ours, theirs = [], []
    for turn in range(rounds):
        sides = [(ours, cpp), (theirs, python)]
        for times, command in sides if turn % 2 == 0 else reversed(sides):
            times.append(max(seconds(command), 1e-6))
    return ours, theirs


def shown(ratio):
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin")
    options = parser.parse_args()
    program = options.bin / "against_python"
    if options.rounds < 1:
        parser.error("--rounds: one at least")
    if not program.exists():
        sys.exit(f"{program} is missing\n  next: cmake --build --preset release --target against_python")

    version = ".".join(map(str, sys.version_info[:3]))
    print(f"| the same work | C++ | Python {version} | Python takes | in {options.rounds} rounds |")
    print("|---|---|---|---|---|")
    for what, cpp, python in ROWS:
        ours, theirs = measure(options.rounds, [program, cpp],
                               [sys.executable, HERE / "cases.py", python])
        ratios = sorted(b / a for a, b in zip(ours, theirs))
        print(f"| {what} | {statistics.median(ours) * 1e3:.1f} ms "
              f"| {statistics.median(theirs) * 1e3:.1f} ms "
              f"| {shown(statistics.median(ratios))} times as long "
              f"| {shown(ratios[0])} to {shown(ratios[-1])} |", flush=True)


if __name__ == "__main__":
    main()
