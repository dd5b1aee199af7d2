"""Finding a table's header, in one row or two, and telling which column is which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlcheck.model import CellValue, RawSheet
from xlcheck.reading.folding import fold_title
from xlcheck.reading.titles import proposed_titles, title_forms, unit_of
from xlcheck.schema.table import Column, Kind, Table

SEARCH_ROWS = 20
"""How many rows at the top may be titles before the header is given up."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and what it says.

    ``row`` is its last row. ``columns`` has 1-based positions, ``repeated`` lists (title,
    position) that stand a second time, ``missing`` (title, did-you-mean or "") of required and expected
    columns, ``unknown`` the rest, ``similar`` (title, what looks like it) of columns that may be missing,
    ``units`` what a title says of the numbers below it: ``%``.
    """

    row: int
    columns: dict[Column, int]
    repeated: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, int], ...]
    similar: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[Column, str], ...] = ()


Titles = tuple[tuple[str, ...], ...]
"""For each position the titles under which its column may be known, the best first."""


def find_header(table: Table, sheet: RawSheet) -> Header | None:
    """Find the header: the first rows in which most titles are recognised; ``None`` where fewer than two are.

    Two rows are read as one header only where that recognises more than either row alone:
    a column is then known by its own title, by group and title together, or by the group alone.
    """
    by_title = {fold_title(title): column for column in table for title in column.titles}
    best: tuple[int, int, Titles] | None = None
    for number, titles in header_candidates(sheet):
        count = sum(any(t in by_title for t in alternatives) for alternatives in titles)
        if best is None or count > best[0]:
            best = (count, number, titles)
    # one title alone may be a heading of the sheet, unless the table has no more columns
    if best is None or best[0] < min(2, len(table.columns)):
        return None
    return _match(table, by_title, best[1], best[2])


def header_candidates(sheet: RawSheet) -> Iterator[tuple[int, Titles]]:
    """Yield what may be a header, by its last row: single rows, then pairs, which must recognise more to count."""
    top = [(number, sheet.cells(at)) for at, number in enumerate(sheet.numbers[:SEARCH_ROWS])]
    for number, cells in top:
        yield number, tuple(title_forms(fold_title(str(c))) for c in cells)
    for (above, groups), (number, cells) in pairwise(top):
        if number == above + 1 and not _is_heading(spread := _spread(sheet, above, groups), cells):
            yield number, _paired(spread, cells)


def _is_heading(groups: Sequence[str], cells: Sequence[CellValue]) -> bool:
    """Say whether a row is the heading of a sheet and groups no titles: one text, over all of them or in the corner."""
    titled = {at for at, cell in enumerate(cells) if fold_title(str(cell))}
    grouped = {at for at, group in enumerate(groups) if group}
    return len({groups[at] for at in grouped}) == 1 and (titled <= grouped or grouped == {min(titled, default=0)})


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
    return tuple(
        (*title_forms(title), *title_forms(group + title)) if title else title_forms(group)
        for group, title in zip(groups, titles, strict=True)
    )


def _is_own(column: Column, alternatives: Sequence[str]) -> bool:
    """Say whether a column stands there by its own title, not by another that it may have."""
    return fold_title(column.title) in alternatives


def _is_of_both(column: Column, one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether an entity's code and another number of it have a column each."""
    return column.kind is Kind.CODE and _is_own(column, one) != _is_own(column, other)


def _match(table: Table, by_title: dict[str, Column], number: int, titles: Titles) -> Header:
    columns: dict[Column, int] = {}
    repeated: list[tuple[str, int]] = []
    unknown: list[tuple[str, int]] = []
    for position, alternatives in enumerate(titles, start=1):
        column = next((by_title[t] for t in alternatives if t in by_title), None)
        if column is None:
            if alternatives[0]:
                unknown.append((alternatives[0], position))
        elif column not in columns:
            columns[column] = position
        elif not _is_of_both(column, alternatives, titles[columns[column] - 1]):
            repeated.append((column.title, position))
        else:  # 注册号 beside 统一社会信用代码 is a column of staff's own
            own, other = columns[column], position
            own, other = (other, own) if _is_own(column, alternatives) else (own, other)
            columns[column] = own
            unknown.append((titles[other - 1][0], other))
    strangers = [title for title, _ in unknown]
    absent = [column for column in table if column not in columns]
    needed = [column.title for column in absent if column.required or column.expected]
    close = proposed_titles([*needed, *(c.title for c in absent if c.title not in needed)], strangers)
    similar = tuple((column.title, close[column.title]) for column in absent if column.title in close)
    return Header(
        number,
        columns,
        tuple(repeated),
        tuple((title, close.get(title, "")) for title in needed),
        (*unknown, *repeated),  # a second column of a title is kept as staff's own
        tuple(pair for pair in similar if pair[0] not in needed),
        tuple((c, unit) for c, at in columns.items() if c.kind is Kind.RATIO and (unit := unit_of(titles[at - 1][0]))),
    )
