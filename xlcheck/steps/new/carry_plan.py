"""What a new year takes over of the plan: its tasks, numbered afresh, redated, in this bureau's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from xlcheck.excel.read.workbook import read_sheets
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.messages import spans
from xlcheck.model import (
    CellPicture,
    CellValue,
    ErrorValue,
    Month,
    NoValue,
    Percent,
    Place,
    PlanRow,
    Settings,
    YearlessDay,
    shown_text,
)
from xlcheck.reading.expressions.ratio import percent_of_cell
from xlcheck.reading.numbering import TaskNumbers, offered_numbers
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.rows import is_filled
from xlcheck.reading.tables import TypedTable
from xlcheck.samples.own_words import in_own_words
from xlcheck.schema.inputs import PLAN, PLAN_BOOK
from xlcheck.schema.table import GUIDE_SHEET, OPTIONS_SHEET, Column, Content, Kind, Table
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import read_tables
from xlcheck.steps.new.carry import CarryNotes

_MOVING = re.compile(r"(?<!\d)([2２][0０]\d{2})(?=\s*年|\s*[./-]\s*\d)")
"""A year that moves: as scopes and windows write it."""
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|[一二][〇零九][〇零一二三四五六七八九]{2}年")
_YEAR_AHEAD = re.compile(r"\s*\d{4}\s*年(?:度)?\s*")
_BUREAU_AHEAD = re.compile(r"[^年]{2,}?(?:局|委员会|大队|支队|中心)")
_FIRST_ROW = 3
"""The first task of a plan as the tool lays it out, below title and header."""

PlanCells = dict[Column, Content]
"""The cells of a task, by column."""

_MOVED = (PLAN.scope, PLAN.window, PLAN.drawn_in, PLAN.finished_by)
"""The columns of a plan whose years move."""
_RENEWED = (PLAN.plan_no, PLAN.plan_name, PLAN.task_no, PLAN.task_name, *_MOVED)
"""The columns of a plan that another year changes."""
_LAST_YEARS = (PLAN.announced, PLAN.filed)
"""The days on which last year's plan was published and filed."""


def carry_plan(last: Desk, desk: Desk, settings: Settings, notes: CarryNotes) -> None:
    """Write the plan of another year from the last one's; ``settings`` are those of the new year."""
    tables, before = read_tables(last, PLAN_BOOK)
    plan = tables[PLAN.key]
    rows = renewed_plan(_rows(plan), settings, settings.year - _year_of(plan, before))
    extras = [_own_column(title, plan.extra[title].tolist()) for title in plan.extra.columns]
    for column in extras:
        for row, cell in zip(rows, plan.extra[column.title].tolist(), strict=True):
            row[column] = _carry_cell(cell)
    columns = (replace(column, offered=column.offered or plan.has(column)) for column in PLAN)
    table = PLAN.with_columns([*columns, *extras]).as_offered
    book = in_own_words(replace(PLAN_BOOK, tables=(table,)), settings)
    write_desk_book(desk.book(PLAN_BOOK), book, {PLAN.key: rows}, settings)
    notes.carried.append(f"抽查工作计划：{len(rows)} 个任务，按 {settings.year} 年度重新编号、改名称和日期")
    notes.left.extend(_what_stays_behind(last, plan))
    if cells := "；".join(_with_a_year(table, rows)):
        notes.to_do.append(f"抽查工作计划：下列单元格写有年份，没有改动，请核对：{cells}")


def renewed_plan(rows: list[PlanCells], settings: Settings, later: int) -> list[PlanCells]:
    """Renew last year's tasks for another year: numbered afresh, dates ``later`` years on, names rebuilt.

    The names speak of this bureau and this year, whatever stood there; scopes and windows keep
    their wording, only their years move.
    """
    known = [TaskNumbers(str(row[PLAN.plan_no])) for row in rows]
    numbers = offered_numbers(settings.year, settings.bureau, [TaskNumbers()] * len(rows), known)
    return [
        row
        | of_row.cells
        | {PLAN.task_name: _task_name(str(row[PLAN.task_name]), settings, later)}
        | {column: _move_years(str(row[column]), later) for column in _MOVED}
        | dict.fromkeys(_LAST_YEARS, "")
        for row, of_row in zip(rows, numbers, strict=True)
    ]


def next_plan(plan: TypedTable, settings: Settings) -> tuple[int, tuple[PlanRow, ...]]:
    """Return the next year, and the tasks of this year's plan as they would be carried over to it."""
    following = replace(settings, year=settings.year + 1)
    rows = renewed_plan(_rows(plan), following, following.year - _year_of(plan, settings))
    table = plan.with_data({column: [row[column] for row in rows] for column in _RENEWED})
    return following.year, plan_rows(table, following)[0]


def _task_name(text: str, settings: Settings, later: int) -> str:
    """Return the task's name with this year and this bureau in front of what it is about."""
    about = _without_year(_without_bureau(_without_year(text), settings))
    return f"{settings.year}年{settings.short_name}{_move_years(about, later)}" if about else ""


def _without_year(text: str) -> str:
    match = _YEAR_AHEAD.match(text)
    return text[match.end() :] if match else text


def _without_bureau(text: str, settings: Settings) -> str:
    """Cut off the bureau that a text begins with, our own or another's; what names a category is no bureau."""
    ours = next((name for name in (settings.bureau, settings.short_name) if text.startswith(name)), "")
    match = _BUREAU_AHEAD.match(text)
    other = match[0] if match else ""
    if any(word in other for category in settings.categories for word in category.names):
        other = ""
    return text.removeprefix(ours or other)


def _move_years(text: str, later: int) -> str:
    return _MOVING.sub(lambda match: str(int(match[1]) + later), text)


def _with_a_year(table: Table, rows: Sequence[PlanCells]) -> Iterator[str]:
    """Yield the cells, by column, that name a year which was not moved."""
    for position, column in enumerate(table.columns, start=1):
        cells = [row.get(column) for row in rows]
        if column in _MOVED:
            cells = [_MOVING.sub("", str(cell)) for cell in cells]
        elif column in _RENEWED:
            continue
        numbers = [n for n, cell in enumerate(cells) if isinstance(cell, date) or _ANY_YEAR.search(str(cell))]
        if numbers:
            places = [Place(PLAN_BOOK.filename, table.sheet, _FIRST_ROW + n, position) for n in numbers]
            yield f"{column.title} {spans(places)}"


def _what_stays_behind(last: Desk, plan: TypedTable) -> Iterator[str]:
    """Yield what of last year's workbook is not in the new one."""
    sheets = {part.sheet for part in plan.parts} | {GUIDE_SHEET, OPTIONS_SHEET}
    for sheet in read_sheets(last.book(PLAN_BOOK)):
        if sheet.name not in sheets:
            yield f"抽查工作计划的工作表“{sheet.name}”：是上年度计划的内容"
    if titles := "、".join(column.title for column in _LAST_YEARS if (plan.raw[column] != "").any()):
        yield f"抽查工作计划的{titles}：是上年度计划的日期"
    yield "抽查工作计划中的颜色、批注、图片：计划按新年度重新排版，自己加的列都在"


def _year_of(plan: TypedTable, settings: Settings) -> int:
    """Return the year of last year's plan: that of its first number, else what 单位设置 says."""
    first = str(plan[PLAN.plan_no].iloc[0]) if len(plan) else ""
    return int(first[:4]) if re.fullmatch(r"20\d{4}", first) else settings.year


def _own_column(title: str, cells: Sequence[CellValue]) -> Column:
    """Return a column that staff have added, as the new plan has it."""
    has_dates = all(isinstance(cell, datetime) for cell in cells if is_filled(cell))
    return Column(title, Kind.DATE if has_dates else Kind.TEXT, 14, key=f"own:{title}")


def _rows(table: TypedTable) -> list[PlanCells]:
    """Return the rows of a table as they can be written again; what could not be read stays as it stood."""
    columns = {column: zip(table[column], table.raw[column], strict=True) for column in table.table}
    cells = ([_plain(value, raw) for value, raw in pairs] for pairs in columns.values())
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def _plain(value: object, raw: CellValue) -> Content:
    if isinstance(raw, Percent):
        return percent_of_cell(raw)
    if pd.isna(value) or value == "":
        return _carry_cell(raw)
    return value.date() if isinstance(value, pd.Timestamp) else str(value)


def _carry_cell(cell: CellValue) -> Content:
    """Return a cell that the tool does not read, as it is written again; a formula's error or missing result is not."""
    if isinstance(cell, ErrorValue | NoValue | CellPicture):
        return ""
    if isinstance(cell, Percent):
        return percent_of_cell(cell)
    return cell.date() if isinstance(cell, datetime) and not isinstance(cell, Month | YearlessDay) else shown_text(cell)
