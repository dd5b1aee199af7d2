"""``python -m tests.draws.capped 1000``: so many invented years, in none of which anybody is inspected too often."""

from __future__ import annotations

import sys

from tests.draws.capped import play


def main(years: int) -> int:
    """Play the years; prints what is wrong, and how many were left out of frames."""
    left_out, wrong = 0, 0
    for seed in range(years):
        played = play(seed)
        left_out += played.left_out
        wrong += len(played.faults)
        for fault in played.faults[:5]:
            print(f"{seed}: {fault}")
        if seed % 100 == 99:
            print(f"{seed + 1} years, {wrong} faults", flush=True)
    print(f"{years} years: {left_out} times an entity was left out of a frame, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
