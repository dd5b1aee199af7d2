"""The plan itself: its tasks, windows and cut-off dates; of its numbers and names see :mod:`xlcheck.checks.names`.

Source: 平交字〔2020〕94号 and its plan table, whose printed form breaks most of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

from xlcheck.checks.context import Context
from xlcheck.model import Finding, PlanRow, Settings, Trouble
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.expressions.frequency import Frequency, parse_frequency
from xlcheck.reading.expressions.ratio import frequency_within
from xlcheck.reading.folding import fold_title, says_nothing
from xlcheck.reading.plan import visit_of
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column
from xlcheck.schema.vocabularies import DIRECTED, UNDIRECTED


def expressions_are_readable(context: Context) -> Iterator[Finding]:
    """Require ratio, scope and window of each task to be readable."""
    yield from context.unreadable


def task_names_differ_within_a_round(context: Context) -> Iterator[Finding]:
    """Require the tasks of one 批次 to carry different 抽查任务名称."""
    for name, rows in context.rounds().items():
        first: dict[str, PlanRow] = {}
        for row in rows:
            if row.task_name and row.task_name in first:
                above = context.row_in_words(first[row.task_name])
                yield context.tell("plan.task-name-repeated", row, PLAN.task_name, first=above, round=name)
            first.setdefault(row.task_name, row)


def task_names_fit_their_scope(context: Context) -> Iterator[Finding]:
    """Require a task's name to speak of no other category than its scope."""
    for row in context.rows:
        if row.scope is None:
            continue
        categories = _categories_in_name(context, row)
        if categories and row.scope.category not in categories:
            names = "、".join(sorted(categories))
            yield context.tell("plan.task-name-category", row, PLAN.task_name, named=names, category=row.scope.category)


def windows_lie_in_the_year(context: Context) -> Iterator[Finding]:
    """Require 抽查日期 to begin and end in the plan's year."""
    year = context.settings.year
    for row in context.rows:
        if row.window and {row.window.start.year, row.window.end.year} != {year}:
            yield context.tell("plan.window-year", row, PLAN.window, year=year)


def windows_are_rounds(context: Context) -> Iterator[Finding]:
    """Require 抽查日期 to be one of the 批次 that the bureau has set."""
    in_rounds = {row.row for rows in context.rounds().values() for row in rows}
    names = "、".join(f"{r.first_month}月至{r.last_month}月" for r in context.settings.rounds)
    for row in context.rows:
        in_year = row.window and row.window.start.year == row.window.end.year == context.settings.year
        if names and in_year and row.row not in in_rounds:
            yield context.tell("plan.window-round", row, PLAN.window, rounds=names)


def windows_of_a_category_do_not_overlap(context: Context) -> Iterator[Finding]:
    """Require tasks of one category to run at different times, unless they share their visits.

    Each is told of the first one above it that runs at the same time. Of those that do so in part it is asked only:
    no setting could make them share their visits, and a plan that is published cannot be moved.
    """
    for at, row in enumerate(context.rows):
        above = [one for one in context.rows[:at] if _may_visit_the_same(one, row, context.settings)]
        same = [one for one in above if _days_of(one) == _days_of(row)]
        if not above or row.scope is None:
            continue
        first, category = context.row_in_words((same or above)[0]), row.scope.category
        if same:
            yield context.tell("plan.window-overlap", row, PLAN.window, first=first, category=category)
        else:
            yield context.tell("plan.window-crossing", row, PLAN.window, first=first, category=category)


def _may_visit_the_same(one: PlanRow, two: PlanRow, settings: Settings) -> bool:
    """Say whether two tasks of one category run at the same time, or in part, and do not share their visits."""
    if not (one.scope and two.scope and one.window and two.window) or one.scope.category != two.scope.category:
        return False
    apart = one.window.end < two.window.start or two.window.end < one.window.start
    return not apart and visit_of(one, settings) != visit_of(two, settings)


def _days_of(row: PlanRow) -> tuple[date, date] | None:
    return (row.window.start, row.window.end) if row.window else None


def every_round_has_every_category(context: Context) -> Iterator[Finding]:
    """Require each 批次 to draw every category that one draws; said once, of all that are missing.

    Said only where every scope could be read, and of no category whose own 抽查频次 its tasks come up to.
    """
    rounds = context.rounds()
    if any(row.scope is None for row in context.rows):
        return
    categories = {row.scope.category for row in context.rows if row.scope} - set(_as_often_as_said(context))
    lacking = {
        name: "、".join(sorted(categories - {row.scope.category for row in rows if row.scope}))
        for name, rows in rounds.items()
    }
    if missing := "；".join(f"{name}：{of}" for name, of in lacking.items() if of):
        yield context.tell("plan.round-incomplete", context.rows[-1], PLAN.scope, missing=missing)


def _as_often_as_said(context: Context) -> Iterator[str]:
    """Yield the categories of which a 抽查频次 says how often, and that have so many tasks."""
    tasks = Counter(_category(context, row) for row in context.rows)
    for row in context.rows:
        frequency, category = _frequency(context, row), _category(context, row)
        if isinstance(frequency, Frequency) and frequency.times * 12 // frequency.months <= tasks[category]:
            yield category


def cut_offs_are_not_after_the_window(context: Context) -> Iterator[Finding]:
    """Require the founding cut-off not to lie after the last day of the window; one of another year is told itself."""
    for row in context.rows:
        last = row.window.end if row.window and row.window.end.year >= context.settings.year else None
        if row.scope and row.scope.founded_before and last and row.scope.founded_before > last:
            yield context.tell("plan.cut-off-late", row, PLAN.scope, cut_off=row.scope.founded_before)


def cut_offs_agree_within_a_round(context: Context) -> Iterator[Finding]:
    """Require the tasks of one 批次 to have one founding cut-off; the rare one is pointed out."""
    for name, rows in context.rounds().items():
        dates = {row.row: row.scope.founded_before for row in rows if row.scope and row.scope.founded_before}
        usual = Counter(dates.values()).most_common(1)
        for row in rows:
            cut_off = dates.get(row.row)
            if cut_off is not None and cut_off != usual[0][0] and usual[0][1] > 1:
                yield context.tell(
                    "plan.cut-off-differs", row, PLAN.scope, cut_off=cut_off, usual=usual[0][0], round=name
                )


def wordings_agree_across_rounds(context: Context) -> Iterator[Finding]:
    """Require items and scope of one category to read the same in every 批次, but for the year and month."""
    for category in dict.fromkeys(map(partial(_category, context), context.rows)):
        rows = [row for row in context.rows if category and _category(context, row) == category]
        for column, texts in (
            (PLAN.items, {row: row.items for row in rows}),
            (PLAN.scope, {row: _without_year(row.scope.text if row.scope else "") for row in rows}),
        ):
            usual = Counter(text for text in texts.values() if text).most_common(1)
            for row, text in texts.items():
                if text and text != usual[0][0]:
                    yield context.tell("plan.wording-differs", row, column, category=category, usual=usual[0][0])


def _category(context: Context, row: PlanRow) -> str:
    """Return the scope's category, or the only one that the task's name mentions where the scope cannot be read."""
    if row.scope is not None:
        return row.scope.category
    categories = _categories_in_name(context, row)
    return categories.pop() if len(categories) == 1 else ""


def _categories_in_name(context: Context, row: PlanRow) -> set[str]:
    """Collect the categories that a task's name mentions, by whatever word; one within a longer one is not meant."""
    text, categories = row.task_name, set()
    words = {word: c.name for c in context.settings.categories for word in c.names}
    for word in sorted(words, key=len, reverse=True):
        if word in text:
            categories.add(words[word])
            text = text.replace(word, "□")  # so that a word within it is not met again
    return categories


def _without_year(text: str) -> str:
    return re.sub(r"\d{4}年(?:\d{1,2}月)?", "…", fold_title(text))


def frequencies_can_be_met(context: Context) -> Iterator[Finding]:
    """Require 抽查频次, where there is one, to be readable and to agree with the number of the category's tasks.

    It may stand in 抽查比例 as well: 5%，每年1次.
    """
    tasks = Counter(_category(context, row) for row in context.rows)
    for row in context.rows:
        frequency, at = _frequency(context, row), _frequency_column(context, row)
        if isinstance(frequency, Trouble):
            yield context.tell(frequency.code, row, at, **dict(frequency.params))
        elif frequency and frequency.months <= 12 and (category := _category(context, row)):
            times, count = frequency.times * 12 // frequency.months, tasks[category]
            if (count < times and not frequency.at_most) or (count > times and not frequency.at_least):
                yield context.tell(
                    "plan.frequency-differs",
                    row,
                    at,
                    category=category,
                    planned=count,
                    wanted=times,
                    said=frequency.text,
                )


def _frequency(context: Context, row: PlanRow) -> Frequency | Trouble | None:
    """Read how often a task's category is to be inspected; ``None`` where the plan does not say."""
    at = _frequency_column(context, row)
    assert context.books.plan is not None
    text = str(context.books.plan.at(row.row, at))
    text = text if at is PLAN.frequency else frequency_within(text)
    return None if says_nothing(text) else parse_frequency(text, context.settings.year)


def _frequency_column(context: Context, row: PlanRow) -> Column:
    """Return the column in which the plan says how often: 抽查频次, else 抽查比例."""
    plan = context.books.plan
    has_own = plan is not None and plan.has(PLAN.frequency) and not says_nothing(str(plan.at(row.row, PLAN.frequency)))
    return PLAN.frequency if has_own else PLAN.ratio


def directed_tasks_have_their_filter(context: Context) -> Iterator[Finding]:
    """Require a readable 定向条件 of 定向抽查, and of no other task."""
    plan = context.books.plan
    for row in context.rows:
        criteria = read_filter(context.books, row.filter) if row.filter else None
        if row.kind == DIRECTED and not row.filter:
            at = PLAN.filter if plan is not None and plan.has(PLAN.filter) else PLAN.kind
            yield context.tell("plan.filter-missing", row, at)
        elif row.kind == UNDIRECTED and row.filter:
            yield context.tell("plan.filter-unused", row, PLAN.filter)
        elif isinstance(criteria, Trouble):
            yield context.tell(criteria.code, row, PLAN.filter, **dict(criteria.params))
