"""Breaks workbooks at random and reads them: ``python -m tests.fuzz [--seconds 60] [--seed 1]``.

Every broken workbook must be read, or refused with its sentence; anything else is reported with the
seed and number that make it again, and the exit code is 1.
"""

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.fuzz.trial import UnexpectedError, trial


def main(seconds: float, seed: int) -> int:
    """Run for so many seconds; returns the exit code."""
    counts = {"read": 0, "refused": 0}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            try:
                counts[trial(Path(folder), seed, sum(counts.values()))] += 1
            except UnexpectedError:
                print(traceback.format_exc())
                return 1
    total = sum(counts.values())
    print(f"{total} broken workbooks: {counts['read']} read, {counts['refused']} refused, none crashed")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(main(arguments.seconds, arguments.seed))
