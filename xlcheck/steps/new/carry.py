"""What a new year takes over of 单位设置 and the registries: staff's own workbooks, copied with few changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath

from xlcheck.excel.patch import CellKey, patch_copy
from xlcheck.excel.patch.repair import copy_with_lists
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.model import Place, Settings, column_letters
from xlcheck.reading.calendar.holiday_notice import read_notice
from xlcheck.reading.calendar.holidays import notice_rows
from xlcheck.reading.folding import fold_title
from xlcheck.reading.tables import TypedTable, YearBooks, day
from xlcheck.schema.inputs import ENTITY_BOOK, HOLIDAYS, INSPECTOR_BOOK, ITEM_BOOK, SETTINGS_BOOK, UNIT, WAIVERS
from xlcheck.schema.setting_items import UNIT_ITEMS
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_settings

REGISTRIES = (ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK)

_FEW = 6
"""How many accepted findings a line names."""
_LASTING = frozenset(PurePath(book.filename).stem for book in (SETTINGS_BOOK, *REGISTRIES))
"""Workbooks of which an accepted finding holds in the next year as well; plans and ledgers begin anew."""
_OF_A_YEAR = frozenset({"registry.licence-lapses", "registry.cert-lapses"})
"""Findings of registries that speak of one year: if they stayed accepted, what lapses in the next would not show."""


@dataclass(frozen=True, slots=True)
class CarryNotes:
    """What was carried over, what was not and why, and what is to be done; a line each."""

    carried: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)


def carry_settings(last: Desk, desk: Desk, year: int, notes: CarryNotes) -> Settings:
    """Copy 单位设置 for another year; what staff have added (columns, sheets, notes, pictures) is in the copy.

    Emptied are 文号, 制发日期, the 节假日 before that year (a notice that names no day of it too), and of 已接受问题
    those that speak of the last year.
    """
    settings, tables, _ = load_settings(last)
    days = _past_days(tables.get(HOLIDAYS.key), year)
    lasting, waivers = _waivers(tables.get(WAIVERS.key))
    source = last.book(SETTINGS_BOOK)
    notice, stays = _notice(tables.get(HOLIDAYS.key), year)
    values = _cells_to_empty(source, [place for place, _ in (*days, *waivers)]) | _of_unit(tables[UNIT.key], year)
    values = {key: text for key, text in values.items() if key not in notice}
    values |= {} if stays else dict.fromkeys(notice, "")
    patch_copy(source, desk.book(SETTINGS_BOOK), values=values)
    notes.carried.append("单位设置：除下面所列的以外照搬，自己加的列和工作表都在")
    if lasting:
        notes.carried.append(f"已接受问题 {lasting} 条：针对名录库和事项清单，继续有效")
    if settings.document_no or settings.document_date:
        notes.left.append(f"文号、制发日期：属于 {settings.year} 年度，已清空")
    if days:
        notes.left.append(f"节假日 {len(days)} 天：在 {year} 年以前，已清空")
    if notice and not stays:
        notes.left.append(f"节假日的通知原文：没有 {year} 年的日期，已清空")
    if waivers:
        examples = "；".join(text for _, text in waivers[:_FEW]) + ("；……" if len(waivers) > _FEW else "")
        notes.left.append(f"已接受问题 {len(waivers)} 条：针对上年度的计划、台账或到期日，已清空（{examples}）")
    return replace(settings, year=year, document_no="", document_date=None)


def _of_unit(unit: TypedTable, year: int) -> dict[CellKey, str]:
    """Return the cells of 单位信息 that another year changes."""
    afresh = {"year": str(year), "document_no": "", "document_date": ""}
    values = {title: afresh[key] for key, title, _ in UNIT_ITEMS if key in afresh}
    places = {unit.place(row, UNIT.value): item for row, item in unit.rows(UNIT.item) if item in values}
    return {(place.sheet, place.cell): values[item] for place, item in places.items()}


def _past_days(holidays: TypedTable | None, year: int) -> list[tuple[Place, str]]:
    """Return the days before the year; one that cannot be read stays, for the check to find."""
    if holidays is None:
        return []
    days = {row: day(value) for row, value in holidays[HOLIDAYS.day].items()}
    return [(holidays.place(row, HOLIDAYS.day), str(d)) for row, d in days.items() if d and d < date(year, 1, 1)]


def _notice(holidays: TypedTable | None, year: int) -> tuple[list[CellKey], bool]:
    """Return the cells of 通知原文, and whether they name days of that year or later."""
    if holidays is None:
        return [], False
    rows = notice_rows(holidays)
    days = read_notice(tuple(rows.values()), year - 1)
    places = [holidays.place(row, HOLIDAYS.notice) for row in rows]
    return [(p.sheet, p.cell) for p in places], any(d.year >= year for d in (*days.off, *days.on))


def _waivers(table: TypedTable | None) -> tuple[int, list[tuple[Place, str]]]:
    """Count the accepted findings that stay valid; return also those that do not, with what they are about."""
    if table is None:
        return 0, []
    cells = table.rows(WAIVERS.code, WAIVERS.book, WAIVERS.row)
    past = [
        (table.place(row, WAIVERS.code), f"{code}，{key}")
        for row, code, book, key in cells
        if code in _OF_A_YEAR or PurePath(fold_title(book)).stem not in _LASTING
    ]
    return len(table) - len(past), past


def _cells_to_empty(source: Path, places: list[Place]) -> dict[CellKey, str]:
    """Return the filled cells of the rows at these places, all to be emptied."""
    rows = {(place.sheet, place.row) for place in places}
    return {
        (sheet.name, f"{column_letters(column)}{number}"): ""
        for sheet in read_sheets(source)
        for number, cells in sheet.rows
        if (sheet.name, number) in rows
        for column, cell in enumerate(cells, start=1)
        if cell != ""
    }


def carry_registry(source: Path, desk: Desk, books: YearBooks, notes: CarryNotes) -> None:
    """Copy a registry as it stands, but for drop-downs that do not offer the categories that are set."""
    tables = {key: table for key, table in books.tables.items() if table.book == source.name}
    titles = copy_with_lists(source, tables, books.settings.categories, desk.root / source.name)
    note = f"，“{'”“'.join(place.title for place in titles)}”的下拉列表已按现有类别更新" if titles else ""
    notes.carried.append(f"{source.stem}：原样照搬{note}")
