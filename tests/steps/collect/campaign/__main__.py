"""Cities of ten, until each dishonest way was played among the honest ones: `python -m tests.steps.collect.campaign`.

The exit code is 1 where the superior missed one of them, or accused somebody who kept his word.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.steps.collect.campaign import Way, play
from tests.steps.collect.campaign.accidents import ACCIDENTS
from tests.steps.collect.campaign.ways import DISHONEST, HONEST
from xlcheck.steps.practice.sample import write_sample_desk

DISTRICTS = 10


def cities() -> Iterator[Sequence[Way]]:
    """Yield the districts of each city: with the usual honest ones, then with those to whom something happened."""
    some = DISTRICTS - len(HONEST)
    yield from ((*HONEST, *DISHONEST[start : start + some]) for start in range(0, len(DISHONEST), some))
    yield (*ACCIDENTS, *DISHONEST[: DISTRICTS - len(ACCIDENTS)])


def main() -> int:
    """Print each district with what was missed; returns how many went wrong."""
    wrong, played = 0, 0
    for ways in cities():
        with tempfile.TemporaryDirectory() as folder:
            sample = Path(folder) / "示例" / "2021"
            write_sample_desk(sample)
            for way, missed in play(ways, Path(folder), sample):
                played, wrong = played + 1, wrong + bool(missed)
                print("×" if missed else "√", way.name, "；".join(missed))
    print(f"{played} districts played, {wrong} missed or accused wrongly")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main()))
