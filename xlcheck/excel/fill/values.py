"""What a form may be filled with, and how a value becomes a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl.cell.cell import Cell
from openpyxl.styles.numbers import is_date_format

from xlcheck.excel.untyped import LoadedCell
from xlcheck.model import FOREVER, XlcheckError
from xlcheck.reading.dates import in_words

LONGEST = 32767
"""Characters that a cell can hold; Excel and the libraries cut the rest without a word."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA_SIGNS = ("=", "+", "-", "@")
_EXACT_DIGITS = 10**15


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that the tool itself makes; never built from a cell's text.

    ``{字段}`` in ``text`` (no leading ``=``) stands for the cell of that field in the same row, ``{字段[]}``
    for all cells of that field down its repeated rows, on whichever sheet they are. ``value`` is the result
    as far as the tool knows it: it is stored with the formula for programs that do not calculate, and
    it is written in place of the formula where the template no longer has a field that the formula needs.
    """

    text: str
    value: str | int | date | None = None


@dataclass(frozen=True, slots=True)
class Symbol:
    """A text as a QR code, drawn over the cell that holds its placeholder and nothing else; no text in others."""

    text: str


Value = str | int | date | Formula | Symbol | None
FormRow = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RowList:
    """What a repeated row is filled from, and the field names by which the row is recognised.

    A field that one of ``rows`` does not have is left blank.
    """

    fields: tuple[str, ...]
    rows: Sequence[FormRow] = ()


FormRows = Mapping[str, RowList | Sequence[FormRow]]


@dataclass(frozen=True, slots=True)
class TemplateCell:
    """The cell of the template of which an error speaks."""

    template: str
    sheet: str
    cell: str

    def error(self, code: str, **params: object) -> XlcheckError:
        """Return the error ``code`` about this cell."""
        return XlcheckError(code, template=self.template, sheet=self.sheet, cell=self.cell, **params)


def row_list(rows: RowList | Sequence[FormRow]) -> RowList:
    """Return ``rows`` with its field names; a plain sequence has those that stand in any of them."""
    if isinstance(rows, RowList):
        return rows
    return RowList(tuple(dict.fromkeys(field for row in rows for field in row)), rows)


def value_text(value: Value) -> str:
    """Return a value inside running text: a date as 2021年4月30日, nothing for ``None``."""
    if isinstance(value, Formula):
        return value_text(value.value)
    if isinstance(value, Symbol):
        return ""
    if isinstance(value, datetime):
        return f"{value_text(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return "长期" if value == FOREVER else in_words(value)
    return "" if value is None else str(value)


def put(cell: Cell, value: str | int | date | None, where: TemplateCell) -> None:
    """Write ``value`` into ``cell``, keeping the cell's style.

    Text is always written as text, whatever it begins with. In a cell formatted as text (``@``)
    dates and numbers become text too. Raises ``form.too-long`` and ``form.characters``.
    """
    if value is None or isinstance(value, str):
        put_text(cell, value or "", where)
    elif value == FOREVER:
        put_text(cell, value_text(value), where)
    elif cell.number_format == "@" or (isinstance(value, int) and abs(value) >= _EXACT_DIGITS):
        put_text(cell, str(value), where)
    else:
        if isinstance(value, datetime) and not is_date_format(cell.number_format):
            cell.number_format = "yyyy-mm-dd hh:mm"
        cell.value = value  # openpyxl adds yyyy-mm-dd to a date in a cell without date format


def put_text(cell: LoadedCell, text: str, where: TemplateCell) -> None:
    """Write text that can never become a formula, not even after F2 and Enter in Excel."""
    checked(text, where)
    if not text:
        cell.value = None
        return
    # past openpyxl, which looks at it once more and guesses that "=…" is a formula and "#N/A" an error
    cell._value, cell.data_type = text, "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def checked(text: str, where: TemplateCell) -> str:
    """Return ``text`` if a cell can hold it, else raise :class:`XlcheckError`."""
    if len(text) > LONGEST:
        raise where.error("form.too-long", length=len(text))
    if _ILLEGAL.search(text):
        raise where.error("form.characters", value=_ILLEGAL.sub("□", text[:40]))
    return text
