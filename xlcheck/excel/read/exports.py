"""Tables as they come, workbooks and the exports of platforms alike: for steps that take over what others keep."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.read.kinds import EXPORTS, kind_of
from xlcheck.excel.read.other_formats import read_foreign
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.model import RawSheet, XlcheckError


def is_export(path: Path) -> bool:
    """Say whether a file is a text, web page or XML, in which platforms export tables, whatever its name says."""
    return kind_of(path) in EXPORTS


def read_export(path: Path) -> tuple[RawSheet, ...]:
    """Read the sheets of a workbook of any format, or of an export: .csv, or a web page or XML under the name .xls.

    Of an export every cell is a text with all its digits, except days that an XML of Excel 2003 marks as such.
    Raises :class:`XlcheckError` as :func:`~xlcheck.excel.read.workbook.read_sheets`.
    """
    if not path.is_file():
        raise XlcheckError("book.missing", book=path.name, folder=path.parent)
    return read_foreign(path) if is_export(path) else read_sheets(path)
