"""Typing into a 开办表 as a clerk would."""

from pathlib import Path

from openpyxl import load_workbook

FIRST = 17
"""The row of the first category in a form as it is made."""
FIRST_ROUND = 8


def type_into(path: Path, cells: dict[str, object]) -> None:
    """Fill cells of the form by their names."""
    book = load_workbook(path)
    for name, value in cells.items():
        book.worksheets[0][name] = value
    book.save(path)
