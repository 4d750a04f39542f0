#!/usr/bin/python3
"""Builds and runs the programs that measure, one after the other, and shows what they print.

    bench.py BUILD_FOLDER [NAME…]

Meson knows them as benchmarks; its own runner hides their tables between its reports."""

import json
import os
import subprocess
import sys


def read_benchmarks(build):
    text = subprocess.run(["meson", "introspect", "--benchmarks", build], check=True, capture_output=True).stdout
    return {bench["name"]: bench for bench in json.loads(text)}


def run(build, name, bench):
    # What needs a display is run by a script that gives it one.
    paths = [os.path.join(build, part) for part in bench["cmd"]]
    targets = [os.path.relpath(path, build) for path in paths if path.startswith(build + os.sep)]
    built = subprocess.run(["ninja", "-C", build, "-j2", *targets], capture_output=True, text=True)
    if built.returncode != 0:
        print(built.stdout, file=sys.stderr)
        return False
    line = f"── {name} "
    print(f"{line:─<78}\n", flush=True)
    done = subprocess.run(bench["cmd"], env={**os.environ, **bench["env"]}, cwd=build)
    print(flush=True)
    return done.returncode == 0


def main(build, *names):
    build = os.path.abspath(build)
    benchmarks = read_benchmarks(build)
    for name in names:
        if name not in benchmarks:
            print(f"dev: there is nothing to measure called {name}; there is: {', '.join(sorted(benchmarks))}.",
                  file=sys.stderr)
            return 1
    # What was asked for in that order; everything from the smallest to the largest.
    failed = [name for name in names or benchmarks if not run(build, name, benchmarks[name])]
    for name in failed:
        print(f"dev: {name} did not come to its end.", file=sys.stderr)
    return 1 if failed or not benchmarks else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
