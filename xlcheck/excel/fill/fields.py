"""Finding the placeholders ``{{字段}}`` of a template, and telling what each row of it is filled from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.fill.rowmap import RowMap
from xlcheck.excel.fill.values import FormRows, TemplateCell, Value, row_list
from xlcheck.reading.folding import fold_title

PLACEHOLDER = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝]*?)\s*(?:\}\}|｝｝)")
"""Braces of either width: an input method for Chinese types the wide ones."""

HALF = re.compile(r"\{\{|\}\}|｛｛|｝｝")
"""What only a placeholder has, or half of one."""


@dataclass(frozen=True, slots=True)
class Supply:
    """What a sheet may be filled from: facts and lists of rows, all under folded names."""

    facts: Mapping[str, Value]
    lists: Mapping[str, tuple[Mapping[str, Value], ...]]
    owners: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]

    @classmethod
    def of(cls, facts: Mapping[str, Value], rows: FormRows) -> Supply:
        """Fold the names of ``facts`` and ``rows``; ``owners`` tells the lists in which a field stands."""
        owners: dict[str, tuple[str, ...]] = {}
        lists: dict[str, tuple[Mapping[str, Value], ...]] = {}
        names = list(facts)
        for name, listed in rows.items():
            listing = row_list(listed)
            folded = {field: fold_title(field) for field in listing.fields}
            names += listing.fields
            for field in folded.values():
                owners[field] = (*owners.get(field, ()), name)
            lists[name] = tuple({folded[f]: v for f, v in row.items() if f in folded} for row in listing.rows)
        return cls({fold_title(name): value for name, value in facts.items()}, lists, owners, tuple(names))


@dataclass(frozen=True, slots=True)
class Spot:
    """A template cell with placeholders; ``fields`` are their folded names in order."""

    row: int
    column: int
    text: str | CellRichText
    fields: tuple[str, ...]
    where: TemplateCell

    @property
    def sole(self) -> bool:
        """Whether the cell holds one placeholder and nothing else."""
        return PLACEHOLDER.fullmatch(str(self.text).strip()) is not None


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """A sheet of the template: its spots by row, and the list from which a row is repeated."""

    sheet: Worksheet
    supply: Supply
    spots: Mapping[int, tuple[Spot, ...]]
    lists: Mapping[int, str]

    @property
    def rowmap(self) -> RowMap:
        """Where each row goes; a row whose list is empty stays once."""
        counts = ((row, max(1, len(self.supply.lists[name]))) for row, name in sorted(self.lists.items()))
        return RowMap(tuple((row, count) for row, count in counts if count > 1))

    def fillings(self, row: int) -> tuple[Mapping[str, Value], ...]:
        """Return what the copies of ``row`` are filled from, facts included; once and blank for an empty list."""
        if row not in self.lists:
            return (self.supply.facts,)
        return tuple({**self.supply.facts, **r} for r in self.supply.lists[self.lists[row]] or ({},))


def read_layout(sheet: Worksheet, template: str, supply: Supply) -> TemplateLayout:
    """Read the placeholders of ``sheet``.

    Raises :class:`XlcheckError` for a placeholder that is unknown, broken or inside a formula, and for a
    row that cannot be told to belong to one list.
    """
    spots: dict[int, list[Spot]] = {}
    for spot in _spots(sheet, template):
        spots.setdefault(spot.row, []).append(spot)
    list_names = {row: _list_of(row_spots, supply) for row, row_spots in spots.items()}
    return TemplateLayout(
        sheet,
        supply,
        {row: tuple(row_spots) for row, row_spots in spots.items()},
        {r: n for r, n in list_names.items() if n},
    )


def _spots(sheet: Worksheet, template: str) -> Iterator[Spot]:
    for (row, column), cell in sorted(sheet._cells.items()):
        value = cell.value
        if not isinstance(cell, Cell) or not isinstance(value, str | CellRichText) or not HALF.search(str(value)):
            continue
        where = TemplateCell(template, sheet.title, cell.coordinate)
        if cell.data_type == "f":
            raise where.error("form.in-formula")
        if HALF.search(PLACEHOLDER.sub("", str(value))):
            raise where.error("form.broken", text=str(value)[:40])
        yield Spot(row, column, value, tuple(fold_title(f) for f in PLACEHOLDER.findall(str(value))), where)


def _list_of(spots: list[Spot], supply: Supply) -> str:
    """Return the list that fills the row of ``spots``; empty where facts alone do."""
    candidates: tuple[str, ...] | None = None
    for spot in spots:
        for field in spot.fields:
            owners = _owners(field, spot, supply)
            if owners:
                candidates = owners if candidates is None else tuple(name for name in candidates if name in owners)
    if candidates is None:
        return ""
    if not candidates:
        raise spots[-1].where.error("form.two-lists")
    if len(candidates) > 1:
        raise spots[0].where.error("form.ambiguous", field=spots[0].fields[0], owners="、".join(candidates))
    return candidates[0]


def _owners(field: str, spot: Spot, supply: Supply) -> tuple[str, ...]:
    owners = supply.owners.get(field, ())
    if not owners and field not in supply.facts:
        raise spot.where.error("form.unknown", field=field, near=_near(field, supply.names))
    if owners and field in supply.facts:
        raise spot.where.error("form.ambiguous", field=field, owners="、".join((*owners, "单项")))
    return owners


def _near(field: str, names: tuple[str, ...]) -> str:
    return "、".join(get_close_matches(field, list(dict.fromkeys(names)), 3, 0.4)) or "无"
