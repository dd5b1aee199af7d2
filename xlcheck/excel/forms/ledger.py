"""检查台账, the workbook in which staff record the inspections."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xlcheck.excel.forms.styles import GREY, FormBook
from xlcheck.excel.forms.tables import HEAD_ROW, cell_format, table_sheet
from xlcheck.excel.untyped import XlsxSheet
from xlcheck.model import column_letters
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_OFFERED
from xlcheck.schema.table import CHOOSE_ONE, CHOOSE_SEVERAL, DATE_KINDS, OPTIONS_SHEET, Column, Filler, Kind

_HEAD_POINTS = 46
"""Two lines of column titles, and room below them for the buttons of the filter."""

DEADLINE_SHEET = "公示期限对照"
_TABLE = LEDGER.as_offered
_PRINTED = LEDGER.with_columns([column for column in _TABLE if column not in LEDGER_OFFERED])
TOOL_COLUMNS = frozenset(LEDGER.filled_by(Filler.DRAW, Filler.REGISTRY, Filler.FORMULA))
"""Columns that the tool fills (grey); staff type into the others."""


def option_field(column: Column) -> str:
    """Return the field, and the name in Excel, of the values that a drop-down offers."""
    return f"{column.vocabulary}选项"


def option_columns() -> tuple[Column, ...]:
    """Return the ledger columns that staff fill from a drop-down."""
    return tuple(c for c in _TABLE.columns if c.vocabulary and c not in TOOL_COLUMNS)


def write_ledger_form(path: Path) -> None:
    """Write 检查台账: what the tool knows is grey, what staff type is white, with drop-downs and hints."""
    form = FormBook(path, _TABLE.sheet)
    sheet = table_sheet(form, _PRINTED, "填报单位：{{单位名称}}", "填报日期：{{制表日期}}", LEDGER_OFFERED)
    for position, column in enumerate(_TABLE.columns):
        shade = {"bg_color": GREY} if column in TOOL_COLUMNS else {}
        style = form.style("cell", **cell_format(column), **shade)
        sheet.write_string(HEAD_ROW + 1, position, f"{{{{{column.title}}}}}", style)
        if column not in TOOL_COLUMNS:
            _guide(sheet, position, column)
    sheet.set_row(HEAD_ROW + 1, _TABLE.row_height)
    sheet.set_row(HEAD_ROW, _HEAD_POINTS)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + 1, len(_TABLE.columns) - 1)
    _warn_of_deadlines(form, sheet)
    _add_options(form)
    _add_deadlines(form)
    form.close()


def _guide(sheet: XlsxSheet, position: int, column: Column) -> None:
    """Give a column that staff type into its drop-down, its date check or at least its hint."""
    rule: dict[str, object] = {"validate": "any", "input_title": column.title, "input_message": column.hint}
    if column.vocabulary:
        rule |= {"validate": "list", "source": f"={option_field(column)}"}
        if column.kind is Kind.CHOICES:  # several values are typed into one cell, which a list would refuse
            rule |= _refusal(column, CHOOSE_SEVERAL) | {"error_type": "warning"}
        else:
            rule |= _refusal(column, CHOOSE_ONE)
    elif column.kind in DATE_KINDS:
        rule |= {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        rule |= _refusal(column, "请录入日期，如 2021-04-30。")
    elif not column.hint:
        return
    sheet.data_validation(HEAD_ROW + 1, position, HEAD_ROW + 1, position, rule)


def _refusal(column: Column, text: str) -> dict[str, object]:
    return {"error_title": column.title, "error_message": text}


def _warn_of_deadlines(form: FormBook, sheet: XlsxSheet) -> None:
    """Colour 公示期限 while 公示日期 is empty: red when it has passed, yellow three days before."""
    due, published = (1 + _TABLE.columns.index(column) for column in (LEDGER.publish_by, LEDGER.published))
    row = HEAD_ROW + 2
    due_cell, published_cell = f"${column_letters(due)}{row}", f"${column_letters(published)}{row}"
    for days, colour in ((0, "#FFC7CE"), (3, "#FFEB9C")):
        test = f'=AND(ISNUMBER({due_cell}),{published_cell}="",{due_cell}<TODAY()+{days})'
        rule = {"type": "formula", "criteria": test, "format": form.book.add_format({"bg_color": colour})}
        sheet.conditional_format(HEAD_ROW + 1, due - 1, HEAD_ROW + 1, due - 1, {**rule, "stop_if_true": True})


def _add_options(form: FormBook) -> None:
    """Add 选项: the values of each drop-down, one block below the other so that each grows on its own."""
    sheet = form.sheet(OPTIONS_SHEET, (46,), landscape=False)
    sheet.write_string(0, 0, "本表由程序按“单位设置”的码表填写，请勿改动。{{格式说明}}", form.style("note"))
    for number, column in enumerate(option_columns()):
        row = 1 + 3 * number
        field = option_field(column)
        sheet.write_string(row, 0, column.title, form.style("head"))
        sheet.write_string(row + 1, 0, f"{{{{{field}}}}}", form.style("cell"))
        # a name, since Excel saves a direct reference to another sheet in a form that other programs lose
        form.book.define_name(field, f"={OPTIONS_SHEET}!$A${row + 2}:$A${row + 2}")


def _add_deadlines(form: FormBook) -> None:
    """Add 公示期限对照: the last working day for each day of inspection, in which the ledger looks up."""
    sheet = form.sheet(DEADLINE_SHEET, (16, 16), landscape=False)
    sheet.merge_range(0, 0, 0, 1, "本表由程序按节假日安排填写，请勿改动。{{期限说明}}", form.style("note"))
    sheet.set_row(0, 30)
    for position, (title, field) in enumerate((("检查日期", "对照日期"), ("公示期限", "对照期限"))):
        sheet.write_string(1, position, title, form.style("head"))
        sheet.write_string(2, position, f"{{{{{field}}}}}", form.style("centre", num_format="yyyy-mm-dd"))
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
