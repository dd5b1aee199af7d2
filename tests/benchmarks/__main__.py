"""Speed as ratios to a reference in the same run: ``python -m tests.benchmarks [--large]``.

Each line gives our median time, the reference's and their ratio. ``--large`` adds a million ids.
``--against CHECKOUT`` runs this and the other benchmarks in turn with those of another checkout instead.
"""

import argparse
import re
import statistics
import tempfile
from fractions import Fraction
from pathlib import Path

import openpyxl
from consistent_sampler import sampler

from tests.benchmarks.against import compare
from tests.benchmarks.timing import line, medians
from tests.browser.chromium import Chromium, missing
from tests.draws.cases import drawn, entities, page_of, request, scale_ids, staff
from xlcheck.draws.teams.teams import Rules, assign
from xlcheck.draws.tickets import first
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.model import Ratio, RatioKind
from xlcheck.steps.practice.sample import write_sample_desk

SEED = "20237331128159211123"


def tickets(count: int) -> None:
    """5 % of ``count`` ids, against PyPI consistent-sampler; the lists must be equal."""
    ids, size = scale_ids(count), count // 20
    assert [t.id for t in first(ids, SEED, size)] == list(sampler(ids, seed=SEED, take=size, output="id"))
    taken = medians(lambda: first(ids, SEED, size), lambda: list(sampler(ids, seed=SEED, take=size)))
    line(f"draw 5 % of {count:,} ids", *taken, "consistent-sampler", "ratio 0.25")


def teams() -> None:
    """500 entities × 60 inspectors in teams of two, against putting 500 ids in order."""
    codes = scale_ids(500)
    taken = medians(lambda: assign(codes, staff(60), Rules(2), SEED), lambda: list(sampler(codes, seed=SEED)))
    line("teams for 500 entities from 60 inspectors", *taken, "one ordering", "0.1 s")


def reading(scale: int) -> None:
    """A registry of 582 × scale companies, read by ours and by openpyxl's streaming reader."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "2021"
        write_sample_desk(desk, scale=scale)
        path = desk / "检查对象名录库.xlsx"

        def by_openpyxl() -> None:
            for sheet in openpyxl.load_workbook(path, read_only=True).worksheets:
                for _ in sheet.iter_rows(values_only=True):
                    pass

        line(f"read {582 * scale:,} companies", *medians(lambda: read_sheets(path), by_openpyxl), "openpyxl")


def page(count: int) -> None:
    """The page of 5 % of ``count`` ids in Chromium, as it times itself, against putting all ids in order in Python."""
    if missing():
        print(f"the page of {count:,} ids: skipped, {missing()}")
        return
    five = Ratio("5%", RatioKind.EXACT, Fraction(1, 20))
    html = page_of(drawn(request(entities(count), staff(60), ratio=five)))
    with tempfile.TemporaryDirectory() as folder:
        documents = [Chromium(Path(folder)).document(html, "#recompute") for _ in range(3)]
    assert all('data-verdict="holds"' in document for document in documents)
    ours = statistics.median(int(re.search(r'data-milliseconds="(\d+)"', d)[1]) / 1000 for d in documents)
    ids = [e.code for e in entities(count)]
    (reference,) = medians(lambda: list(sampler(ids, seed=SEED)))
    line(f"the page of {count:,} ids recomputes", ours, reference, "one ordering", "1.5 s")


def main(large: bool) -> None:
    """Run all benchmarks."""
    for count in (10_000, 100_000, *((1_000_000,) if large else ())):
        tickets(count)
    teams()
    page(10_000)
    reading(50)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.against:
        compare(Path(__file__).parents[2], arguments.against.resolve(), arguments.rounds)
    else:
        main(arguments.large)
