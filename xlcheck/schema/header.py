"""Finding a table's header row and telling which column is which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from xlcheck.model import CellValue
from xlcheck.schema.folding import fold_title
from xlcheck.schema.kinds import Table

SEARCH_ROWS = 20
"""How many rows at the top may be titles before the header is given up."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and what it says.

    ``columns`` maps keys to 1-based positions, ``repeated`` lists (title, position) that stand a
    second time, ``missing`` (title, did-you-mean or "") of required columns, ``unknown`` the rest.
    """

    row: int
    columns: dict[str, int]
    repeated: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, int], ...]


def find_header(table: Table, rows: Sequence[tuple[int, Sequence[CellValue]]]) -> Header | None:
    """The row among the first ones in which most titles are recognised; ``None`` where fewer than two are.

    ``rows`` are (row number, cells) pairs from the top of the sheet.
    """
    by_title = {fold_title(title): column.key for column in table.columns for title in column.titles}
    scored = [(sum(fold_title(str(c)) in by_title for c in cells), -number) for number, cells in rows[:SEARCH_ROWS]]
    if not scored or max(scored)[0] < min(2, len(table.columns)):
        return None
    number = -max(scored)[1]
    cells = next(c for n, c in rows if n == number)
    return _match(table, by_title, number, cells)


def _match(table: Table, by_title: dict[str, str], number: int, cells: Sequence[CellValue]) -> Header:
    columns: dict[str, int] = {}
    repeated: list[tuple[str, int]] = []
    unknown: list[tuple[str, int]] = []
    for position, cell in enumerate(cells, start=1):
        title = fold_title(str(cell))
        key = by_title.get(title)
        if key is None:
            if title:
                unknown.append((title, position))
        elif key in columns:
            repeated.append((table.column(key).title, position))
        else:
            columns[key] = position
    strangers = [title for title, _ in unknown]
    missing = tuple(
        (c.title, next(iter(get_close_matches(fold_title(c.title), strangers, 1, 0.5)), ""))
        for c in table.columns
        if c.key not in columns and c.required
    )
    return Header(number, columns, tuple(repeated), missing, tuple(unknown))
