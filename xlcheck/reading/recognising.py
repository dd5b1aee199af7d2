"""Which of staff's workbooks a file is: by the name of a sheet, or by the columns that its table must have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlcheck.model import RawSheet
from xlcheck.reading.folding import fold_title
from xlcheck.reading.header import Header, find_header
from xlcheck.reading.taking_part import TELLING, is_whole
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.outputs import OUTPUT_TABLES
from xlcheck.schema.table import Book, Table

_ALIKE = 0.5
"""Share of a table's columns from which on a sheet is taken for it, whatever its name."""
_FEWEST = 2
"""Required columns without which nothing is said of the nearest workbook."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a sheet compares with the first table of a workbook: the required and expected titles that it lacks.

    ``named`` is whether the sheet has the table's name, ``whole`` whether nothing is lacking, ``share`` how many of
    its columns are there; ``required`` counts the required ones that are.
    """

    book: Book
    sheet: str
    named: bool
    whole: bool
    required: int
    columns: int
    share: float
    lacking: tuple[str, ...]

    @property
    def is_book(self) -> bool:
        """Whether the sheet is taken for the table."""
        return self.whole or self.named or self.share >= _ALIKE

    @property
    def rank(self) -> tuple[bool, bool, float, int]:
        """What of several likenesses counts: a whole table, its name, its share of columns."""
        return self.whole, self.named, self.share, self.required


def recognised(sheets: Sequence[RawSheet]) -> tuple[Likeness | None, Likeness | None]:
    """Return the workbook that these sheets are, and else the one that they are nearest to.

    A sheet that the tool wrote for others, which has more columns of an output than of any table of staff's, is none.
    """
    found = [like for sheet in sheets for book in INPUT_BOOKS if (like := _likeness(book, sheet))]
    written = {sheet.name: _written(sheet) for sheet in sheets}
    ours = [like for like in found if like.is_book and (like.named or like.columns >= written[like.sheet])]
    if ours:
        return max(ours, key=lambda like: like.rank), None
    near = [like for like in found if like.required >= _FEWEST and like.columns >= written[like.sheet]]
    return None, max(
        near, key=lambda like: (like.required / like.book.tables[0].required_count, like.share), default=None
    )


def _likeness(book: Book, sheet: RawSheet) -> Likeness | None:
    """Compare a sheet with the first table of a workbook; ``None`` where it has no header of it."""
    table = book.tables[0]
    header = find_header(table, sheet)
    if header is None:
        return None
    named = fold_title(sheet.name) == fold_title(table.sheet)
    return Likeness(
        book,
        sheet.name,
        named,
        table.required_count >= TELLING and is_whole(table, sheet),
        _required(table, header),
        len(header.columns),
        len(header.columns) / len(table.columns),
        tuple(title for title, _ in header.missing),
    )


def _required(table: Table, header: Header) -> int:
    return sum(column.required and column in header.columns for column in table)


def _written(sheet: RawSheet) -> int:
    """Return how many columns the sheet has of the table of the tool's own that is most like it."""
    headers = (find_header(table, sheet) for table in OUTPUT_TABLES)
    return max((len(header.columns) for header in headers if header), default=0)
