"""进度与统计: every figure is a count of ledger rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from xlcheck.model import DrawnTask, PlanRow, Settings, TaskProgress
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.reading.folding import chosen
from xlcheck.reading.plan import round_of
from xlcheck.reading.tables import TypedTable, day
from xlcheck.results.ledger.ledger import complete
from xlcheck.schema.vocabularies import CLEAN_RESULT

_COUNTS = (
    "quota",
    "drawn",
    "inspected",
    "published",
    "overdue",
    "closed",
    "problems",
    "published_late",
    "ordered",
    "mended",
    "mending_late",
)


@dataclass(frozen=True, slots=True)
class TaskLedgers:
    """A drawn task and its ledgers, from which the rows of entities that fell away are taken out."""

    standing: DrawnTask
    tables: tuple[TypedTable, ...]

    @property
    def inspected(self) -> dict[str, str]:
        """检查结果 of each entity whose row is filled completely, by code."""
        frames = [table.frame.loc[complete(table.frame), ["code", "result"]] for table in self.tables]
        return {str(code): str(result) for frame in frames for code, result in frame.itertuples(index=False)}


def task_progress(
    plan: PlanRow,
    ledgers: TaskLedgers | None,
    published: Mapping[str, date],
    settings: Settings,
    today: date,
    expected: int = 0,
) -> TaskProgress:
    """Count one task over all its ledgers.

    ``published`` gives the day of publication by code, where the ledger has none; ``expected`` is the number due by
    the plan where the task is not drawn yet.
    """
    name = round_of(plan, settings)
    if ledgers is None:
        return TaskProgress(plan, name, expected)
    standing = ledgers.standing
    begun = TaskProgress(plan, name, sum(q.quota for q in standing.record.quotas), len(standing.current))
    if not ledgers.tables:
        return begun
    frame = pd.concat([table.frame for table in ledgers.tables], ignore_index=True)
    done = complete(frame)
    out = done & (frame["published"].notna() | frame["code"].isin(list(published)))
    late = _late(frame, published, settings, today)
    ordered = done & frame["rectify_by"].notna()
    mended = ordered & frame["rectified"].notna()
    return replace(
        begun,
        inspected=int(done.sum()),
        published=int(out.sum()),
        overdue=int(late.sum()),
        closed=int((out & (frame["closed"] == "是")).sum()),
        results=_counted(r for text in frame["result"][done] for r in chosen(text)),
        problems=int((done & (frame["result"] != CLEAN_RESULT)).sum()),
        disposals=_counted(frame["disposal"][done]),
        published_late=int((out & late).sum()),
        ordered=int(ordered.sum()),
        mended=int(mended.sum()),
        mending_late=int((ordered & ~mended & (frame["rectify_by"] < pd.Timestamp(today))).sum()),
    )


def _late(frame: pd.DataFrame, published: Mapping[str, date], settings: Settings, today: date) -> pd.Series[bool]:
    """Rows that were published after the deadline, or are not published though it has passed."""
    rows = zip(frame["code"], frame["inspected"], frame["published"], strict=True)
    late = [_is_late(day(seen), day(typed), published.get(code), settings, today) for code, seen, typed in rows]
    return pd.Series(late, index=frame.index, dtype=bool)


def _is_late(inspected: date | None, typed: date | None, logged: date | None, settings: Settings, today: date) -> bool:
    if inspected is None:
        return False
    return (typed or logged or today) > deadline(inspected, settings).last_day


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each value and how often it occurs, the most frequent first."""
    return tuple(Counter(values).most_common())


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
    disposals: Counter[str] = Counter()
    for task in tasks:
        results.update(dict(task.results))
        disposals.update(dict(task.disposals))
    sums = {name: sum(getattr(task, name) for task in tasks) for name in _COUNTS}
    return replace(tasks[0], **sums, results=tuple(results.most_common()), disposals=tuple(disposals.most_common()))
