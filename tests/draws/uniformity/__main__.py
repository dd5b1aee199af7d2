"""A larger campaign: ``python -m tests.draws.uniformity [--seeds N]``; 200,000 draws of each kind take some minutes.

The exit code is 1 where something is further from even than chance allows for the worst of all lines.
"""

import argparse
import sys

import numpy as np

from tests.draws.cases import CATEGORY
from tests.draws.uniformity import COMPANIES, LEGAL, LIKELY, PEOPLE, SAMPLE, SPECIALISTS, TEAMS, campaign, chance


def line(what: str, counts: np.ndarray, share: float | None = None) -> float:
    """Print how far things that should fare alike lie from their share (else their mean), beside sampling noise.

    Returns how often chance alone drives them further apart.
    """
    found = counts.mean(axis=0)
    due = found.mean() if share is None else share
    off, noise = np.abs(found - due).max(), np.sqrt(counts.var(axis=0).mean() / len(counts))
    likely = chance(counts)
    print(f"{what:<38} {due:.4f} ± {off:.4f}   noise {noise:.4f}   ratio {off / noise:.1f}   chance {likely:.3f}")
    return likely


def main() -> int:
    """Draw, and print a line for each kind of thing that should fare alike; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200_000)
    seeds = parser.parse_args().seeds
    print(f"{seeds:,} draws of {SAMPLE} of {COMPANIES} companies for teams of 2 of {PEOPLE} inspectors;")
    print("share or mean ± the worst deviation from it, the standard error of one, and their ratio;")
    print("chance: how often it alone drives them further apart\n")
    free = campaign(seeds)
    chances = [
        line("a company is drawn", free.sampled, SAMPLE / COMPANIES),
        line("visits of an inspector", free.loads, 2 * SAMPLE / PEOPLE),
        line("an inspector visits the first company", free.met[:, 0], 2 * SAMPLE / COMPANIES / PEOPLE),
        line("two inspectors are the first team", free.first, 1 / len(TEAMS)),
    ]
    bound = campaign(seeds, CATEGORY)
    print(f"\n{SPECIALISTS} of the inspectors are specialists, one of whom must be in each team\n")
    chances += [
        line("visits of a specialist", bound.loads[:, :SPECIALISTS]),
        line("visits of another inspector", bound.loads[:, SPECIALISTS:]),
        line("two inspectors are the first team", bound.first[:, LEGAL], 1 / len(LEGAL)),
    ]
    return 1 if min(chances) < LIKELY / len(chances) else 0


if __name__ == "__main__":
    sys.exit(main())
