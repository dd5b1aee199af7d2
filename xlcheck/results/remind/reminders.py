"""到期: what of each task and entity must be done by which day.

The days: 抽取 and 检查 by the end of 抽查日期, 公示 by 公示期限, 整改 by 整改期限. What is left is counted in
working days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from xlcheck.model import (
    DrawnTask,
    Inspection,
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

_ORDER = {urgency: number for number, urgency in enumerate(Urgency)}


@dataclass(slots=True)
class Horizon:
    """How far a day is off, from today; ``soon`` working days count as 即将到期."""

    today: date
    soon: int
    settings: Settings
    known: dict[date, tuple[Urgency, int | None]] = field(default_factory=dict)

    def of(self, last_day: date) -> tuple[Urgency, int | None]:
        """Say how pressing a last day is, and how many working days are left."""
        if last_day not in self.known:
            days = self._days_left(last_day)
            urgency = Urgency.SOON if days is not None and days <= self.soon else Urgency.LATER
            if last_day <= self.today:
                urgency = Urgency.TODAY if last_day == self.today else Urgency.OVERDUE
            self.known[last_day] = urgency, days
        return self.known[last_day]

    def _days_left(self, last_day: date) -> int | None:
        first, last = sorted((self.today, last_day))
        days = workdays_after(first, last, self.settings)
        return days if days is None or last_day >= self.today else -days


def names_of(drawn_tasks: Iterable[DrawnTask]) -> dict[str, str]:
    """Return the name by which a reader knows each inspector, by certificate.

    Namesakes get the end of their certificate.
    """
    names = {i.cert: i.name for drawn_task in drawn_tasks for i in drawn_task.record.request.inspectors}
    often = Counter(names.values())
    return {cert: name if often[name] == 1 else f"{name}（{cert[-4:]}）" for cert, name in names.items()}


def reminders_before_draw(plan: PlanRow, horizon: Horizon) -> tuple[TaskReminders, list[Reminder]]:
    """Return what is due of a task that is still to be drawn."""
    dues = []
    if plan.window is not None:
        urgency, days = horizon.of(plan.window.end)
        dues.append(Reminder(Matter.DRAW, urgency, plan.window.end, days, plan.plan_no, plan.task_no))
    return _task(plan, 0, dues, horizon.settings), dues


def reminders_after_draw(
    task: DrawnTask,
    lines: Iterable[Inspection],
    published: Collection[str],
    horizon: Horizon,
    names: Mapping[str, str],
    withdrawn: Collection[str] = (),
) -> tuple[TaskReminders, list[Reminder]]:
    """Return what is open and what is done of a drawn task, for each entity that is to be inspected.

    ``lines`` are those of its ledgers; ``published`` are the codes that were published by the log, whether or not
    staff have typed 公示日期 since; ``withdrawn`` are those that were taken back and say the same still, which are not
    to be published as they are.
    """
    plan = task.record.request.plan
    by_code = {line.code: line for line in lines}
    assert plan.window is not None
    dues = [Reminder(Matter.DRAW, Urgency.DONE, plan.window.end, None, plan.plan_no, plan.task_no)]
    for visit in task.current:
        line = by_code.get(visit.drawn.code) or Inspection(0, visit.drawn.code, visit.drawn.name)
        of_visit = _of_visit(plan, visit, line, visit.drawn.code in published, horizon, names)
        dues += [due for due in of_visit if due.matter is not Matter.PUBLISH or due.code not in withdrawn]
    return replace(_task(plan, len(task.current), dues, horizon.settings), withdrawn=len(withdrawn)), dues


def _of_visit(
    plan: PlanRow, visit: Visit, line: Inspection, is_public: bool, horizon: Horizon, names: Mapping[str, str]
) -> Iterator[Reminder]:
    """Iterate over what is to be done of one entity.

    公示 begins with the day of inspection, 整改 with an order to rectify.
    """
    assert plan.window is not None
    people = tuple(names[cert] for cert in visit.team.certs)

    def reminder(matter: Matter, last_day: date, done: bool, complete: bool = True, certain: bool = True) -> Reminder:
        urgency, days = (Urgency.DONE, None) if done else horizon.of(last_day)
        facts = (plan.plan_no, plan.task_no, visit.drawn.name, visit.drawn.code, people, line.inspected)
        return Reminder(matter, urgency, last_day, days, *facts, complete, certain)

    yield reminder(Matter.VISIT, plan.window.end, line.inspected is not None or is_public)
    if line.inspected is not None:
        last = deadline(line.inspected, horizon.settings)
        done = is_public or line.published is not None
        yield reminder(Matter.PUBLISH, last.last_day, done, line.complete, last.certain)
    if line.rectify_by is not None:
        yield reminder(Matter.RECTIFY, line.rectify_by, line.rectified is not None)


def _task(plan: PlanRow, entities: int, dues: Sequence[Reminder], settings: Settings) -> TaskReminders:
    publish_by = deadline(plan.window.end, settings).last_day if plan.window is not None else None
    return TaskReminders(plan, round_of(plan, settings), entities, publish_by, Tally.over(dues))


def reminders(
    tasks: Sequence[tuple[TaskReminders, Sequence[Reminder]]], horizon: Horizon, notes: tuple[str, ...] = ()
) -> Reminders:
    """Put everything together: what is open, the most pressing first, and the tallies by task and by person."""
    dues = [due for _, group in tasks for due in group]
    by_person: dict[str, list[Reminder]] = {}
    for due in dues:
        for name in due.people:
            by_person.setdefault(name, []).append(due)
    people = ((name, Tally.over(group)) for name, group in by_person.items())
    return Reminders(
        horizon.today,
        horizon.soon,
        tuple(sorted((due for due in dues if due.open), key=_urgency_key)),
        Tally.over(dues),
        tuple(task for task, _ in tasks),
        tuple(sorted(people, key=lambda person: (person[1].next_day or date.max, person[0]))),
        notes,
    )


def _urgency_key(due: Reminder) -> tuple[int, date, str, str, str]:
    return _ORDER[due.urgency], due.last_day, due.matter, due.plan_no, due.name
