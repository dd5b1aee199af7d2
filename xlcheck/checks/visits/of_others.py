"""The visits that rows of 其他检查 tell of: no draw decided them, and they belong to no task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from xlcheck.model import CompanyVisit, OtherInspection
from xlcheck.reading.folding import fold_title, says_nothing
from xlcheck.reading.others import known_people, other_inspections, people_in
from xlcheck.reading.outcomes import has_problem
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import INSPECTORS, OTHERS


def visits_of_others(books: YearBooks, names: Mapping[str, str]) -> Iterator[CompanyVisit]:
    """Yield a visit for each row of 其他检查 with a day of the year; ``names`` are those of entities by their codes."""
    if books.others is None:
        return
    known, named = known_people(books.inspectors), _named(books.inspectors)
    for row in other_inspections(books):
        if row.inspected is not None and row.inspected.year == books.settings.year:
            people = _people(row, known, named)
            yield _visit(books, books.others, row, row.inspected, people, names.get(row.code, ""))


def _visit(
    books: YearBooks,
    others: TypedTable,
    row: OtherInspection,
    day: date,
    people: Mapping[str, str],
    name: str,
) -> CompanyVisit:
    return CompanyVisit(
        others.place(row.row, OTHERS.inspected),
        f"{row.code} {day}",  # a company has many rows, and what is accepted is one of them
        row.code,
        row.name or name or row.code,
        day,
        task=f"{OTHERS.sheet}（{row.inspection_type}）" if row.inspection_type else OTHERS.sheet,
        people=tuple(people),
        people_named=tuple(people.values()),
        problem=has_problem(row.result, books.settings) if row.result else None,
        remark="" if says_nothing(row.remark) else row.remark,
        grounds=tuple(filter(None, (row.inspection_type, row.source))),
    )


def _people(row: OtherInspection, known: dict[str, str], named: Mapping[str, str]) -> Mapping[str, str]:
    """Return how each person is written, by certificate number; by name who is not in the registry.

    Of a name that several people bear nobody is taken.
    """
    certs, unknown = people_in(row.inspectors, known)
    return {cert: named[cert] for cert in certs} | {fold_title(name): name for name in unknown}


def _named(inspectors: TypedTable | None) -> Mapping[str, str]:
    """Return how ledgers write each person, by certificate number."""
    rows = inspectors.rows(INSPECTORS.cert, INSPECTORS.name) if inspectors is not None else ()
    return {cert: f"{name}（{cert}）" for _, cert, name in rows if cert}
