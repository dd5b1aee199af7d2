"""The plan that follows from 开办表: a task for each category in each of its 批次."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.model import Category, RawSheet, Round, Settings
from xlcheck.reading.header import find_header
from xlcheck.reading.numbering import TaskNumbers, offered_numbers
from xlcheck.reading.reading import type_table
from xlcheck.reading.setup import SetupForm, SetupRow, of_district, scope_text
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import ITEMS, PLAN, PLAN_BOOK
from xlcheck.schema.table import Column, Content
from xlcheck.schema.vocabularies import UNDIRECTED

SetupTask = dict[Column, Content]
"""The cells of a task, by column."""


def setup_plan(form: SetupForm, settings: Settings, items: TypedTable | None = None) -> list[SetupTask]:
    """Return the tasks that a form asks for, 批次 after 批次; ``settings`` have its categories already.

    What is inspected are the usual ``items`` of the category, where the list has some. A category that is not in every
    批次 says in 抽查频次 how often it is drawn.
    """
    tasks = [(one, row) for one in form.rounds for row in form.drawn if one.name in row.rounds]
    numbers = offered_numbers(settings.year, settings.bureau, [TaskNumbers()] * len(tasks))
    return [
        {**of_row.cells, **_task(one, row, form, settings, items)}
        for of_row, (one, row) in zip(numbers, tasks, strict=True)
    ]


def _task(one: Round, row: SetupRow, form: SetupForm, settings: Settings, items: TypedTable | None) -> SetupTask:
    category = row.category
    task: SetupTask = {
        PLAN.task_name: f"{settings.year}年{settings.short_name}{category.name}随机抽查方案",
        PLAN.kind: UNDIRECTED,
        PLAN.ratio: row.ratio,
        PLAN.items: "、".join(_items_of(category, items)) or f"对{of_district(category, settings)}进行监督检查",
        PLAN.scope: scope_text(category, one, settings),
        PLAN.window: window_text(one, settings.year),
    }
    rarely = len(row.rounds) < len(form.rounds)
    return task | ({PLAN.frequency: f"每年{len(row.rounds)}次"} if rarely else {})


def window_text(one: Round, year: int) -> str:
    """Return 抽查日期 of a 批次 in a year."""
    months = f"{one.first_month}月" if one.first_month == one.last_month else f"{one.first_month}月至{one.last_month}月"
    return f"{year}年{months}"


def _items_of(category: Category, items: TypedTable | None) -> Iterator[str]:
    """Yield the items of a category that are under random inspection."""
    if items is not None:
        for _, name, of, random in items.rows(ITEMS.name, ITEMS.category, ITEMS.random):
            if of == category.name and random == "是" and name:
                yield name


def as_plan(tasks: list[SetupTask], settings: Settings) -> TypedTable:
    """Return the tasks as they are read once they stand in 抽查工作计划."""
    columns = [column for column in PLAN if any(column in task for task in tasks)]
    cells = [[column.title for column in columns]]
    cells += [[str(task.get(column, "")) for column in columns] for task in tasks]
    rows = list(enumerate(cells, start=2))
    sheet = RawSheet.of_rows(PLAN.sheet, rows)
    header = find_header(PLAN, sheet)
    assert header is not None
    return type_table(PLAN, PLAN_BOOK.filename, [(sheet, header)], settings)[0]
