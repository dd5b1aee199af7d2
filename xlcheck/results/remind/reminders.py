"""到期: what of each task and entity must be done by which day.

The days: 抽取 and 检查 by the end of 抽查日期, 公示 by 公示期限, 整改 by 整改期限. What is left is counted in
working days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from xlcheck.model import (
    DrawnTask,
    Matter,
    PlanRow,
    Reminder,
    Reminders,
    Settings,
    Tally,
    TaskReminders,
    Urgency,
    Visit,
)
from xlcheck.reading.calendar.deadlines import deadline, workdays_after
from xlcheck.reading.plan import round_of
from xlcheck.reading.tables import TypedTable, day
from xlcheck.results.ledger.ledger import complete

_ORDER = {urgency: number for number, urgency in enumerate(Urgency)}


@dataclass(slots=True)
class Horizon:
    """How far a day is off, from today; ``soon`` working days count as 即将到期."""

    today: date
    soon: int
    settings: Settings
    known: dict[date, tuple[Urgency, int | None]] = field(default_factory=dict)

    def of(self, last_day: date) -> tuple[Urgency, int | None]:
        """How pressing a last day is, and the working days left."""
        if last_day not in self.known:
            left = self._left(last_day)
            urgency = Urgency.SOON if left is not None and left <= self.soon else Urgency.LATER
            if last_day <= self.today:
                urgency = Urgency.TODAY if last_day == self.today else Urgency.OVERDUE
            self.known[last_day] = urgency, left
        return self.known[last_day]

    def _left(self, last_day: date) -> int | None:
        first, last = sorted((self.today, last_day))
        worked = workdays_after(first, last, self.settings)
        return worked if worked is None or last_day >= self.today else -worked


def names_of(standings: Iterable[DrawnTask]) -> dict[str, str]:
    """Certificate -> the name by which a reader knows the inspector; namesakes get the end of their certificate."""
    names = {i.cert: i.name for standing in standings for i in standing.record.request.inspectors}
    often = Counter(names.values())
    return {cert: name if often[name] == 1 else f"{name}（{cert[-4:]}）" for cert, name in names.items()}


def undrawn(plan: PlanRow, horizon: Horizon) -> tuple[TaskReminders, list[Reminder]]:
    """A task that is still to be drawn."""
    dues = []
    if plan.window is not None:
        urgency, left = horizon.of(plan.window.end)
        dues.append(Reminder(Matter.DRAW, urgency, plan.window.end, left, plan.plan_no, plan.task_no))
    return _task(plan, 0, dues, horizon.settings), dues


def drawn(
    standing: DrawnTask,
    ledgers: Sequence[TypedTable],
    published: Collection[str],
    horizon: Horizon,
    names: Mapping[str, str],
) -> tuple[TaskReminders, list[Reminder]]:
    """A drawn task: what is open and what is done of each entity that is to be inspected.

    ``published`` are the codes that went out by the log, whether or not staff have typed 公示日期 since.
    """
    plan = standing.record.request.plan
    rows = _rows(ledgers)
    assert plan.window is not None
    dues = [Reminder(Matter.DRAW, Urgency.DONE, plan.window.end, None, plan.plan_no, plan.task_no)]
    for visit in standing.current:
        dues += _of_visit(plan, visit, rows.get(visit.drawn.code, {}), visit.drawn.code in published, horizon, names)
    return _task(plan, len(standing.current), dues, horizon.settings), dues


def _rows(ledgers: Sequence[TypedTable]) -> dict[str, Mapping[str, object]]:
    """The row of each entity, with whether it is filled completely under ``complete``."""
    frames = [ledger.frame.assign(complete=complete(ledger.frame)) for ledger in ledgers]
    if not frames:
        return {}
    return {str(row["code"]): row for row in pd.concat(frames, ignore_index=True).to_dict("records")}


def _of_visit(
    plan: PlanRow, visit: Visit, row: Mapping[str, object], out: bool, horizon: Horizon, names: Mapping[str, str]
) -> Iterator[Reminder]:
    """What is to be done of one entity; 公示 and 整改 begin with the day of inspection and with an order to rectify."""
    assert plan.window is not None
    people = tuple(names[cert] for cert in visit.team.certs)
    inspected, rectify_by = day(row.get("inspected")), day(row.get("rectify_by"))

    def due(matter: Matter, last_day: date, done: bool, complete: bool = True, certain: bool = True) -> Reminder:
        urgency, left = (Urgency.DONE, None) if done else horizon.of(last_day)
        known = (plan.plan_no, plan.task_no, visit.drawn.name, visit.drawn.code, people, inspected)
        return Reminder(matter, urgency, last_day, left, *known, complete, certain)

    yield due(Matter.VISIT, plan.window.end, inspected is not None or out)
    if inspected is not None:
        last = deadline(inspected, horizon.settings)
        done = out or day(row["published"]) is not None
        yield due(Matter.PUBLISH, last.last_day, done, bool(row["complete"]), last.certain)
    if rectify_by is not None:
        yield due(Matter.MEND, rectify_by, day(row["rectified"]) is not None)


def _task(plan: PlanRow, entities: int, dues: Sequence[Reminder], settings: Settings) -> TaskReminders:
    publish_by = deadline(plan.window.end, settings).last_day if plan.window is not None else None
    return TaskReminders(plan, round_of(plan, settings), entities, publish_by, Tally.over(dues))


def reminders(
    tasks: Sequence[tuple[TaskReminders, Sequence[Reminder]]], horizon: Horizon, notes: tuple[str, ...] = ()
) -> Reminders:
    """Everything together: what is open, the most pressing first, and the tallies by task and by person."""
    dues = [due for _, own in tasks for due in own]
    by_person: dict[str, list[Reminder]] = {}
    for due in dues:
        for name in due.people:
            by_person.setdefault(name, []).append(due)
    people = ((name, Tally.over(own)) for name, own in by_person.items())
    return Reminders(
        horizon.today,
        horizon.soon,
        tuple(sorted((due for due in dues if due.open), key=_pressing)),
        Tally.over(dues),
        tuple(task for task, _ in tasks),
        tuple(sorted(people, key=lambda person: (person[1].next_day or date.max, person[0]))),
        notes,
    )


def _pressing(due: Reminder) -> tuple[int, date, str, str, str]:
    return _ORDER[due.urgency], due.last_day, due.matter, due.plan_no, due.name
