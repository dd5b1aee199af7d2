"""Numbers and names that the tool fills in itself, where another layout has none."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.model import Settings
from xlcheck.reading.folding import clean
from xlcheck.reading.numbering import TaskNumbers, offered_numbers
from xlcheck.results.adopt.rows import AdoptedRow, AdoptedTable
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.inputs.layouts import ForeignTable
from xlcheck.schema.table import Column

_LONGEST_NAME = 40
_NOTE = "原文件没有，由程序按年度、单位和行的顺序编写。"


def numbered(table: AdoptedTable, foreign: ForeignTable, settings: Settings) -> AdoptedTable:
    """Return the table with the numbers and names that its rows lack; those that stand there stay."""
    if foreign.table is not PLAN:
        return table
    there = [TaskNumbers(*(_text(row, c) for c in (PLAN.plan_no, PLAN.plan_name, PLAN.task_no))) for row in table.rows]
    numbers = offered_numbers(settings.year, settings.bureau, there)
    rows = tuple(
        _with_blank_filled(row, {**of_row.cells, PLAN.task_name: _task_name(row, settings)})
        for row, of_row in zip(table.rows, numbers, strict=True)
    )
    offered = (c for c in foreign.numbered if c not in table.sources and any(c in row.notes for row in rows))
    return replace(table, rows=rows, sources=table.sources | dict.fromkeys(offered, _NOTE))


def _with_blank_filled(row: AdoptedRow, offered: dict[Column, str]) -> AdoptedRow:
    new = {column: text for column, text in offered.items() if text and not row.cells.get(column)}
    return replace(row, cells={**row.cells, **new}, notes={**row.notes, **dict.fromkeys(new, _NOTE)})


def _task_name(row: AdoptedRow, settings: Settings) -> str:
    what = (_text(row, PLAN.items) or _text(row, PLAN.scope))[:_LONGEST_NAME]
    return f"{settings.year}年{settings.short_name}{what}双随机抽查"


def _text(row: AdoptedRow, column: Column) -> str:
    return clean(str(row.cells.get(column) or ""))
