"""进度与统计: every figure is a count of ledger rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xlcheck.model import DrawnTask, Inspection, PlanRow, Settings, TaskProgress
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.reading.folding import chosen
from xlcheck.reading.outcomes import has_problem
from xlcheck.reading.plan import round_of

_COUNTS = (
    "quota",
    "drawn",
    "inspected",
    "published",
    "overdue",
    "closed",
    "problems",
    "published_late",
    "to_rectify",
    "rectified",
    "rectify_late",
)


@dataclass(frozen=True, slots=True)
class TaskInspections:
    """A drawn task and the lines of its ledgers, without those of entities that dropped out.

    ``lines`` is ``None`` where no ledger could be read.
    """

    task: DrawnTask
    lines: tuple[Inspection, ...] | None

    @property
    def complete(self) -> tuple[Inspection, ...]:
        """The lines in which everything is filled that a publication needs."""
        return tuple(line for line in self.lines or () if line.complete)


def task_progress(
    plan: PlanRow,
    inspections: TaskInspections | None,
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
    if inspections is None:
        return TaskProgress(plan, name, expected)
    task = inspections.task
    base = TaskProgress(plan, name, sum(q.quota for q in task.record.quotas), len(task.current))
    if inspections.lines is None:
        return base
    complete = inspections.complete
    public = [line for line in inspections.lines if _is_public(line, published)]
    late = [line for line in inspections.lines if _is_late(line, published.get(line.code), settings, today)]
    orders = [line for line in complete if line.rectify_by is not None]
    open_terms = [line.rectify_by for line in orders if line.rectified is None and line.rectify_by is not None]
    return replace(
        base,
        inspected=len(complete),
        published=len(public),
        overdue=len(late),
        closed=sum(line.is_closed for line in public),
        results=_count_values(result for line in complete for result in chosen(line.result)),
        problems=sum(has_problem(line.result, settings) for line in complete),
        disposals=_count_values(line.disposal for line in complete),
        published_late=sum(_is_public(line, published) for line in late),
        to_rectify=len(orders),
        rectified=len(orders) - len(open_terms),
        rectify_late=sum(by < today for by in open_terms),
    )


def _is_public(line: Inspection, published: Collection[str]) -> bool:
    """Say whether a line is filled completely and was published, as staff or the log say."""
    return line.complete and (line.published is not None or line.code in published)


def _is_late(line: Inspection, logged: date | None, settings: Settings, today: date) -> bool:
    """Say whether a line was published after the deadline, or is not published though it has passed."""
    if line.inspected is None:
        return False
    return (line.published or logged or today) > deadline(line.inspected, settings).last_day


def _count_values(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count how often each value occurs, the most frequent first."""
    return tuple(Counter(values).most_common())


Totals = tuple[tuple[str, TaskProgress], ...]
"""Sums of tasks, each with the name of what it is the sum of; its plan row is that of its first task."""


def totals_by_round(tasks: Iterable[TaskProgress]) -> Totals:
    """Sum the tasks of each round."""
    return _totals((task.round, task) for task in tasks)


def totals_by_category(tasks: Iterable[TaskProgress]) -> Totals:
    """Sum the tasks of each category."""
    return _totals((task.plan.scope.category if task.plan.scope else "", task) for task in tasks)


def _totals(named_tasks: Iterable[tuple[str, TaskProgress]]) -> Totals:
    groups: dict[str, list[TaskProgress]] = {}
    for name, task in named_tasks:
        groups.setdefault(name or "未定", []).append(task)
    return tuple((name, add_up(group)) for name, group in groups.items())


def add_up(tasks: Sequence[TaskProgress]) -> TaskProgress:
    """Sum the counts of several tasks."""
    results: Counter[str] = Counter()
    disposals: Counter[str] = Counter()
    for task in tasks:
        results.update(dict(task.results))
        disposals.update(dict(task.disposals))
    sums = {name: sum(getattr(task, name) for task in tasks) for name in _COUNTS}
    return replace(tasks[0], **sums, results=tuple(results.most_common()), disposals=tuple(disposals.most_common()))
