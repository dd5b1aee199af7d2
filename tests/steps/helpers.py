"""What a clerk does to a desk, and what the tests look at afterwards."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto import OfficeFile

from tests.builders import by_column
from tests.cells import FIRST, cell, labelled
from tests.conftest import DECLARED, NUMBERS
from tests.results.cases import CLEAN
from xlcheck.excel.fill.type_in import type_in
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError, column_letters
from xlcheck.schema.inputs import SETTINGS_BOOK, UNIT
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.setting_items import UNIT_ITEMS
from xlcheck.schema.table import Column, Table
from xlcheck.steps.desk.lock import LOCK_NAME
from xlcheck.steps.desk.occupation import NOTE_NAME
from xlcheck.steps.draw.draw import Attendance, DrawResult, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of

LEDGER_HEADER, LEDGER_FIRST = 3, 4
"""The row of the header, and of the first company, in a ledger: the day it was made stands above them."""


def edited(path: Path, change: Callable[[object], object], sheet: str | int = 0) -> Path:
    """The workbook as staff leave it after typing into a sheet."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[sheet] if isinstance(sheet, int) else book[sheet])
    book.save(path)
    return path


def put(path: Path, cells: dict[str, object], sheet: str | int = 0) -> Path:
    """Type texts into cells; a text that begins with = stays a text, as after an apostrophe."""

    def change(opened):
        for name, value in cells.items():
            opened[name] = value
            if isinstance(value, str):
                opened[name].data_type = "s"

    return edited(path, change, sheet)


def field(path: Path, label: str, sheet: str | int = 0) -> str:
    """The cell in which what a label names stands, on a page that the tool has written."""
    book = openpyxl.load_workbook(path)
    return labelled(book.worksheets[sheet] if isinstance(sheet, int) else book[sheet], label)


def setting(key: str, column: Column = UNIT.value) -> str:
    """The cell of 单位信息, the first sheet of 单位设置, in which a setting stands."""
    return cell(UNIT, column, FIRST + [name for name, *_ in UNIT_ITEMS].index(key))


def set_unit(folder: Path, **values: object) -> Path:
    """Type into 单位信息 of a desk's folder, by the keys of the settings."""
    return put(folder / SETTINGS_BOOK.filename, {setting(key): value for key, value in values.items()})


def draw(run, task: str, **more: str) -> DrawResult:
    """Draw one task of the desk, or draw it again."""
    books = ready_books(run)
    (row,) = tasks_of(books, [task])
    return draw_task(run, freeze_task(run, books, row, DECLARED, **more), NUMBERS, Attendance())


def in_own_words(number: int) -> str:
    """What ``fill_ledger`` types as 检查情况 of the row with that number."""
    return f"查阅第 {number} 本台账，现场核对。"


def fill_ledger(path: Path, count: int | None = None, start: int = 0, **cells: object) -> list[str]:
    """Type a clean inspection into some of a ledger's rows, each in words of its own; returns their codes."""
    codes = [str(row["统一社会信用代码"]) for row in rows_of(path)][start:][:count]
    own = (CLEAN | {"situation": in_own_words(n)} | cells for n in range(1 + start, 1 + start + len(codes)))
    type_in(path, LEDGER, {code: by_column(LEDGER, row) for code, row in zip(codes, own, strict=True)})
    return codes


def type_over(path: Path, row: int = LEDGER_FIRST, **cells: object) -> Path:
    """Type into a row of a ledger, by the keys of its columns."""
    return put(path, {cell(LEDGER, LEDGER.column(key), row): value for key, value in cells.items()})


def beside(table: Table, row: int, further: int = 0) -> str:
    """The cell in the first column that is free at the right of a table, or in a further one."""
    return f"{column_letters(1 + len(table.as_offered.columns) + further)}{row}"


def rows_of(path: Path, sheet: int = 0) -> list[dict[str, object]]:
    """The rows below the header that has 序号, by title; a footer without a number is left out."""
    lines = [cells for _, cells in read_sheets(path)[sheet].rows]
    at = next(n for n, cells in enumerate(lines) if "序号" in cells)
    rows = (dict(zip(lines[at], cells, strict=False)) for cells in lines[at + 1 :])
    return [row for row in rows if str(row.get("序号", "")).isdigit()]


def texts(path: Path) -> list[str]:
    """Every text of a workbook, its comments and links included."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        parts = [package.read(name).decode() for name in names]
    return [text for part in parts for text in re.findall(r">([^<]+)<", part)]


def published_codes(desk) -> list[str]:
    """Every code in the portal's workbooks of all batches."""
    batches = sorted(desk.publications.glob("第*批_*/抽查结果公示.xlsx"))
    return [str(row["统一社会信用代码"]) for path in batches for row in rows_of(path)]


def corrections(desk) -> list[tuple[str, str, str]]:
    """(code, column, present value) of each line in the notices of all batches."""
    notices = sorted(desk.publications.glob("第*批_*/更正公告.xlsx"))
    lines = [row for path in notices for row in rows_of(path)]
    return [(str(r["统一社会信用代码"]), str(r["更正项目"]), str(r["更正后内容"])) for r in lines]


def later(run, *day: int):
    """The run on another day of 2021."""
    return replace(run, now=datetime(2021, *day, 9))


def formulas(path: Path) -> list[str]:
    """The formulas in the cells of a workbook."""
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(n).decode() for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
    return [text for sheet in sheets for text in re.findall(r"<f(?:\s[^>]*)?>([^<]*)</f>", sheet)]


def contents(folder: Path, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every file below a folder, without the subfolders named and what says who is at work."""
    found = (p for p in folder.rglob("*") if p.name not in (LOCK_NAME, NOTE_NAME) and p.is_file())
    files = {p.relative_to(folder).as_posix(): p for p in found}
    return {name: path.read_bytes() for name, path in files.items() if name.split("/")[0] not in but}


def inputs(desk) -> dict[str, bytes]:
    """The workbooks that staff keep."""
    return {p.name: p.read_bytes() for p in desk.root.glob("*.xlsx")}


def unlocked(path: Path, password: str) -> bytes:
    """The workbook that a password locks, which must be the right one."""
    opened = BytesIO()
    with path.open("rb") as stream:
        office = OfficeFile(stream)
        office.load_key(password=password, verify_password=True)
        office.decrypt(opened)
    return opened.getvalue()


def sentence(call, *arguments, **more) -> str:
    """What a step that cannot run says."""
    with pytest.raises(XlcheckError) as caught:
        call(*arguments, **more)
    return error_text(caught.value)
