"""What plans since 2023 say besides, held against the registry, the ratio and the window; nothing is drawn by it."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.checks.context import Context
from xlcheck.model import Finding, PlanRow, RatioKind, Trouble, Window
from xlcheck.reading.admission import frame_of, strata_of
from xlcheck.reading.expressions.amount import Amount, parse_amount
from xlcheck.reading.expressions.days import parse_days
from xlcheck.reading.expressions.frequency import Frequency, parse_cap
from xlcheck.reading.expressions.shares import quota_of
from xlcheck.reading.folding import fold_title, says_nothing
from xlcheck.reading.plan import names_in, visit_of
from xlcheck.reading.tables import day
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, PLAN
from xlcheck.schema.table import Column

Sizes = dict[str, int]
"""How many entities each grade has, the only one being ``""``."""


def further_cells_are_readable(context: Context) -> Iterator[Finding]:
    """Require numbers, days and caps that a plan has besides to be readable."""
    for row in context.rows:
        for column in (PLAN.population, PLAN.target, PLAN.drawn_in, PLAN.finished_by, PLAN.frequency_cap):
            read = _read(context, row, column)
            if isinstance(read, Trouble):
                yield context.tell(read.code, row, column, title=column.title, **dict(read.params))


def populations_are_those_of_the_registry(context: Context) -> Iterator[Finding]:
    """Require 检查对象基数 to be the number of entities that the task admits.

    A registry of another day may be off by a few: up to a tenth is a hint. Some bureaus count all entities of the
    category; that is one as well.
    """
    for row in context.rows:
        told, sizes = _amount(context, row, PLAN.population), _sizes(context, row)
        if told is None or sizes is None or told.admits(base := sum(sizes.values())):
            continue
        listed = _listed(context, row)
        near = told.is_near(base) or told.admits(listed)
        code = "plan.population-moved" if near else "plan.population-differs"
        category = row.scope.category if row.scope else ""
        yield context.tell(code, row, PLAN.population, base=base, listed=listed, category=category)


def targets_are_what_the_ratio_asks(context: Context) -> Iterator[Finding]:
    """Require 目标数 to be what the ratio comes to: of the registry, or of 检查对象基数 where there is none.

    Where both differ from the registry but agree with each other it is 检查对象基数 that is told.
    """
    for row in context.rows:
        told, sizes = _amount(context, row, PLAN.target), _sizes(context, row)
        base = _amount(context, row, PLAN.population)
        if told is None or row.ratio is None:
            continue
        by_plan = _asked(context, row, {"": base.count}) if base and not row.ratio.strata else None
        asked = _asked(context, row, sizes) if sizes is not None else by_plan
        if asked is None or told.admits(asked) or (by_plan is not None and told.admits(by_plan)):
            continue
        count = sum(sizes.values()) if sizes is not None else base.count if base else 0
        of = f"名录库中符合本任务范围的 {count} 户" if sizes is not None else f"检查对象基数 {count} 户"
        yield context.tell(_code_of(row), row, PLAN.target, of=of, ratio=row.ratio.text, asked=asked, told=told.count)


def days_fit_the_window(context: Context) -> Iterator[Finding]:
    """Require 抽取日期 not to begin after 抽查日期 has ended, and 完成时限 not to lie before that end."""
    for row in context.rows:
        drawn, due = _days(context, row, PLAN.drawn_in), _days(context, row, PLAN.finished_by)
        if row.window is None:
            continue
        if drawn and drawn.start > row.window.end:
            yield context.tell("plan.drawn-late", row, PLAN.drawn_in, day=drawn.start, end=row.window.end)
        if due and due.end < row.window.end:
            yield context.tell("plan.finished-early", row, PLAN.finished_by, day=due.end, end=row.window.end)


def plans_are_announced_and_filed_before_they_begin(context: Context) -> Iterator[Finding]:
    """Require 公示日期 and 备案日期 not to be after a task begins; where any task has one, each has."""
    plan = context.books.plan
    for column in (PLAN.announced, PLAN.filed) if plan is not None else ():
        assert plan is not None
        kept = any(plan.shown(row.row, column) for row in context.rows)
        for row in context.rows if kept else ():
            known = day(plan.at(row.row, column))
            if not plan.shown(row.row, column):
                yield context.tell("plan.unannounced", row, column, title=column.title)
            elif known is not None and row.window is not None and known > row.window.start:
                start = row.window.start
                yield context.tell("plan.announced-late", row, column, title=column.title, day=known, start=start)


def caps_are_kept(context: Context) -> Iterator[Finding]:
    """Require the plan, under the rules on repeats, to visit no entity more often than 检查频次上限 allows."""
    most = context.settings.policy.most_visits
    for row in context.rows:
        cap = _read(context, row, PLAN.frequency_cap)
        if not isinstance(cap, Frequency) or row.scope is None or cap.months > 12:
            continue
        tasks = _visits(context, row.scope.category)
        times, allowed = min(tasks, tasks if most is None else most), cap.times * 12 // cap.months
        if times > allowed:
            category = row.scope.category
            yield context.tell(
                "plan.cap-exceeded", row, PLAN.frequency_cap, category=category, tasks=tasks, times=times, most=allowed
            )


def who_is_responsible_is_listed(context: Context) -> Iterator[Finding]:
    """Require 责任科室 and 责任人 of a task, where the plan names them, to be in 执法检查人员名录库.

    Offices are looked for where the registry says whose people are of which.
    """
    inspectors = context.books.inspectors
    if inspectors is None or not len(inspectors):
        return
    offices = {fold_title(office) for office in inspectors[INSPECTORS.office]} - {""}
    names = {fold_title(name) for name in inspectors[INSPECTORS.name]}
    for row in context.rows:
        for office in names_in(context.books.plan, row, PLAN.responsible_office) if offices else ():
            if fold_title(office) not in offices:
                yield context.tell("plan.office-unknown", row, PLAN.responsible_office, office=office)
        for name in names_in(context.books.plan, row, PLAN.responsible):
            if fold_title(name) not in names:
                yield context.tell("plan.responsible-unknown", row, PLAN.responsible, name=name)


def _read(context: Context, row: PlanRow, column: Column) -> Amount | Window | Frequency | Trouble | None:
    """Read one of the further cells; ``None`` where it says nothing."""
    plan = context.books.plan
    if plan is None or not plan.has(column) or says_nothing(str(plan.at(row.row, column))):
        return None
    text = plan.typed_in(row.row, column)
    if column in (PLAN.population, PLAN.target):
        return parse_amount(text)
    parse = parse_cap if column == PLAN.frequency_cap else parse_days
    return parse(text, context.settings.year)


def _amount(context: Context, row: PlanRow, column: Column) -> Amount | None:
    amount = _read(context, row, column)
    return amount if isinstance(amount, Amount) else None


def _days(context: Context, row: PlanRow, column: Column) -> Window | None:
    days = _read(context, row, column)
    return days if isinstance(days, Window) else None


def _sizes(context: Context, row: PlanRow) -> Sizes | None:
    """Count the entities that a task admits, by the grades that its ratio names; ``None`` where it cannot be told."""
    frame = frame_of(context.books, row)
    if frame is None or row.ratio is None or context.books.entities is None:
        return None
    strata = strata_of(frame, context.books.entities[ENTITIES.grade], row.ratio)
    return {grade: int(mask.sum()) for grade, mask in strata.items()}


def _listed(context: Context, row: PlanRow) -> int:
    """Count the entities of a task's category, whether they can be drawn or not."""
    entities = context.books.entities
    return int((entities[ENTITIES.category] == row.scope.category).sum()) if entities is not None and row.scope else 0


def _asked(context: Context, row: PlanRow, sizes: Sizes) -> int | None:
    return quota_of(row.ratio, sizes, context.settings.policy.min_count) if row.ratio else None


def _code_of(row: PlanRow) -> str:
    """Return the code of a differing 目标数: a ratio that is itself a number differs whatever the registry has."""
    counts = row.ratio is not None and row.ratio.kind is RatioKind.COUNT
    return "plan.target-other-count" if counts else "plan.target-differs"


def _visits(context: Context, category: str) -> int:
    """Count the visits of a year for which a category is drawn."""
    of_category = (row for row in context.rows if row.scope and row.scope.category == category)
    return len({visit_of(row, context.settings) for row in of_category})
