"""Numbers and names of tasks that follow from year, bureau and row, in the form that the rest of the plan has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace

from xlcheck.reading.folding import fold_title
from xlcheck.reading.years import with_year
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column

PLAN_NO = re.compile(r"(\d{4})(\d{2,3})")
"""The year and the number of a task within it: 202101, 2021001."""
TASK_NO = re.compile(r"第?(\d{1,3})号?")
"""The number of a task: 01号, 第1号, 001."""
_ENDING = re.compile(r"(?P<front>.*\D)(?P<number>\d{1,3})", re.DOTALL)
_USUAL = "抽查工作计划"
_SHORT, _LONG = 2, 3
"""Digits of a task's number: 01号, 001号."""


@dataclass(frozen=True, slots=True)
class TaskNumbers:
    """抽查计划编号, 抽查计划名称 and 抽查任务编号 of a task as texts; blank where nothing stands, or can be offered."""

    plan_no: str = ""
    plan_name: str = ""
    task_no: str = ""

    @property
    def cells(self) -> dict[Column, str]:
        """The texts by their columns."""
        return {PLAN.plan_no: self.plan_no, PLAN.plan_name: self.plan_name, PLAN.task_no: self.task_no}


def offered_numbers(
    year: int, bureau: str, rows: Sequence[TaskNumbers], known: Sequence[TaskNumbers] = ()
) -> tuple[TaskNumbers, ...]:
    """Return the rows of a plan with what is blank filled in; what stands there stays as it stands.

    A row's number is what any of its three cells says, else one more than the row above. So many digits as the rows
    have that have one, else as ``known`` has, such as last year's plan; 抽查计划名称 begins as that of the other rows.
    A number that another row has already is offered to none: its cells stay blank.
    """
    numbers = _numbers(rows)
    width = _width(rows) or _width(known) or _SHORT
    width = max(width, len(str(len(rows)))) if not _width(rows) else width
    front = _front(rows, year) or f"{year}年{bureau}{_USUAL}"
    taken = Counter(numbers)
    return tuple(
        _filled(row, TaskNumbers(f"{year}{n:0{width}d}", f"{front}{n:0{width}d}", f"{n:0{width}d}号"))
        if n is not None and (taken[n] == 1 or row.plan_no)
        else row
        for row, n in zip(rows, numbers, strict=True)
    )


def offered_task_names(
    year: int, short_name: str, tasks: Sequence[tuple[str, str]], categories: Collection[str]
) -> tuple[str, ...]:
    """Return 抽查任务名称 of each task, given the name that stands there and the task's category.

    A blank one is offered the name of another task of its category, else another task's with this category in the
    place of its own, else the usual words. Without a category none is offered.
    """
    names = [with_year(name, year) for name, _ in tasks]
    of_category: dict[str, str] = {}
    for name, (_, category) in zip(names, tasks, strict=True):
        if name and category:
            of_category.setdefault(category, name)
    longest = sorted(categories, key=len, reverse=True)
    forms = [form for category, name in of_category.items() if (form := _form(name, category, longest))]
    form = Counter(forms).most_common(1)[0][0] if forms else f"{year}年{short_name}{{}}双随机抽查"
    return tuple(
        name or (of_category.get(category) or form.replace("{}", category) if category else "")
        for name, category in tasks
    )


def _form(name: str, category: str, longest: Sequence[str]) -> str:
    """Return a name with {} in the place of its category; empty where it names it not once, or another as well."""
    front, word, rest = name.partition(category)
    others = any(other in front or other in rest for other in longest)
    return f"{front}{{}}{rest}" if word and not others and "{" not in front + rest else ""


def sequence_of(plan_no: str) -> str | None:
    """Return the digits behind the year of 抽查计划编号; ``None`` where it has another form."""
    match = PLAN_NO.fullmatch(plan_no)
    return match[2] if match else None


def _numbers(rows: Sequence[TaskNumbers]) -> list[int | None]:
    """Return the number of each row; ``None`` below one whose number cannot be read."""
    told = [_told(row) for row in rows]
    numbers: list[int | None] = []
    above: int | None = _first(told) - 1
    for row, number in zip(rows, told, strict=True):
        follows = number is None and not row.plan_no and above is not None
        above = above + 1 if follows and above is not None else number
        numbers.append(above)
    return numbers


def _first(told: Sequence[int | None]) -> int:
    """Return the number of the first row, counted back from the first that has one; no less than 1."""
    return next((max(number - at, 1) for at, number in enumerate(told) if number is not None), 1)


def _told(row: TaskNumbers) -> int | None:
    """Return the number that a row's own cells say, 抽查计划编号 before the others."""
    if row.plan_no:
        sequence = sequence_of(fold_title(row.plan_no))
        return int(sequence) if sequence else None
    task = TASK_NO.fullmatch(fold_title(row.task_no))
    name = _ENDING.fullmatch(fold_title(row.plan_name))
    return int(task[1]) if task else int(name["number"]) if name else None


def _width(rows: Sequence[TaskNumbers]) -> int:
    """Return how many digits most of the rows number their tasks with; 0 where none has a number."""
    digits = [len(sequence) for row in rows if (sequence := sequence_of(fold_title(row.plan_no)))]
    digits += [len(match[1]) for row in rows if (match := TASK_NO.fullmatch(fold_title(row.task_no)))]
    usual = Counter(width for width in digits if width in (_SHORT, _LONG)).most_common(1)
    return usual[0][0] if usual else 0


def _front(rows: Sequence[TaskNumbers], year: int) -> str:
    """Return what stands before the number in most of the 抽查计划名称; empty where none has one."""
    found = (_ENDING.fullmatch(row.plan_name.rstrip()) for row in rows if row.plan_name)
    fronts = Counter(with_year(match["front"].rstrip(), year) for match in found if match)
    return fronts.most_common(1)[0][0] if fronts else ""


def _filled(row: TaskNumbers, offered: TaskNumbers) -> TaskNumbers:
    blank = {f.name: getattr(offered, f.name) for f in fields(row) if not getattr(row, f.name)}
    return replace(row, **blank)
