"""Numbers and names that the tool fills in itself, where another layout has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xlcheck.model import Settings
from xlcheck.reading.folding import clean
from xlcheck.results.adopt.rows import AdoptedRow, AdoptedTable
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.inputs.layouts import ForeignTable
from xlcheck.schema.table import Column, Content

_LONGEST_NAME = 40
_NOTE = "原文件没有，由程序按年度、单位和行的顺序编写。"


def numbered(table: AdoptedTable, foreign: ForeignTable, settings: Settings) -> AdoptedTable:
    """Return the table with the numbers and names that its rows lack; those that stand there stay."""
    if foreign.table is not PLAN:
        return table
    digits = 2 if len(table.rows) < 100 else 3
    rows = tuple(_numbered(row, f"{at:0{digits}d}", settings) for at, row in enumerate(table.rows, start=1))
    offered = {c: _NOTE for c in foreign.numbered if any(c in row.notes for row in rows)}
    return replace(
        table, rows=rows, sources={**table.sources, **{c: offered[c] for c in offered if c not in table.sources}}
    )


def _numbered(row: AdoptedRow, number: str, settings: Settings) -> AdoptedRow:
    offered = {
        PLAN.plan_no: f"{settings.year}{number}",
        PLAN.plan_name: f"{settings.year}年度{settings.bureau}双随机抽查工作计划{number}",
        PLAN.task_no: f"{number}号",
        PLAN.task_name: _task_name(row.cells, settings),
    }
    new = {column: text for column, text in offered.items() if not row.cells.get(column)}
    return replace(row, cells={**row.cells, **new}, notes={**row.notes, **dict.fromkeys(new, _NOTE)})


def _task_name(cells: Mapping[Column, Content], settings: Settings) -> str:
    what = clean(str(cells.get(PLAN.items) or cells.get(PLAN.scope) or ""))[:_LONGEST_NAME]
    return f"{settings.year}年度{settings.short_name}{what}双随机抽查"
