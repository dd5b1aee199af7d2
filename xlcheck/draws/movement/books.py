"""The state of a year, taken from its books: whole columns at a time, private ones never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any  # for values of the type that their column has

import numpy as np
import pandas as pd

from xlcheck.draws.movement.facts import BETWEEN, Fact, folded, line_of, quoted
from xlcheck.draws.movement.kinds import KINDS, POLICY
from xlcheck.draws.movement.state import RegistryState
from xlcheck.model import FOREVER, Settings
from xlcheck.reading.folding import chosen
from xlcheck.reading.others import other_inspections
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import TypedTable, YearBooks, day
from xlcheck.schema.inputs import APART, ENTITIES, INSPECTORS, ITEMS, LEAVES, PLAN, RECUSALS
from xlcheck.schema.setting_items import LATER_ITEMS
from xlcheck.schema.table import DATE_KINDS, Column, Kind

_DAYS = {"NaT": "", FOREVER.isoformat(): "长期"}


def state_of(books: YearBooks, visits: Iterable[tuple[str, str]] = ()) -> RegistryState:
    """Return what the draws of the year depend on, whatever the order of rows.

    ``visits`` are further 其他检查 than those of the workbook: the code of the entity, and what is said of it. A row
    without code, certificate number or name is in no draw and has no fact; of rows that share one, each field has all
    values.
    """
    lines = chain(
        _table("entity", books.entities, ENTITIES.code),
        _table("inspector", books.inspectors, INSPECTORS.cert),
        _table("plan", _with_ratios(books), PLAN.plan_no),
        _table("item", books.items, ITEMS.name),
        _settings(books.settings),
        set(map(line_of, _relations(books, (*visits, *_visits(books))))),
    )
    return RegistryState(tuple(sorted(lines)))


def _table(kind: str, table: TypedTable | None, named_by: Column) -> Iterator[str]:
    """Iterate over the lines of a table; over nothing where it is missing."""
    if table is None:
        return iter(())
    columns = {key: _texts(table, table.table.column(key)) for key in KINDS[kind].fields}
    return _rows(kind, _texts(table, named_by), columns)


def _rows(kind: str, ids: Sequence[str], columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Iterate over the lines of rows: the first field of each, the others where they are not blank.

    They come in their order, or nearly so, since what is in order is sorted at once.
    """
    first = KINDS[kind].first
    by_key = [(key, _by_id(ids, columns[key])) for key in sorted(columns)]
    for id_ in sorted({*ids} - {""}):
        for key, values in by_key:
            if values[id_] or key == first:
                yield f"{kind}|{id_}|{key}|{values[id_]}"


def _texts(table: TypedTable, column: Column) -> list[str]:
    """Return a column as it stands in lines."""
    if column.kind in DATE_KINDS:
        days = np.datetime_as_string(table[column].to_numpy().astype("datetime64[D]")).tolist()
        return [_DAYS.get(text, text) for text in days]
    if column.kind is Kind.INTEGER:
        return ["" if pd.isna(cell) else str(cell) for cell in table[column]]
    cells = table[column].tolist()
    text_of = _several if column.kind is Kind.CHOICES else folded
    different = {cell: quoted(text_of(cell)) for cell in set(cells)}
    return [different[cell] for cell in cells]


def _several(cell: str) -> str:
    return _together(chosen(cell))


def _together(values: Iterable[str]) -> str:
    """Join several values in an order that is not the one in which they were typed."""
    return BETWEEN.join(sorted({folded(value) for value in values}))


def _by_id(ids: Sequence[str], values: Sequence[str]) -> Mapping[str, str]:
    """Return the value of each row by its id; all different ones where rows share it."""
    column = dict(zip(ids, values, strict=True))
    if len(column) == len(ids):
        return column
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for id_, value in zip(ids, values, strict=True):
        shared[id_] |= {value} - {""}
    return {id_: BETWEEN.join(sorted(of)) for id_, of in shared.items()}


def _with_ratios(books: YearBooks) -> TypedTable | None:
    """Return the plan with each 抽查比例 as it is read: a percentage that was typed as a number has its sign."""
    if books.plan is None:
        return None
    rows, _ = plan_rows(books.plan, books.settings)
    ratios = [row.ratio.text if row.ratio else books.plan.shown(row.row, PLAN.ratio) for row in rows]
    return books.plan.with_data({PLAN.ratio: ratios})


def _relations(books: YearBooks, visits: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    """Iterate over who is away, who is kept from whom, and where others have been; halves are none.

    Leave that was over before the year began touches no draw of it.
    """
    for cert, first, last in _cells(books.leaves, LEAVES.cert, LEAVES.first, LEAVES.last):
        if cert and (start := day(first)) and (end := day(last)) and end.year >= books.settings.year:
            yield Fact("leave", folded(cert), "span", f"{start}~{end}")
    for cert, code in _cells(books.recusals, RECUSALS.cert, RECUSALS.code):
        if cert and code:
            yield Fact("recusal", folded(cert), "code", folded(code))
    for cert, other in _cells(books.apart, APART.cert, APART.other):
        pair = sorted((folded(cert), folded(other)))
        if pair[0] and pair[0] != pair[1]:
            yield Fact("apart", pair[0], "other", pair[1])
    yield from (Fact("visit", folded(code), "said", folded(period)) for code, period in visits if code)


def _visits(books: YearBooks) -> Iterator[tuple[str, str]]:
    """Iterate over the rows of 其他检查: the code, and the day, the kind and the items of the visit."""
    for row in other_inspections(books):
        yield row.code, " ".join(filter(None, (str(row.inspected or ""), row.inspection_type, row.items)))


def _cells(table: TypedTable | None, *columns: Column) -> Iterator[tuple[Any, ...]]:
    return iter(()) if table is None else (row[1:] for row in table.rows(*columns))


def _settings(settings: Settings) -> Iterator[str]:
    """Iterate over what 单位设置 says of draws."""
    for key in POLICY.fields:
        value = getattr(settings.policy, key)
        text = "" if key in LATER_ITEMS and not value else _typed(value)  # an older sheet says nothing of it
        if text or key == POLICY.first:
            yield line_of(Fact("policy", "", key, text))
    yield line_of(Fact("unit", "", "year", str(settings.year)))
    names = [quoted(folded(category.name)) for category in settings.categories]
    aliases = [quoted(_together(category.aliases)) for category in settings.categories]
    wordings = [quoted(_together(category.wordings)) for category in settings.categories]
    yield from _rows("category", names, {"aliases": aliases, "wordings": wordings})
    months = [f"{one.first_month}~{one.last_month}" for one in settings.rounds]
    yield from _rows("round", [quoted(folded(one.name)) for one in settings.rounds], {"months": months})


def _typed(value: object) -> str:
    """Return a setting as it is typed: 是 or 否, digits; empty where none is set."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
