"""The plan's numbers and names: they run on, agree with each other, and speak of this year and this bureau.

Source: 平交字〔2020〕94号 and its plan table, whose printed form breaks most of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from xlcheck.checks.context import Context
from xlcheck.model import Finding, PlanRow
from xlcheck.reading.bureaus import foreign_bureau
from xlcheck.reading.folding import fold_title
from xlcheck.reading.numbering import PLAN_NO, TaskNumbers, offered_numbers, offered_task_names, sequence_of
from xlcheck.reading.tables import TypedTable
from xlcheck.reading.years import with_year, years_in
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column

_DERIVED = (PLAN.plan_no, PLAN.plan_name, PLAN.task_no, PLAN.task_name)
"""The columns of which a blank cell is offered its content."""
_NAME_NUMBER = re.compile(r"抽查工作计划(.*)$", re.DOTALL)
_SHIFTED = 3
"""From how many rows on a like difference is one shift and not so many slips."""


def numbers_and_names_are_filled_in(context: Context) -> Iterator[Finding]:
    """Require numbers and names of each task; a blank one is offered what year, bureau and the other rows make it."""
    plan = context.books.plan
    if plan is None:
        return
    for row, offered in zip(context.rows, _offered(context, plan), strict=True):
        for column in _DERIVED:
            if plan.has(column) and not _stands(plan, row, column):
                code = "plan.unfilled" if offered[column] else "plan.unfilled-open"
                yield context.tell(code, row, column, offered[column], title=column.title)


def _offered(context: Context, plan: TypedTable) -> Iterator[dict[Column, str]]:
    """Yield what numbers and names of each task are, or should be."""
    settings, rows = context.settings, context.rows
    stand = [TaskNumbers(*(_stands(plan, row, column) for column in _DERIVED[:3])) for row in rows]
    numbers = offered_numbers(settings.year, settings.bureau, stand, context.before)
    tasks = [(_stands(plan, row, PLAN.task_name), row.scope.category if row.scope else "") for row in rows]
    categories = [category.name for category in settings.categories]
    names = offered_task_names(settings.year, settings.short_name, tasks, categories)
    for of_row, name in zip(numbers, names, strict=True):
        yield dict(zip(_DERIVED, (of_row.plan_no, of_row.plan_name, of_row.task_no, name), strict=True))


def _stands(plan: TypedTable, row: PlanRow, column: Column) -> str:
    """Return what stands in a cell, read or not."""
    return str(plan.at(row.row, column)) or plan.shown(row.row, column).strip()


def _repeated(context: Context) -> frozenset[str]:
    """Return the 抽查计划编号 that stand on several rows, which is told of them: nothing follows from such a one."""
    return frozenset(number for number, times in Counter(row.plan_no for row in context.rows).items() if times > 1)


def numbers_carry_the_year_and_run_on(context: Context) -> Iterator[Finding]:
    """Require 抽查计划编号 to be the year and a number of two digits, or of three, one more than the row above."""
    above: int | None = 0
    repeated = _repeated(context)
    for row in context.rows:
        match = PLAN_NO.fullmatch(row.plan_no)
        if not row.plan_no:
            above = None
        elif match is None:
            yield context.tell("plan.number-form", row, PLAN.plan_no, example=f"{context.settings.year}01")
            above = None
        else:
            if int(match[1]) != context.settings.year:
                proposal = f"{context.settings.year}{match[2]}"
                yield context.tell("plan.number-year", row, PLAN.plan_no, proposal, year=context.settings.year)
            if above is not None and int(match[2]) != above + 1 and row.plan_no not in repeated:
                expected = f"{match[1]}{above + 1:0{len(match[2])}d}"
                yield context.tell("plan.number-gap", row, PLAN.plan_no, expected=expected)
            above = int(match[2])


def names_end_in_their_number(context: Context) -> Iterator[Finding]:
    """Require 抽查计划名称 to end in the number of 抽查计划编号; a shift of several rows is one fault."""
    endings = [
        (row, _NAME_NUMBER.search(row.plan_name), sequence_of(row.plan_no)) for row in context.rows if row.plan_name
    ]
    shifts = Counter(_shift(match[1], sequence) for _, match, sequence in endings if match and sequence)
    for row, match, sequence in endings:
        if sequence is None:
            continue
        if match is None:
            yield context.tell("plan.name-wording", row, PLAN.plan_name)
        elif code := _ending_trouble(match[1], sequence):
            proposal = row.plan_name[: match.start(1)] + sequence
            shift = _shift(match[1], sequence)
            if code == "plan.name-number" and shifts[shift] >= _SHIFTED:
                yield context.tell("plan.name-shifted", row, PLAN.plan_name, proposal, shift=f"{shift:+d}")
            else:
                yield context.tell(code, row, PLAN.plan_name, proposal, found=fold_title(match[1]), wanted=sequence)


def _shift(ending: str, sequence: str) -> int:
    """Return how far the number in a name is off; 0 where there is none."""
    number = fold_title(ending)
    return int(number) - int(sequence) if number.isdecimal() and len(number) < 5 else 0


def _ending_trouble(ending: str, sequence: str) -> str:
    number = fold_title(ending)
    if not number:
        return "plan.name-unnumbered"
    if not number.isdigit() or int(number) != int(sequence):
        return "plan.name-number"
    return "" if ending == sequence else "plan.name-form"


def task_numbers_agree(context: Context) -> Iterator[Finding]:
    """Require 抽查任务编号 to be the plan number's own number and 号."""
    repeated = _repeated(context)
    for row in context.rows:
        sequence = "" if row.plan_no in repeated else sequence_of(row.plan_no)
        if row.task_no and sequence and fold_title(row.task_no) != f"{sequence}号":
            yield context.tell("plan.task-no", row, PLAN.task_no, f"{sequence}号", wanted=f"{sequence}号")


def texts_name_this_year(context: Context) -> Iterator[Finding]:
    """Require plan and task names to speak of the plan's year only, in whatever signs it is written."""
    year = context.settings.year
    for row in context.rows:
        for column, text in ((PLAN.plan_name, row.plan_name), (PLAN.task_name, row.task_name)):
            years = years_in(text)
            if any(one != year for one in years):
                yield context.tell("plan.year", row, column, with_year(text, year), year=year)
            elif text and not years:
                yield context.tell("plan.no-year", row, column, year=year)


def texts_name_this_bureau(context: Context) -> Iterator[Finding]:
    """Require plan and task names to speak of this bureau, not of one whose file was copied."""
    settings = context.settings
    for row in context.rows:
        for column, text in ((PLAN.plan_name, row.plan_name), (PLAN.task_name, row.task_name)):
            if (span := foreign_bureau(text, settings)) is None:
                continue
            start, end = span
            name = settings.bureau if column is PLAN.plan_name else settings.short_name
            proposal = text[:start] + name + text[end:]
            yield context.tell("plan.bureau", row, column, proposal, found=text[start:end], own=settings.bureau)
