"""Numbers and names that the tool fills in itself, where another layout has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlcheck.model import Settings, shown_text
from xlcheck.reading.folding import clean, fold_title
from xlcheck.reading.numbering import PLAN_NO, TASK_NO, TaskNumbers, offered_numbers
from xlcheck.results.adopt.mapping import ColumnMapping
from xlcheck.results.adopt.propose import cells_below
from xlcheck.results.adopt.rows import AdoptedRow, AdoptedTable
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.inputs.layouts import ForeignTable
from xlcheck.schema.table import Column

_LONGEST_NAME = 40
_LONGEST_NUMBER = 20
_NOTE = "由程序按年度、单位和行的顺序编写；原文件另有编号的，在右侧。"


def own_numbers(mappings: Sequence[ColumnMapping]) -> tuple[ColumnMapping, ...]:
    """Leave 抽查计划编号 and 抽查任务编号 to the tool where a file has no such number of each row, in a form of ours.

    One plan of others may have several tasks. What the file has stays at the right.
    """
    kept = tuple(mappings)
    for column, form in ((PLAN.plan_no, PLAN_NO), (PLAN.task_no, TASK_NO)):
        texts = [text for one in kept for text in _texts_below(one, column)]
        numbers = [text for text in texts if form.fullmatch(text)]
        if len(set(numbers)) < len(numbers) or 2 * len(numbers) < len(texts):
            kept = tuple(one.without(column) for one in kept)
    return kept


def _texts_below(mapping: ColumnMapping, column: Column) -> Iterator[str]:
    """Yield what stands below the title of a column, without notes below the table."""
    for at in mapping.columns.get(column, ()):
        texts = (fold_title(shown_text(cell)) for cell in cells_below(mapping, at, column))
        yield from (text for text in texts if 0 < len(text) <= _LONGEST_NUMBER)


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
