"""Collects hostile inboxes: ``python -m tests.steps.collect.hostile [--inboxes 200] [--seed 1]``.

In each the honest pack must be counted and the hostile file have a sentence of its own; anything else is reported with
the seed and number that make it again, and the exit code is 1. So it is where a worker process, or the one that
collects, took 512 MB.
"""

import argparse
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.steps.collect.hostile.shapes import SHAPES
from tests.steps.collect.hostile.trial import UnfairError, trial

MOST_MEMORY = 512
"""Megabytes of any process."""


def main(inboxes: int, seed: int) -> int:
    """Collect so many inboxes; returns the exit code."""
    told: dict[str, Counter[str]] = {shape.__name__: Counter() for shape in SHAPES}
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(inboxes):
            start, shape = time.monotonic(), SHAPES[number % len(SHAPES)].__name__
            try:
                codes = trial(Path(folder), seed, number)
            except UnfairError:
                failed += 1
                print(traceback.format_exc())
                continue
            told[shape][" ".join(codes) or "counted"] += 1
            if time.monotonic() - start > 20:
                print(f"number {number}, {shape}: {time.monotonic() - start:.0f} s")
    for shape, codes in told.items():
        print(f"{shape}: {', '.join(f'{code} ({count})' for code, count in codes.items())}")
    whose = (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)
    of_workers, own = (resource.getrusage(who).ru_maxrss >> 10 for who in whose)
    took = f"a worker took {of_workers} MB at most, the collection {own} MB with what makes the inboxes"
    print(f"{inboxes} inboxes, {inboxes - failed} times the honest pack counted; {took}")
    return int(failed > 0 or max(of_workers, own) >= MOST_MEMORY)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--inboxes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(main(arguments.inboxes, arguments.seed))
