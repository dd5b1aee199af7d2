"""Finding a table's header, in one row or two, and telling which column is which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from xlcheck.model import CellValue, RawSheet
from xlcheck.reading.folding import fold_title
from xlcheck.schema.table import Column, Table

SEARCH_ROWS = 20
"""How many rows at the top may be titles before the header is given up."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and what it says.

    ``row`` is its last row. ``columns`` has 1-based positions, ``repeated`` lists (title,
    position) that stand a second time, ``missing`` (title, did-you-mean or "") of required and expected
    columns, ``unknown`` the rest, ``similar`` (title, what looks like it) of columns that may be missing.
    """

    row: int
    columns: dict[Column, int]
    repeated: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, int], ...]
    similar: tuple[tuple[str, str], ...] = ()


Titles = tuple[tuple[str, ...], ...]
"""For each position the titles under which its column may be known, the best first."""


def find_header(table: Table, sheet: RawSheet) -> Header | None:
    """Find the header: the first rows in which most titles are recognised; ``None`` where fewer than two are.

    Two rows are read as one header only where that recognises more than either row alone:
    a column is then known by its own title, by group and title together, or by the group alone.
    """
    by_title = {fold_title(title): column for column in table for title in column.titles}
    best: tuple[int, int, Titles] | None = None
    for number, titles in _candidates(sheet):
        count = sum(any(t in by_title for t in alternatives) for alternatives in titles)
        if best is None or count > best[0]:
            best = (count, number, titles)
    # one title alone may be a heading of the sheet, unless the table has no more columns
    if best is None or best[0] < min(2, len(table.columns)):
        return None
    return _match(table, by_title, best[1], best[2])


def _candidates(sheet: RawSheet) -> Iterator[tuple[int, Titles]]:
    """Yield single rows, then pairs: a pair must recognise more to be preferred."""
    top = [(number, sheet.cells(at)) for at, number in enumerate(sheet.numbers[:SEARCH_ROWS])]
    for number, cells in top:
        yield number, tuple((fold_title(str(c)),) for c in cells)
    for (above, groups), (number, cells) in pairwise(top):
        if number == above + 1:
            yield number, _paired(_spread(sheet, above, groups), cells)


def _spread(sheet: RawSheet, row: int, cells: Sequence[CellValue]) -> list[str]:
    """Return the titles of a row, a merged one over all its columns."""
    titles = [fold_title(str(c)) for c in cells]
    for first, left, last, right in sheet.merges:
        if first <= row <= last and left <= len(titles):
            titles += [""] * (right - len(titles))
            titles[left - 1 : right] = [titles[left - 1]] * (right - left + 1)
    return titles


def _paired(groups: list[str], cells: Sequence[CellValue]) -> Titles:
    titles = [fold_title(str(c)) for c in cells]
    width = max(len(groups), len(titles))
    groups, titles = groups + [""] * (width - len(groups)), titles + [""] * (width - len(titles))
    return tuple((title, group + title) if title else (group,) for group, title in zip(groups, titles, strict=True))


def _match(table: Table, by_title: dict[str, Column], number: int, titles: Titles) -> Header:
    columns: dict[Column, int] = {}
    repeated: list[tuple[str, int]] = []
    unknown: list[tuple[str, int]] = []
    for position, alternatives in enumerate(titles, start=1):
        column = next((by_title[t] for t in alternatives if t in by_title), None)
        if column is None:
            if alternatives[0]:
                unknown.append((alternatives[0], position))
        elif column in columns:
            repeated.append((column.title, position))
        else:
            columns[column] = position
    strangers = [title for title, _ in unknown]
    absent = [column for column in table if column not in columns]
    missing = tuple((c.title, _close(c.title, strangers, 0.5)) for c in absent if c.required or c.expected)
    strangers = [title for title in strangers if title not in dict(missing).values()]
    similar = tuple((c.title, _close(c.title, strangers, 0.6)) for c in absent if not (c.required or c.expected))
    unknown += repeated  # a second column of a title is kept as staff's own
    return Header(number, columns, tuple(repeated), missing, tuple(unknown), tuple(s for s in similar if s[1]))


def _close(title: str, strangers: Sequence[str], least: float) -> str:
    """Return the stranger that is most like a title; empty where none is."""
    return next(iter(get_close_matches(fold_title(title), strangers, 1, least)), "")
