"""进度与统计: every figure is a count of ledger rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from xlcheck.model import PlanRow, Settings, Standing, TaskProgress
from xlcheck.results.deadlines import deadline
from xlcheck.results.ledger import complete
from xlcheck.schema.folding import chosen
from xlcheck.schema.frames import TableFrame, day
from xlcheck.schema.plan import round_of

_COUNTS = ("quota", "drawn", "inspected", "published", "overdue", "closed")


def task_progress(
    plan: PlanRow,
    standing: Standing | None,
    ledgers: Sequence[TableFrame],
    published: Mapping[str, date],
    settings: Settings,
    today: date,
    expected: int = 0,
) -> TaskProgress:
    """Count one task over all its ledgers, from which the rows of entities that fell away are taken out.

    ``published`` gives the day of publication by code, where the ledger has none; ``expected`` is the number due by
    the plan where the task is not drawn yet.
    """
    name = round_of(plan, settings)
    if standing is None:
        return TaskProgress(plan, name, expected)
    quota = sum(q.quota for q in standing.record.quotas)
    if not ledgers:
        return TaskProgress(plan, name, quota, len(standing.current))
    frame = pd.concat([ledger.frame for ledger in ledgers], ignore_index=True)
    done = complete(frame)
    out = frame["published"].notna() | frame["code"].isin(list(published))
    late = [
        row
        for row in frame.index[frame["inspected"].notna()]
        if _is_late(day(frame.at[row, "inspected"]), day(frame.at[row, "published"]),
                    published.get(frame.at[row, "code"]), settings, today)
    ]  # fmt: skip
    return TaskProgress(
        plan,
        name,
        quota,
        drawn=len(standing.current),
        inspected=int(done.sum()),
        published=int((done & out).sum()),
        overdue=len(late),
        closed=int((done & out & (frame["closed"] == "是")).sum()),
        results=tuple(Counter(r for text in frame["result"][done] for r in chosen(text)).most_common()),
    )


def _is_late(inspected: date | None, typed: date | None, logged: date | None, settings: Settings, today: date) -> bool:
    """Published after the deadline, or not published though it has passed."""
    if inspected is None:
        return False
    return (typed or logged or today) > deadline(inspected, settings).last_day


def totals(tasks: Iterable[TaskProgress], by: str) -> tuple[tuple[str, TaskProgress], ...]:
    """Sums over tasks by ``round`` or ``category``; the plan row of a sum is that of its first task."""
    groups: dict[str, list[TaskProgress]] = {}
    for task in tasks:
        key = task.round if by == "round" else task.plan.scope.category if task.plan.scope else ""
        groups.setdefault(key or "未定", []).append(task)
    return tuple((key, add_up(group)) for key, group in groups.items())


def add_up(tasks: Sequence[TaskProgress]) -> TaskProgress:
    """The sum of several tasks' counts."""
    results: Counter[str] = Counter()
    for task in tasks:
        results.update(dict(task.results))
    sums = {name: sum(getattr(task, name) for task in tasks) for name in _COUNTS}
    return replace(tasks[0], **sums, results=tuple(results.most_common()))


def workload(tasks: Iterable[Standing]) -> tuple[tuple[str, str, int], ...]:
    """(certificate, name, number of entities to visit) of each inspector over the year, most first."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for standing in tasks:
        names.update({i.cert: i.name for i in standing.record.request.inspectors})
        counts.update(cert for visit in standing.current for cert in visit.team.certs)
    rows = ((cert, name, counts[cert]) for cert, name in names.items())
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))
