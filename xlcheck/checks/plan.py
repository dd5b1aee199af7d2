"""The plan itself: numbers, names, year, bureau, windows, cut-off dates.

Source: 平交字〔2020〕94号 and its plan table, whose printed form breaks most of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import combinations

from xlcheck.checks.context import Context
from xlcheck.model import Finding, PlanRow, Trouble
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.expressions.frequency import parse_frequency
from xlcheck.reading.folding import fold_title
from xlcheck.reading.plan import visit_of
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.vocabularies import DIRECTED, JOINT, SINGLE, UNDIRECTED

_PLAN_NO = re.compile(r"(\d{4})(\d{2})")
_NAME_NUMBER = re.compile(r"抽查工作计划(.*)$", re.DOTALL)
_YEAR = re.compile(r"(\d{4})年")
_SHIFTED = 3
"""From how many rows on a like difference is one shift and not so many slips."""

_BUREAU = re.compile(r"年(?:度)?([^年]*?(?:局|委员会|大队|支队|中心))")


def expressions_are_readable(context: Context) -> Iterator[Finding]:
    """Require ratio, scope and window of each task to be readable."""
    yield from context.unreadable


def numbers_carry_the_year_and_run_on(context: Context) -> Iterator[Finding]:
    """Require 抽查计划编号 to be the year and a two-digit number, one more than the row above."""
    above: int | None = 0
    for row in context.rows:
        match = _PLAN_NO.fullmatch(row.plan_no)
        if not row.plan_no:
            above = None
        elif match is None:
            yield context.tell("plan.number-form", row, PLAN.plan_no, example=f"{context.settings.year}01")
            above = None
        else:
            if int(match[1]) != context.settings.year:
                proposal = f"{context.settings.year}{match[2]}"
                yield context.tell("plan.number-year", row, PLAN.plan_no, proposal, year=context.settings.year)
            if above is not None and int(match[2]) != above + 1:
                yield context.tell("plan.number-gap", row, PLAN.plan_no, expected=f"{match[1]}{above + 1:02d}")
            above = int(match[2])


def names_end_in_their_number(context: Context) -> Iterator[Finding]:
    """Require 抽查计划名称 to end in the last two digits of 抽查计划编号; a shift of several rows is one fault."""
    endings = [(row, _NAME_NUMBER.search(row.plan_name), _sequence(row)) for row in context.rows if row.plan_name]
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
    """Require 抽查任务编号 to be the plan number's last two digits and 号."""
    for row in context.rows:
        sequence = _sequence(row)
        if row.task_no and sequence and fold_title(row.task_no) != f"{sequence}号":
            yield context.tell("plan.task-no", row, PLAN.task_no, f"{sequence}号", wanted=f"{sequence}号")


def texts_name_this_year(context: Context) -> Iterator[Finding]:
    """Require plan and task names to speak of the plan's year only."""
    year = context.settings.year
    for row in context.rows:
        for column, text in ((PLAN.plan_name, row.plan_name), (PLAN.task_name, row.task_name)):
            years = _YEAR.findall(text)
            if any(int(y) != year for y in years):
                yield context.tell("plan.year", row, column, _YEAR.sub(f"{year}年", text), year=year)
            elif text and not years:
                yield context.tell("plan.no-year", row, column, year=year)


def texts_name_this_bureau(context: Context) -> Iterator[Finding]:
    """Require plan and task names to speak of this bureau, not of one whose file was copied."""
    names = {context.settings.bureau, context.settings.short_name}
    for row in context.rows:
        for column, text in ((PLAN.plan_name, row.plan_name), (PLAN.task_name, row.task_name)):
            match = _BUREAU.search(text)
            if match is None or fold_title(match[1]) in names:
                continue
            name = context.settings.bureau if column is PLAN.plan_name else context.settings.short_name
            proposal = text[: match.start(1)] + name + text[match.end(1) :]
            yield context.tell("plan.bureau", row, column, proposal, found=match[1], own=context.settings.bureau)


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
    """Require tasks of one category to run at different times, unless they share their visits."""
    for one, two in combinations(context.rows, 2):
        if not (one.scope and two.scope and one.window and two.window):
            continue
        apart = one.window.end < two.window.start or two.window.end < one.window.start
        shared = visit_of(one, context.settings) == visit_of(two, context.settings)
        if one.scope.category == two.scope.category and not (apart or shared):
            first, category = context.row_in_words(one), two.scope.category
            yield context.tell("plan.window-overlap", two, PLAN.window, first=first, category=category)


def every_round_has_every_category(context: Context) -> Iterator[Finding]:
    """Require each 批次 to draw every category that one draws; said only where every scope could be read."""
    rounds = context.rounds()
    if any(row.scope is None for row in context.rows):
        return
    categories = {row.scope.category for row in context.rows if row.scope}
    for name, rows in rounds.items():
        for category in sorted(categories - {row.scope.category for row in rows if row.scope}):
            yield context.tell("plan.round-incomplete", rows[-1], PLAN.scope, round=name, category=category)


def cut_offs_are_not_after_the_window(context: Context) -> Iterator[Finding]:
    """Require the founding cut-off not to lie after the last day of the window."""
    for row in context.rows:
        if row.scope and row.scope.founded_before and row.window and row.scope.founded_before > row.window.end:
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
    """Require 抽查频次, where there is one, to be readable and to agree with the number of the category's tasks."""
    plan = context.books.plan
    if plan is None or not plan.has(PLAN.frequency):
        return
    tasks = Counter(_category(context, row) for row in context.rows)
    for row in context.rows:
        text = str(plan.at(row.row, PLAN.frequency))
        frequency = parse_frequency(text) if text else None
        if isinstance(frequency, Trouble):
            yield context.tell(frequency.code, row, PLAN.frequency)
        elif frequency and frequency.months <= 12 and (category := _category(context, row)):
            times, count = frequency.times * 12 // frequency.months, tasks[category]
            if count < times or (count > times and not frequency.at_least):
                code = "plan.frequency-differs"
                yield context.tell(code, row, PLAN.frequency, category=category, planned=count, wanted=times)


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


def joint_tasks_name_their_departments(context: Context) -> Iterator[Finding]:
    """Require a task started as 部门联合, and no other, to name the departments, each by itself."""
    plan = context.books.plan
    if plan is None:
        return
    for row in context.rows:
        initiation, departments = plan.at(row.row, PLAN.initiation), parse_departments(row.departments)
        if isinstance(departments, Trouble):
            yield context.tell(departments.code, row, PLAN.departments, **dict(departments.params))
        elif initiation == JOINT and not departments:
            yield context.tell(
                "plan.joint-alone", row, PLAN.departments if plan.has(PLAN.departments) else PLAN.initiation
            )
        elif initiation == SINGLE and departments:
            yield context.tell("plan.single-with-others", row, PLAN.departments)


def _sequence(row: PlanRow) -> str | None:
    match = _PLAN_NO.fullmatch(row.plan_no)
    return match[2] if match else None
