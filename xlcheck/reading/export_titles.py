"""An export's header in the words of the registry that it is an export of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from xlcheck.model import RawSheet
from xlcheck.reading.folding import fold_title
from xlcheck.reading.header import SEARCH_ROWS, find_header
from xlcheck.reading.titles import title_forms
from xlcheck.schema.inputs.export_titles import EXPORT_TITLES
from xlcheck.schema.table import Column, Table


@dataclass(frozen=True, slots=True)
class _TitleCell:
    """A title of an export: where it stands among the rows and columns, as it is written, and whose it is."""

    at: int
    position: int
    title: str
    column: Column


def in_our_words(table: Table, sheet: RawSheet) -> tuple[RawSheet, Mapping[str, Column]]:
    """Return a sheet with the titles that exports use as the table has them, and those titles with their columns.

    A column that the sheet has by its own title as well, or twice by titles of exports, is left as it stands: nobody
    knows which of the two is meant.
    """
    cells = list(_title_cells(table, sheet))
    header = find_header(table, _renamed(sheet, cells))
    if header is None or not cells:
        return sheet, {}
    near = [cell for cell in cells if header.row - 1 <= sheet.numbers[cell.at] <= header.row]
    plain = find_header(table, sheet)
    own = plain.columns.keys() if plain is not None and plain.row == header.row else ()
    of_column: defaultdict[Column, list[_TitleCell]] = defaultdict(list)
    for cell in near:
        of_column[cell.column].append(cell)
    clear = [found[0] for column, found in of_column.items() if len(found) == 1 and column not in own]
    return _renamed(sheet, clear), {cell.title: cell.column for cell in clear}


def _title_cells(table: Table, sheet: RawSheet) -> Iterator[_TitleCell]:
    by_title = {fold_title(t): column for column, titles in EXPORT_TITLES[table.key].items() for t in titles}
    for at in range(min(SEARCH_ROWS, len(sheet.numbers))):
        for position, cell in enumerate(sheet.cells(at), start=1):
            for form in title_forms(fold_title(str(cell))):
                if form in by_title:
                    yield _TitleCell(at, position, str(cell), by_title[form])
                    break


def _renamed(sheet: RawSheet, cells: list[_TitleCell]) -> RawSheet:
    columns = [
        list(column) if any(c.position == n for c in cells) else column for n, column in enumerate(sheet.columns, 1)
    ]
    for cell in cells:
        column = columns[cell.position - 1]
        assert isinstance(column, list)
        column[cell.at] = cell.column.title
    return replace(sheet, columns=columns)
