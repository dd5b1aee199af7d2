"""新建: a desk for a year, blank or carried over from last year's."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from xlcheck.excel.desk_books import write_desk_book
from xlcheck.model import CellValue, ErrorValue, NoValue, Percent, Settings, XlcheckError
from xlcheck.schema.frames import TableFrame
from xlcheck.schema.inputs import ENTITY_BOOK, INPUT_BOOKS, INSPECTOR_BOOK, ITEM_BOOK, PLAN, PLAN_BOOK, SETTINGS_BOOK
from xlcheck.schema.kinds import Column, Kind
from xlcheck.schema.ratio import percent_text
from xlcheck.schema.records import is_filled
from xlcheck.schema.settings import POLICY_ITEMS, UNIT_ITEMS
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.load import load_needed, read_tables
from xlcheck.steps.sample import blank_items, blank_settings

_YEAR_IN_TEXT = re.compile(r"(?<!\d)([2２][0０]\d{2})(?=\s*年|\s*[./-]\s*\d)")
_CARRIED_AS_THEY_ARE = (ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK)

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """The new desk, what was carried over and what is still to be filled in."""

    desk: Desk
    carried: tuple[str, ...]
    to_do: tuple[str, ...]


def new_desk(folder: Path, year: int, last: Run | None = None) -> Made:
    """Make the desk of a year in ``folder``; ``last`` is last year's desk, if there is one.

    Registries are carried over as they stand, 单位设置 without the document's number and days off,
    the plan renumbered and redated. Raises :class:`XlcheckError` ``desk.exists``, and as
    :func:`~xlcheck.steps.load.load_needed` where something of last year's desk cannot be read.
    """
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise XlcheckError("desk.exists", folder=folder)
    desk = Desk(folder)
    if last is None:
        folder.mkdir(parents=True, exist_ok=True)
        _write_blank(desk, year)
        return Made(desk, (), tuple(book.filename for book in INPUT_BOOKS))
    load_needed(last, PLAN_BOOK, *_CARRIED_AS_THEY_ARE)  # all or nothing: half a desk could not be made again
    folder.mkdir(parents=True, exist_ok=True)
    settings = _carry_settings(desk, year, last)
    _carry_plan(desk, settings, last)
    for book in _CARRIED_AS_THEY_ARE:
        source = last.desk.book(book)
        shutil.copy2(source, folder / source.name)
    return Made(
        desk,
        tuple(book.filename for book in INPUT_BOOKS),
        ("单位设置：文号、制发日期、节假日", "抽查工作计划：逐行核对，印发前运行校验", "名录库：更新变动的对象和人员"),
    )


def _write_blank(desk: Desk, year: int) -> None:
    settings = replace(blank_settings(), year=year)
    unit = [row | {"value": str(year)} if row["item"] == "年度" else row for row in blank_items(UNIT_ITEMS)]
    categories: list[Row] = [{"name": c.name, "aliases": "", "wordings": ""} for c in settings.categories]
    rows: dict[str, list[Row]] = {"unit": unit, "policy": blank_items(POLICY_ITEMS), "categories": categories}
    for book in INPUT_BOOKS:
        write_desk_book(desk.book(book), book, rows if book is SETTINGS_BOOK else {}, settings)


def _carry_settings(desk: Desk, year: int, last: Run) -> Settings:
    tables, settings = read_tables(last.desk, SETTINGS_BOOK)
    rows = {key: _rows(table) for key, table in tables.items() if key != "holidays"}
    afresh = {"年度": str(year), "文号": "", "制发日期": ""}
    rows["unit"] = [row | {"value": afresh.get(str(row["item"]), row["value"])} for row in rows["unit"]]
    renewed = replace(settings, year=year)
    write_desk_book(desk.book(SETTINGS_BOOK), SETTINGS_BOOK, rows, renewed)
    return renewed


def _carry_plan(desk: Desk, settings: Settings, last: Run) -> None:
    tables, before = read_tables(last.desk, PLAN_BOOK)
    plan = tables["plan"]
    rows = renewed_plan(_rows(plan), settings, settings.year - _year_of(plan, before))
    extras = [_own_column(title, plan.extra[title].tolist()) for title in plan.extra.columns]
    for column in extras:
        for row, cell in zip(rows, plan.extra[column.title].tolist(), strict=True):
            row[column.key] = _carried(cell)
    kept = (replace(column, offered=column.offered or plan.has(column.key)) for column in PLAN.columns)
    book = replace(PLAN_BOOK, tables=(replace(PLAN, columns=(*kept, *extras)),))
    write_desk_book(desk.book(PLAN_BOOK), book, {"plan": rows}, settings)


def _own_column(title: str, cells: Sequence[CellValue]) -> Column:
    """A column that staff have added, as the new plan has it."""
    dated = all(isinstance(cell, datetime) for cell in cells if is_filled(cell))
    return Column(f"own:{title}", title, Kind.DATE if dated else Kind.TEXT, width=14)


def _year_of(plan: TableFrame, settings: Settings) -> int:
    """The year of last year's plan: that of its first number, else what 单位设置 says."""
    first = str(plan.frame["plan_no"].iloc[0]) if len(plan) else ""
    return int(first[:4]) if re.fullmatch(r"20\d{4}", first) else settings.year


def renewed_plan(rows: list[Row], settings: Settings, later: int) -> list[Row]:
    """Last year's tasks for another year: numbered afresh, dates ``later`` years on, names rebuilt.

    The names speak of this bureau and this year, whatever stood there; scopes and windows keep
    their wording, only their years move.
    """
    renewed = []
    for number, row in enumerate(rows, start=1):
        renewed.append(
            row
            | {
                "plan_no": f"{settings.year}{number:02d}",
                "plan_name": f"{settings.year}年{settings.bureau}抽查工作计划{number:02d}",
                "task_no": f"{number:02d}号",
                "task_name": _task_name(str(row["task_name"]), settings),
                "scope": _moved(str(row["scope"]), later),
                "window": _moved(str(row["window"]), later),
            }
        )
    return renewed


def _task_name(text: str, settings: Settings) -> str:
    """The task's name with this year and this bureau in front of what it is about."""
    about = re.sub(r"^\s*(?:\d{4}年(?:度)?)?(?:[^年]*?(?:局|委员会|大队|支队|中心))?", "", text)
    return f"{settings.year}年{settings.short_name}{about}" if about else ""


def _moved(text: str, later: int) -> str:
    return _YEAR_IN_TEXT.sub(lambda match: str(int(match[1]) + later), text)


def _rows(table: TableFrame) -> list[Row]:
    """The rows of a table as they can be written again; what could not be read stays as it stood."""
    rows: list[Row] = []
    for read, raw in zip(table.frame.to_dict("records"), table.raw.to_dict("records"), strict=True):
        rows.append({str(key): _plain(value, raw[key]) for key, value in read.items()})
    return rows


def _plain(value: object, raw: CellValue) -> object:
    if isinstance(raw, Percent):
        return percent_text(raw)
    if pd.isna(value) or value == "":
        return _carried(raw)
    return value.date() if isinstance(value, pd.Timestamp) else value


def _carried(cell: CellValue) -> object:
    """A cell that the tool does not read, as it is written again; a formula's error or missing result is not."""
    if isinstance(cell, ErrorValue | NoValue):
        return ""
    if isinstance(cell, Percent):
        return percent_text(cell)
    return cell.date() if isinstance(cell, datetime) else str(cell)
