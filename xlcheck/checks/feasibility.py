"""Whether the plan's ratios can be met at all: by the grades that entities have, and under the rules on repeats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, groupby

import numpy as np

from xlcheck.checks.context import Context
from xlcheck.model import Finding, PlanRow, Ratio
from xlcheck.reading.admission import RowMask, frame_of, strata_of
from xlcheck.reading.expressions.shares import (
    asked_of,
    dealt_of,
    is_dealt,
    overfull,
    part_of,
    parts_of,
    total_of,
    weights_of,
)
from xlcheck.reading.plan import round_of, visit_of
from xlcheck.reading.settings import rule_on_repeats
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import ENTITIES, PLAN
from xlcheck.schema.vocabularies import DIRECTED

_SLACK = 1e-6
"""Entities that a sum of binary fractions may be off."""


def grades_can_be_drawn(context: Context) -> Iterator[Finding]:
    """Require a ratio for each entity's grade, where grades have their own, and an overall number to fit them."""
    for row, frame in _frames(context):
        if row.ratio is None or not row.ratio.strata:
            continue
        sizes = _sizes(context, frame)
        yield from _entities_without_grade(context, row, frame)
        if is_dealt(row.ratio):
            yield from _overall(context, row, row.ratio, {grade: sizes.get(grade, 0) for grade, _ in row.ratio.strata})


def counts_fit_their_shares(context: Context) -> Iterator[Finding]:
    """Require a number of entities beside a share, as in 10%（20户）, to be what the share comes to in the registry."""
    for row, frame in _frames(context):
        ratio = row.ratio
        if ratio is None or ratio.share is None or ratio.count is None:
            continue
        base = int(frame.sum())
        asked = asked_of(ratio, base)
        if asked != ratio.count:
            yield context.tell("plan.count-differs", row, PLAN.ratio, base=base, asked=asked, told=ratio.count)


def repeats_leave_enough(context: Context) -> Iterator[Finding]:
    """Require that what the tasks of a year ask for stays within 年内不重复抽取 or 每户年度上限.

    With 50 % three times and no repeats the third round has nobody left; said at the task in which the entities
    run out. Of a frame that only partly is another's it is the mean that is held against the ratio.
    """
    cap = context.settings.policy.most_visits
    entities = context.books.entities
    if cap is None or entities is None:
        return
    visits = np.zeros(len(entities))
    for _, tasks in groupby(_frames_in_order(context), key=lambda task: visit_of(task[0], context.settings)):
        of_visit = np.zeros(len(entities))  # of one visit, which tasks of a round may share
        for row, whom, among, demand in chain.from_iterable(_demands(row, frame, entities) for row, frame in tasks):
            free = cap - visits[among]
            rest = free.sum()
            if demand > rest + _SLACK:
                yield _exhaustion(context, row, whom, rest / max(among.sum(), 1), cap)
            of_visit[among] = np.maximum(of_visit[among], free * min(demand / max(rest, _SLACK), 1))
        visits += of_visit


def _exhaustion(context: Context, row: PlanRow, whom: str, share: float, cap: int) -> Finding:
    times = _times(context, row)
    return context.tell(
        "plan.repeats-exhaust",
        row,
        PLAN.ratio,
        rule=rule_on_repeats(context.settings.policy),
        left=_percent(share),
        category=whom,
        round=round_of(row, context.settings),
        times=times,
        most=cap * 100 // times,
    )


def _times(context: Context, row: PlanRow) -> int:
    """Count the visits of the year for which the category of a task is drawn."""
    same = (r for r in context.rows if r.scope and row.scope and r.scope.category == row.scope.category)
    return len({visit_of(task, context.settings) for task in same})


def _frames(context: Context) -> Iterator[tuple[PlanRow, RowMask]]:
    """Iterate over the tasks whose entities the plan and the registry tell, with the masks of these."""
    for row in context.rows:
        frame = frame_of(context.books, row)
        if frame is not None:
            yield row, frame


def _sizes(context: Context, frame: RowMask) -> dict[str, int]:
    assert context.books.entities is not None  # there is a frame
    counts = context.books.entities[ENTITIES.grade][frame].value_counts()
    return {str(grade): int(count) for grade, count in counts.items()}


def _entities_without_grade(context: Context, row: PlanRow, frame: RowMask) -> Iterator[Finding]:
    assert context.books.entities is not None
    assert row.ratio is not None
    assert row.scope is not None
    rows = context.books.entities.only(frame)
    lacking = rows[ENTITIES.name][~rows[ENTITIES.grade].isin([grade for grade, _ in row.ratio.strata])]
    if len(lacking):
        at = PLAN.credit if row.ratio.grades else PLAN.ratio
        first, category = lacking.iloc[0], row.scope.category
        yield context.tell("plan.ungraded", row, at, category=category, count=len(lacking), first=first)


def _overall(context: Context, row: PlanRow, ratio: Ratio, sizes: dict[str, int]) -> Iterator[Finding]:
    """Compare the overall number with what falls to each grade, and with the sum of the grades' own."""
    least = context.settings.policy.min_count
    total, weights = total_of(ratio, sizes, least), weights_of(ratio, sizes)
    parts = dealt_of(total, weights)
    sum_of_grades = sum(max(part_of(1, weight), min(least, sizes[grade])) for grade, weight in weights.items())
    if grade := overfull(parts, sizes):
        part, size = part_of(1, parts[grade]), sizes[grade]
        yield context.tell("plan.total-overfull", row, PLAN.ratio, total=total, grade=grade, part=part, size=size)
    elif sum_of_grades != total:
        texts = "、".join(f"{grade} 级约 {float(part):.1f} 户" for grade, part in parts.items())
        yield context.tell("plan.total-differs", row, PLAN.ratio, total=total, sum=sum_of_grades, parts=texts)


def _demands(row: PlanRow, frame: RowMask, entities: TypedTable) -> Iterator[tuple[PlanRow, str, RowMask, float]]:
    """Iterate over what a task asks for, grade by grade: the task, whom in words, their mask, how many unrounded."""
    if row.ratio is None or row.scope is None:
        return
    category, ratio = row.scope.category, row.ratio
    if row.kind == DIRECTED:
        category += f"（定向条件：{row.filter}）"
    masks = strata_of(frame, entities[ENTITIES.grade], ratio)
    for grade, number in parts_of(ratio, {name: int(mask.sum()) for name, mask in masks.items()}).items():
        yield row, (f"{category} {grade} 级" if grade else category), masks[grade], float(number)


def _frames_in_order(context: Context) -> list[tuple[PlanRow, RowMask]]:
    """Sort the tasks as they will be drawn, those that share their visits side by side."""

    def place(task: tuple[PlanRow, RowMask]) -> tuple[date, str]:
        window = task[0].window
        return window.start if window else date.max, visit_of(task[0], context.settings)

    return sorted(_frames(context), key=place)


def _percent(share: float) -> str:
    return f"{max(share, 0) * 100:.4g}%"
