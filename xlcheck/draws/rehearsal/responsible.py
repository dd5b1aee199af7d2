"""责任科室 and 责任人: how much of the year falls to each, and who has nothing or too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlcheck.draws.rehearsal.people import stands_out
from xlcheck.model import PlanRow, ResponsibleLoad
from xlcheck.reading.folding import clean, fold_title
from xlcheck.reading.plan import names_in
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import INSPECTORS, PLAN
from xlcheck.schema.table import Column

_ROLES = (PLAN.responsible_office, PLAN.responsible)
_LEAST = 2
"""Whoever has so many tasks more than the mean, and far more than it, has too many."""


def without_responsible(books: YearBooks, rows: Sequence[PlanRow]) -> Mapping[int, tuple[str, ...]]:
    """Return by row of the plan what a task does not say, of what other tasks do: 责任科室, 责任人."""
    used = [role for role in _ROLES if any(names_in(books.plan, row, role) for row in rows)]
    missing = {row.row: tuple(role.title for role in used if not names_in(books.plan, row, role)) for row in rows}
    return {at: titles for at, titles in missing.items() if titles}


def responsible_loads(
    books: YearBooks, rows: Sequence[PlanRow], samples: Mapping[int, int]
) -> tuple[ResponsibleLoad, ...]:
    """Return what falls to each; ``samples`` says by row of the plan how many companies a task draws.

    An office of 执法检查人员名录库 that no task names stands there too, where the plan names offices.
    """
    return tuple(load for role in _ROLES for load in _loads(books, rows, samples, role))


def _loads(
    books: YearBooks, rows: Sequence[PlanRow], samples: Mapping[int, int], role: Column
) -> Iterator[ResponsibleLoad]:
    tasks: dict[str, list[PlanRow]] = {}
    spelled: dict[str, str] = {}
    for row in rows:
        for name in dict.fromkeys(map(fold_title, named := names_in(books.plan, row, role))):
            tasks.setdefault(name, []).append(row)
            spelled.setdefault(name, next(one for one in named if fold_title(one) == name))
    if not tasks:
        return
    if role is PLAN.responsible_office:
        for office in _offices(books):
            tasks.setdefault(fold_title(office), [])
            spelled.setdefault(fold_title(office), office)
    mean = sum(map(len, tasks.values())) / len(tasks)
    for name, of in tasks.items():
        visits = sum(samples.get(row.row, 0) for row in of)
        numbers = tuple(row.task_no for row in of)
        yield ResponsibleLoad(role.title, spelled[name], numbers, visits, mean, tuple(_notes(len(of), mean)))


def _notes(tasks: int, mean: float) -> Iterator[str]:
    if not tasks:
        yield "没有任务"
    elif stands_out(tasks, mean, _LEAST):
        yield "任务比平均数多一半以上"


def _offices(books: YearBooks) -> list[str]:
    """Return the offices that 执法检查人员名录库 names, each once."""
    if books.inspectors is None or not books.inspectors.has(INSPECTORS.office):
        return []
    return [office for office in dict.fromkeys(map(clean, books.inspectors[INSPECTORS.office])) if office]
