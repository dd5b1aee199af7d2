"""Breaks workbooks at random and reads them: ``python -m tests.fuzz [--seconds 60 | --count 10000] [--seed 1]``.

Every broken workbook must be read, or refused with its sentence; anything else is reported with the seed and number
that make it again, and so is more than 1 GiB of memory, of this process or of its worker. The exit code is then 1.
"""

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.fuzz.peak import MOST, peak
from tests.fuzz.trial import UnexpectedError, one_worker, trial


def main(seconds: float, count: int, seed: int) -> int:
    """Run for so many seconds, or for so many workbooks; returns the exit code."""
    counts = {"read": 0, "refused": 0}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder, one_worker():
        while sum(counts.values()) < count if count else time.monotonic() < end:
            try:
                counts[trial(Path(folder), seed, sum(counts.values()))] += 1
            except UnexpectedError:
                print(traceback.format_exc())
                return 1
    total = sum(counts.values())
    print(f"{total} broken workbooks: {counts['read']} read, {counts['refused']} refused, none crashed")
    ours, workers = peak()
    print(f"memory at most {ours >> 20} MB, of the worker {workers >> 20} MB")
    return int(max(ours, workers) > MOST)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(main(arguments.seconds, arguments.count, arguments.seed))
