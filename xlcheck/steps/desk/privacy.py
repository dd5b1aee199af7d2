"""What leaves the office is read once more, every part of every file, for numbers of persons."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from xlcheck.excel.read.every_text import every_text
from xlcheck.excel.read.workbook import read_cells
from xlcheck.model import XlcheckError, column_letters
from xlcheck.reading.personal import number_in_file, personal_number
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.known import KnownNumbers

SEARCHING = "核对《{}》有没有个人号码"
"""What is told of each file that is searched."""
_BLOCK = re.compile(r"</?(?:p|div|td|th|tr|table|h\d|li|br|title|body)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def refuse_numbers(run: Run, typed: Mapping[str, str], also: Iterable[str] = ()) -> None:
    """Refuse a person's number in what was typed, by what was asked, before it is written for good.

    ``also`` are texts typed with it whose numbers are meant, as winning numbers are. Raises :class:`XlcheckError`
    ``desk.personal-number``, which names the question and never the number.
    """
    known = KnownNumbers(run, also=also)
    for title, text in typed.items():
        if kind := personal_number(text, known):
            raise XlcheckError("desk.personal-number", title=title, kind=kind)


def check_clean(files: Iterable[Path], known: Container[str]) -> None:
    """Raise :class:`XlcheckError` ``publish.personal-data`` for the first identity or telephone number in any file.

    ``known`` are the entities' codes, which may look like one, and telephone numbers, in digits alone, that are meant
    to be read. The error names file and place, never the number.
    """
    for path in files:
        of_workbook = path.suffix == ".xlsx"
        for part, text in every_text(path) if of_workbook else _of_page(path.read_text("utf-8", "replace")):
            if kind := number_in_file(text, known):
                place = (_cell(path, known) if of_workbook else "") or part
                raise XlcheckError("publish.personal-data", file=path.name, place=place, kind=kind)


def _cell(path: Path, known: Container[str]) -> str:
    """Return the first cell with such a number, as a person finds it; empty where it stands in no cell."""
    for sheet, cells in read_cells(path).items():
        for (row, column), text in cells.items():
            if number_in_file(text, known):
                return f"“{sheet}”工作表 {column_letters(column)}{row}"
    return ""


def _of_page(page: str) -> Iterator[tuple[str, str]]:
    """Yield the source line by line, and its blocks as they are read: a number may be marked up in its middle."""
    for number, line in enumerate(page.splitlines(), start=1):
        yield f"第 {number} 行", html.unescape(line)
    for block in _BLOCK.split(page):
        yield "正文", html.unescape(_TAG.sub("", block))
