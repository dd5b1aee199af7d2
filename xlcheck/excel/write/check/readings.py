"""读作: a sheet of 校验报告.xlsx that shows how each expression of the plan was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlcheck.excel.write.table import OutputBook, put_table, put_text
from xlcheck.messages import problem
from xlcheck.model import Finding, Place, Reading
from xlcheck.schema.outputs.check import READINGS
from xlcheck.schema.table import RowCells

_UNREAD = "（没有读出）"
_NOTES = (
    "抽取时按“读作”一列办理。读法与原意不同的，请改正计划原文，再校验一次；“读作”的写法也可以直接填进计划。",
    "对象范围中“未用”的词不影响抽取：名录库里的对象按对象类别、经营状态和成立日期决定是否列入。",
)


def add_readings(out: OutputBook, readings: Sequence[Reading], findings: Mapping[Place, Finding]) -> None:
    """Add the sheet: a row an expression, with the most urgent of the ``findings`` about its cell, and notes."""
    sheet = out.sheet(READINGS.sheet)
    rows = [_row(number, one, findings.get(one.place)) for number, one in enumerate(readings, start=1)]
    place = put_table(out, sheet, READINGS, rows, READINGS.title)
    for offset, note in enumerate(_NOTES, start=2):
        put_text(sheet, place.last + offset, 0, note, out.style(text_wrap=False))


def _row(number: int, one: Reading, found: Finding | None) -> RowCells:
    return {
        READINGS.no: number,
        READINGS.task: one.row,
        READINGS.cell: one.place.cell,
        READINGS.field: one.place.title,
        READINGS.value: one.text,
        READINGS.reading: one.reading or _UNREAD,
        READINGS.text: problem(found) if found is not None else "",
    }
