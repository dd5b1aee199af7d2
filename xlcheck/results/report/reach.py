"""Whom the year reached: inspectors by their visits, entities by town and by grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from xlcheck.model import Reach, Settings, Workload
from xlcheck.reading.outcomes import has_problem
from xlcheck.reading.tables import TypedTable
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.results.report.statistics import TaskInspections
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.table import Column
from xlcheck.schema.vocabularies import OPERATING

UNKNOWN, STOPPED, UNLISTED = "未登记", "现不在营", "不在名录库"
"""Lines for entities without a town or grade, for drawn ones no longer in operation, for those not in the registry."""
_LAST = (UNKNOWN, STOPPED, UNLISTED)


def workload(tasks: Iterable[TaskInspections]) -> tuple[Workload, ...]:
    """Count each inspector's visits over the year as the replacements have left them, most first."""
    drawn: Counter[str] = Counter()
    visited: Counter[str] = Counter()
    names: dict[str, str] = {}
    for task in tasks:
        names.update({i.cert: i.name for i in task.task.record.request.inspectors})
        inspected = {line.code for line in task.complete}
        for visit in task.task.current:
            drawn.update(visit.team.certs)
            if visit.drawn.code in inspected:
                visited.update(visit.team.certs)
    rows = (Workload(cert, name, drawn[cert], visited[cert]) for cert, name in names.items())
    return tuple(sorted(rows, key=lambda row: (-row.drawn, row.cert)))


def reach(
    entities: TypedTable, column: Column, tasks: Sequence[TaskInspections], settings: Settings
) -> tuple[Reach, ...]:
    """Count entities by a column of the registry, in the order of its code list, else of the registry.

    A line each, at the end, for those of which it says nothing, see ``_LAST``.
    """
    registry = entities.only(~entities[ENTITIES.code].duplicated())
    names = registry[column].where(registry[ENTITIES.status].isin(OPERATING), STOPPED).replace("", UNKNOWN)
    lines = dict(zip(registry[ENTITIES.code], names, strict=True))
    operating = Counter(line for line in lines.values() if line != STOPPED)
    drawn = {visit.drawn.code for task in tasks for visit in task.task.current}
    inspections = [line for task in tasks for line in task.complete if line.code in drawn]
    visited = {line.code for line in inspections}
    faulty = {line.code for line in inspections if has_problem(line.result, settings)}
    order = [*vocabulary(column.vocabulary), *operating, UNKNOWN, STOPPED, UNLISTED]
    at = {code: lines.get(code, UNLISTED) for code in drawn}
    drawn_in, visited_in, faulty_in = (Counter(at[code] for code in codes) for codes in (drawn, visited, faulty))
    return tuple(
        Reach(name, here := operating[name], drawn_in[name], visited_in[name], faulty_in[name], here and drawn_in[name])
        for name in sorted({*operating, *drawn_in}, key=lambda name: (name in _LAST, order.index(name)))
    )
