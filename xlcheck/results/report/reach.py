"""Whom the year reached: inspectors by their visits, companies by town and by grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from xlcheck.model import Reach, Workload
from xlcheck.reading.tables import TypedTable
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.results.report.statistics import TaskLedgers
from xlcheck.schema.vocabularies import CLEAN_RESULT, OPERATING

UNKNOWN, STOPPED, UNLISTED = "未登记", "现不在营", "不在名录库"
"""Lines for companies without a town or grade, for drawn ones no longer in operation, for those not in the registry."""
_LAST = (UNKNOWN, STOPPED, UNLISTED)


def workload(tasks: Iterable[TaskLedgers]) -> tuple[Workload, ...]:
    """Each inspector's visits over the year as the replacements have left them, most first."""
    drawn: Counter[str] = Counter()
    visited: Counter[str] = Counter()
    names: dict[str, str] = {}
    for task in tasks:
        names.update({i.cert: i.name for i in task.standing.record.request.inspectors})
        inspected = task.inspected
        for visit in task.standing.current:
            drawn.update(visit.team.certs)
            if visit.drawn.code in inspected:
                visited.update(visit.team.certs)
    rows = (Workload(cert, name, drawn[cert], visited[cert]) for cert, name in names.items())
    return tuple(sorted(rows, key=lambda row: (-row.drawn, row.cert)))


def reach(entities: TypedTable, key: str, tasks: Sequence[TaskLedgers]) -> tuple[Reach, ...]:
    """Companies by a column of the registry, in the order of its code list, else of the registry.

    A line each, at the end, for those of which it says nothing, see ``_LAST``.
    """
    registry = entities.frame.drop_duplicates("code")
    operating = registry["status"].isin(OPERATING)
    lines = dict(zip(registry["code"], registry[key].where(operating, STOPPED).replace("", UNKNOWN), strict=True))
    companies = Counter(line for line in lines.values() if line != STOPPED)
    drawn = {visit.drawn.code for task in tasks for visit in task.standing.current}
    results = [(code, result) for task in tasks for code, result in task.inspected.items() if code in drawn]
    visited = {code for code, _ in results}
    faulty = {code for code, result in results if result != CLEAN_RESULT}
    listed = [*vocabulary(entities.table.column(key).vocabulary), *companies, UNKNOWN, STOPPED, UNLISTED]
    at = {code: lines.get(code, UNLISTED) for code in drawn}
    drawn_in, visited_in, faulty_in = (Counter(at[code] for code in codes) for codes in (drawn, visited, faulty))
    return tuple(
        Reach(name, here := companies[name], drawn_in[name], visited_in[name], faulty_in[name], here and drawn_in[name])
        for name in sorted({*companies, *drawn_in}, key=lambda name: (name in _LAST, listed.index(name)))
    )
