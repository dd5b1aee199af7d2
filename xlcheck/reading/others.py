"""The rows of 其他检查 as :class:`~xlcheck.model.OtherInspection`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlcheck.model import OtherInspection
from xlcheck.reading.folding import fold_id, fold_title, split_list
from xlcheck.reading.tables import TypedTable, YearBooks, day
from xlcheck.schema.inputs import INSPECTORS, OTHERS
from xlcheck.schema.table import DATE_KINDS, Column

_BRACKETS = str.maketrans("（）", "()")


def other_inspections(books: YearBooks) -> tuple[OtherInspection, ...]:
    """Return the rows of 其他检查 that name an entity, in their order; none where the workbook is not there."""
    table = books.others
    if table is None:
        return ()
    known = known_people(books.inspectors)
    columns = {column.key: _values(table, column) for column in OTHERS}
    rows = (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
    return tuple(
        OtherInspection(int(row), **cells, people=people_in(cells["inspectors"], known)[0])
        for row, cells in zip(table.data.index, rows, strict=True)
        if cells["code"]
    )


def _values(table: TypedTable, column: Column) -> list[Any]:  # of the type that the column's field has
    return [day(value) for value in table[column]] if column.kind in DATE_KINDS else table[column].tolist()


def known_people(inspectors: TypedTable | None) -> dict[str, str]:
    """Return the certificate numbers of the registry by themselves and by name; of a name of several people "" ."""
    known: dict[str, str] = {}
    if inspectors is not None:
        for _, cert, name in inspectors.rows(INSPECTORS.cert, INSPECTORS.name):
            known[fold_title(name)] = "" if fold_title(name) in known else cert
        known |= {fold_id(cert): cert for cert in inspectors[INSPECTORS.cert] if cert}
    return known


def people_in(cell: str, known: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read 检查人员: names, certificate numbers, or ``甲（证号）``; returns the known certificates and who is unknown.

    Of a name that several people bear nobody is taken, and it is not unknown either.
    """
    found: dict[str, None] = {}
    unknown = []
    for text in split_list(cell):
        cert = next((known[key] for key in _keys(text) if key in known), None)
        if cert is None:
            unknown.append(text)
        elif cert:
            found[cert] = None
    return tuple(found), tuple(unknown)


def _keys(text: str) -> Iterator[str]:
    """Iterate over what a person may be known by, the surest first."""
    name, bracket, rest = text.translate(_BRACKETS).partition("(")
    if bracket:
        yield fold_id(rest.strip(" )"))
    yield fold_id(text)
    yield fold_title(name)
