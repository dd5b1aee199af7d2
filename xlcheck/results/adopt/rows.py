"""The rows of a table that follow from another layout: cells as they stand, and those that were parted or joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xlcheck.model import CellValue, Finding, Settings, column_letters
from xlcheck.reading.expressions.ratio import frequency_within
from xlcheck.reading.folding import clean
from xlcheck.reading.header import Header
from xlcheck.reading.reading import type_table
from xlcheck.reading.tables import STRIDE, TypedTable, cell_text
from xlcheck.reading.titles import OTHERS, unit_of
from xlcheck.results.adopt.mapping import SERIALS, ColumnMapping
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import SERIAL, Column, Content, Kind, Table

_OFFICE_AND_ITEM = re.compile(r"(?P<office>[^()（）]+)[(（](?P<items>.+)[)）]", re.DOTALL)
"""示例局（甲类检查）, in a column that is titled 发起部门（抽查事项）."""
_HALVES = re.compile(r"\s*[/／|｜\n]\s*")


@dataclass(frozen=True, slots=True)
class AdoptedRow:
    """A row of ours: its cells, where it stood, and by column what is to be said of a cell that is not as it stood."""

    cells: dict[Column, Content]
    place: str
    notes: dict[Column, str]


@dataclass(frozen=True, slots=True)
class AdoptedTable:
    """The rows with the table that they go into, whose last columns are those of the other layout that have no like.

    ``sources`` say by column from where it is taken, ``left`` which rows were no entries.
    """

    table: Table
    rows: tuple[AdoptedRow, ...]
    sources: dict[Column, str]
    left: tuple[Finding, ...]


def adopted(mappings: Sequence[ColumnMapping], file: str, settings: Settings) -> AdoptedTable:
    """Return the rows of all sheets of a file, in their order; ``mappings`` have the same columns.

    Each row keeps the columns that no column of ours is taken from, and where it stood.
    """
    first = mappings[0]
    headed = [(one.sheet, _header(one)) for one in mappings]
    typed, findings = type_table(first.foreign.table, file, headed, settings)
    extras = {at: _extra(at, first.titles[at]) for at in _kept(first)}
    sources = _Sources(first, typed, extras)
    rows = tuple(_row(sources, at, int(row)) for at, row in enumerate(typed.data.index))
    own = [column for column in first.foreign.table if column.offered or any(column in row.cells for row in rows)]
    table = first.foreign.table.with_columns(
        [replace(column, offered=True) for column in own] + [*extras.values(), PLACE]
    )
    return AdoptedTable(table, rows, _said(first), tuple(f for f in findings if f.code.startswith("row.")))


PLACE = Column(f"{OTHERS}位置", width=16, key="adopted_from")
"""Where a row stood in the file that it was brought in from."""


def _header(mapping: ColumnMapping) -> Header:
    """Return the header by which the columns that are taken as they stand are read, and all positions beside them."""
    plain = {column: places[0] for column, places in mapping.columns.items() if _way(mapping, column) is None}
    if serial := _serial(mapping):
        plain[SERIAL] = serial
    known = {column: at for column, at in plain.items() if column in mapping.foreign.table.columns}
    units = tuple(
        (column, unit)
        for column, at in known.items()
        if column.kind is Kind.RATIO and (unit := unit_of(mapping.titles[at]))
    )
    return Header(mapping.header_row, known, (), (), tuple((str(at), at) for at in mapping.titles), units=units)


def _serial(mapping: ColumnMapping) -> int:
    """Return where the rows are numbered; 0 where they are not."""
    return next((at for at, title in mapping.titles.items() if title in SERIALS), 0)


def _kept(mapping: ColumnMapping) -> list[int]:
    """Return the positions that are kept to the right: of no column of ours, or taken otherwise than as they stand."""
    changed = {at for column, places in mapping.columns.items() if _way(mapping, column) for at in places}
    return sorted({*mapping.unmapped, *changed} - {_serial(mapping)})


def _extra(at: int, title: str) -> Column:
    """Return the column for one that has no like."""
    return Column(f"{OTHERS}“{title}”", width=14, key=f"theirs_{at}")


_Way = Callable[[Sequence[str]], dict[Column, str]]


def _way(mapping: ColumnMapping, column: Column) -> _Way | None:
    """Return how a column is made of its sources where they are not taken as they stand."""
    places = mapping.columns[column]
    title = mapping.titles[places[0]]
    if len(places) > 1:
        return lambda cells: {column: "至".join(filter(None, cells))}
    if column == PLAN.items and "部门(" in title:
        return _office_and_items
    if column in (PLAN.departments, PLAN.initiator) and "发起" in title and ("配合" in title or "联合" in title):
        return _initiator_and_others
    return None


def _office_and_items(cells: Sequence[str]) -> dict[Column, str]:
    match = _OFFICE_AND_ITEM.fullmatch(cells[0].strip())
    return {PLAN.initiator: clean(match["office"]), PLAN.items: match["items"]} if match else {PLAN.items: cells[0]}


def _initiator_and_others(cells: Sequence[str]) -> dict[Column, str]:
    halves = [clean(half) for half in _HALVES.split(cells[0].strip())]
    if len(halves) == 2:
        return {PLAN.initiator: halves[0], PLAN.departments: halves[1]}
    return {PLAN.departments: cells[0]}


class _Sources:
    """What the rows are made of: the cells as they were typed, those beside them, and where they stand."""

    def __init__(self, mapping: ColumnMapping, typed: TypedTable, extras: dict[int, Column]) -> None:
        self.mapping, self.typed, self.extras = mapping, typed, extras
        self.plain = {c: typed.written(c) for c in mapping.columns if _way(mapping, c) is None}
        self.category = [c for c in mapping.foreign.table if any(part.columns.get(c) == 0 for part in typed.parts)]
        self.by_name = {c: typed.written(c) for c in self.category}

    def cells_at(self, row: int, places: Sequence[int]) -> list[str]:
        """Return what cells of the other layout show."""
        return [clean(cell_text(self._cell(row, at))) for at in places]

    def _cell(self, row: int, at: int) -> CellValue:
        value: CellValue = self.typed.extra.at[row, str(at)] if str(at) in self.typed.extra else ""
        return value

    def name(self, row: int, places: Sequence[int]) -> str:
        """Name cells of the other layout: 第一张“F5”."""
        part, number = divmod(row, STRIDE)
        sheet = self.typed.parts[part].sheet
        return f"“{sheet}”" + "、".join(f"{column_letters(at)}{number}" for at in places)


def _row(sources: _Sources, at: int, row: int) -> AdoptedRow:
    mapping = sources.mapping
    cells: dict[Column, Content] = {c: _content(c, values[at]) for c, values in sources.plain.items()}
    cells |= {c: _content(c, values[at]) for c, values in sources.by_name.items()}
    notes: dict[Column, str] = {}
    for column, places in mapping.columns.items():
        if way := _way(mapping, column):
            made = {
                c: text for c, text in way(sources.cells_at(row, places)).items() if c == column or not cells.get(c)
            }
            cells |= made
            notes |= dict.fromkeys(made, f"由原文件{sources.name(row, places)}拆分或合并而来。")
    if PLAN.ratio in cells and not cells.get(PLAN.frequency) and (often := frequency_within(str(cells[PLAN.ratio]))):
        cells[PLAN.frequency] = often
        notes[PLAN.frequency] = f"由原文件{sources.name(row, mapping.columns[PLAN.ratio])}拆分而来。"
    cells |= {column: text for column, text in mapping.fixed.items() if text and not cells.get(column)}
    cells |= {column: sources.cells_at(row, [place])[0] for place, column in sources.extras.items()}
    number = row % STRIDE
    place = f"“{sources.typed.part_of(row).sheet}”第 {number} 行"
    return AdoptedRow({**cells, SERIAL: at + 1, PLACE: place}, place, notes)


def _content(column: Column, value: object) -> Content:
    if isinstance(value, str):
        text = clean(value) if "\n" not in value else value
        return int(text) if column.kind is Kind.INTEGER and text.isdecimal() else text
    return value  # type: ignore[return-value]


def _said(mapping: ColumnMapping) -> dict[Column, str]:
    """Say of each column from where it is taken."""
    said = {}
    for column, places in mapping.columns.items():
        letters = "、".join(f"{column_letters(at)} 列“{mapping.titles[at]}”" for at in places)
        said[column] = f"取自原文件“{mapping.sheet.name}”的{letters}。"
    return said | {column: f"原文件没有这一栏，统一填写“{text}”。" for column, text in mapping.fixed.items() if text}
