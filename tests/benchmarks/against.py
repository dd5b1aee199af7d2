"""Every benchmark beside that of another checkout: ``python -m tests.benchmarks --against CHECKOUT [--rounds 3]``.

Both are measured in turn in the same run, each by its own command in processes of its own, since modules may have
other names there. Compared are ratios to the reference, so that what else the machine does falls out as far as it can.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

MODULES = ("benchmarks", "benchmarks.checking", "benchmarks.findings", "benchmarks.publishing")
SLOWER = 1.1
"""A ratio of new to old from which on a benchmark is marked."""

_LINE = re.compile(r"(?P<what>\S.*?) +(?P<ours>[\d.]+) s   (?P<than>\S.*?) +(?P<reference>[\d.]+) s   ratio .*")
_ROWS = re.compile(
    r" *(?P<what>[\d,]+ rows): (?P<than>\w+) +(?P<reference>[\d.]+) s +(?P<reference_mb>\d+) MB"
    r" +xlcheck +(?P<ours>[\d.]+) s +(?P<mb>\d+) MB .*"
)

Figures = dict[str, float]
"""Our figure as a multiple of the reference's, by what was measured."""


def figures(module: str, output: str) -> Iterator[tuple[str, float]]:
    """What a benchmark printed: times, and peaks of memory where it has them."""
    for line in output.splitlines():
        for pattern in (_LINE, _ROWS):
            if found := pattern.fullmatch(line):
                what = f"{module.removeprefix('benchmarks.')}: {found['what']}" if pattern is _ROWS else found["what"]
                yield f"{what}, time", float(found["ours"]) / float(found["reference"])
                if pattern is _ROWS:
                    yield f"{what}, memory", float(found["mb"]) / float(found["reference_mb"])


def measured(module: str, checkout: Path) -> Figures:
    """Run a benchmark of a checkout."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.{module}"],
        check=True,
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdout=subprocess.PIPE,
        text=True,
    )
    return dict(figures(module, done.stdout))


def compare(new: Path, old: Path, rounds: int) -> None:
    """Print the medians of both checkouts and their ratio for each figure."""
    print(f"{'multiples of the reference':<56} {'old':>8} {'new':>8}   new/old")
    for module in MODULES:
        taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for _ in range(rounds):
            before, now = measured(module, old), measured(module, new)
            for what in before.keys() & now.keys():
                taken[what].append((before[what], now[what]))
        for what, pairs in sorted(taken.items()):
            before, now = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = now / before
            print(f"{what:<56} {before:8.3f} {now:8.3f}   {ratio:.2f}{'   slower' * (ratio > SLOWER)}", flush=True)
