"""The sums of many packs: by bureau, by category, by result; and who is late or missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from xlcheck.model import (
    CategoryCounts,
    CityCounts,
    CitySummary,
    CityTotals,
    Inspection,
    Pack,
    PackTask,
    ReportState,
    UnitReport,
    ValueCount,
)
from xlcheck.reading.folding import fold_title
from xlcheck.results.collect.judging import counts_as, is_listed, is_problem, values_in
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Column

_UNNAMED = "（未填写）"
_COUNTED_VALUES = (LEDGER.result, LEDGER.disposal, LEDGER.method)
_OF_A_TASK = ("quota", "drawn", "inspected", "published", "overdue")

Share = tuple[str, Mapping[str, int]]
"""A category as it is written, and what a task or a line adds to its counts."""

Answer = tuple[str, Inspection, bool | None]
"""A ledger line with the bureau that sent it, and whether a problem was found."""


class _Names:
    """Spellings of one name, of which the first stands for all: blanks and widths make no other category."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return self._first.setdefault(fold_title(text), text) or _UNNAMED


def city_summary(totals: CityTotals, today: date) -> CitySummary:
    """Sum up the packs that count; ``today`` decides whether a term to rectify has passed."""
    units = [(report, list(_shares(report.pack, today)) if report.pack else []) for report in totals.units]
    by_unit = [(report, _add_up(shares)) for report, shares in units]
    answers = [(report.unit.bureau, _answers(report)) for report in totals.units]
    return CitySummary(
        today,
        _add_up(share for _, shares in units for share in shares),
        tuple(sorted(by_unit, key=_by_inspected)),
        tuple(_by_category(shares for _, shares in units)),
        tuple(_value_counts([answer for _, of_unit in answers for answer in of_unit], _COUNTED_VALUES)),
        tuple((bureau, count) for bureau, of_unit in answers for count in _value_counts(of_unit, (LEDGER.result,))),
        bureaus_by_state(totals.units),
    )


def bureaus_by_state(units: Iterable[UnitReport]) -> dict[ReportState, tuple[str, ...]]:
    """Return the names of the bureaus in each state, in the order of 报送单位."""
    units = tuple(units)
    return {state: tuple(r.unit.bureau for r in units if r.state is state) for state in ReportState}


def _answers(report: UnitReport) -> list[Answer]:
    lines = report.pack.inspections if report.pack else ()
    return [(report.unit.bureau, line, is_problem(line)) for line in lines]


def _by_inspected(unit: tuple[UnitReport, CityCounts]) -> tuple[int, float]:
    """Put those that have inspected least first, then those that drew nothing, then those of whom nothing is known."""
    report, counts = unit
    rate = counts.inspected_rate
    return (2, 0.0) if report.pack is None else (1, 0.0) if rate is None else (0, float(rate))


def _shares(pack: Pack, today: date) -> Iterator[Share]:
    yield from ((task.category, _of_task(task)) for task in pack.tasks)
    yield from ((line.category, dict.fromkeys(counts_as(line, today), 1)) for line in pack.inspections)


def _of_task(task: PackTask) -> Mapping[str, int]:
    return {"tasks": 1, **{name: getattr(task, name) for name in _OF_A_TASK}}


def _add_up(shares: Iterable[Share]) -> CityCounts:
    sums: Counter[str] = Counter()
    for _, counts in shares:
        sums.update(counts)
    return CityCounts(**sums)


def _by_category(units: Iterable[Sequence[Share]]) -> Iterator[CategoryCounts]:
    """Yield the sums of each category, in the order in which they first occur."""
    name = _Names()
    groups: dict[str, list[Share]] = {}
    bureaus: Counter[str] = Counter()
    for shares in units:
        for category, counts in shares:
            groups.setdefault(name(category), []).append((category, counts))
        bureaus.update({name(category) for category, _ in shares})
    return (CategoryCounts(category, bureaus[category], _add_up(group)) for category, group in groups.items())


def _value_counts(answers: Sequence[Answer], columns: Sequence[Column]) -> Iterator[ValueCount]:
    """Yield how often each value stands in each column, the most frequent first."""
    for column in columns:
        name = _Names()
        found: dict[str, list[Answer]] = {}
        for answer in answers:
            for value in values_in(answer[1], column):
                found.setdefault(name(value), []).append(answer)
        whole = sum(line.has(column.key) for _, line, _ in answers)
        for value, having in sorted(found.items(), key=lambda item: -len(item[1])):
            yield _value_count(column, value, having, whole)


def _value_count(column: Column, value: str, having: Sequence[Answer], whole: int) -> ValueCount:
    verdicts = Counter(problem for _, line, problem in having if line.has(LEDGER.result.key))
    bureaus = len({bureau for bureau, _, _ in having})
    listed = is_listed(column, value)
    return ValueCount(column.title, value, listed, len(having), whole, bureaus, verdicts[True], verdicts[None])
