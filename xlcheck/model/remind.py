"""到期提醒: what must be done by which day, how pressing it is, and the texts that tell people of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xlcheck.model.plan import PlanRow


class Matter(StrEnum):
    """What is to be done: of a task (抽取), or of one entity."""

    DRAW = "抽取"
    VISIT = "检查"
    PUBLISH = "公示"
    RECTIFY = "整改"


class Urgency(StrEnum):
    """How pressing it is; from the most to the least."""

    OVERDUE = "已逾期"
    TODAY = "今日到期"
    SOON = "即将到期"
    LATER = "未到期"
    DONE = "已完成"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be done, by ``last_day``; ``left`` working days remain, negative where that has passed.

    ``left`` is ``None`` where it is more than a year off. ``name`` and ``code`` are those of the entity, empty where
    the task as a whole is meant. ``people`` are the inspectors' names; ``certain`` is whether the holidays are known.
    """

    matter: Matter
    urgency: Urgency
    last_day: date
    left: int | None
    plan_no: str
    task_no: str
    name: str = ""
    code: str = ""
    people: tuple[str, ...] = ()
    inspected: date | None = None
    complete: bool = True
    certain: bool = True

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.urgency is not Urgency.DONE


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things of each matter are how pressing, and the earliest day by which one of them must be done."""

    counts: Counter[tuple[Matter, Urgency]]
    next_days: Mapping[Matter, date]

    @classmethod
    def over(cls, dues: Iterable[Reminder]) -> Tally:
        """Return the tally of some reminders."""
        counts: Counter[tuple[Matter, Urgency]] = Counter()
        next_days: dict[Matter, date] = {}
        for due in dues:
            counts[due.matter, due.urgency] += 1
            if due.open:
                next_days[due.matter] = min(due.last_day, next_days.get(due.matter, due.last_day))
        return cls(counts, next_days)

    @property
    def next_day(self) -> date | None:
        """The earliest day by which anything must be done; ``None`` where nothing is open."""
        return min(self.next_days.values(), default=None)

    def count(self, matter: Matter, *urgencies: Urgency) -> int:
        """Count the reminders of a matter with any of these urgencies; without one, all that are still open."""
        chosen = urgencies or tuple(u for u in Urgency if u is not Urgency.DONE)
        return sum(self.counts[matter, urgency] for urgency in chosen)


_STEPS: tuple[tuple[str, Matter, tuple[Urgency, ...]], ...] = (
    ("公示逾期 {count} 户，请尽快公示", Matter.PUBLISH, (Urgency.OVERDUE,)),
    ("今日须公示 {count} 户", Matter.PUBLISH, (Urgency.TODAY,)),
    ("逾期未查 {count} 户", Matter.VISIT, (Urgency.OVERDUE,)),
    ("整改逾期 {count} 户，请催办", Matter.RECTIFY, (Urgency.OVERDUE,)),
    ("公示 {count} 户，即将到期", Matter.PUBLISH, (Urgency.SOON,)),
    ("公示 {count} 户", Matter.PUBLISH, ()),
    ("检查 {count} 户", Matter.VISIT, ()),
    ("跟踪整改 {count} 户", Matter.RECTIFY, ()),
)


@dataclass(frozen=True, slots=True)
class TaskReminders:
    """One task: its plan, its 批次, the last day to publish what is inspected on its last day, and its tally.

    ``publish_by`` is ``None`` where the plan's window could not be read; ``entities`` is 0 before the draw.
    ``withdrawn`` counts the rows that were taken back and say the same still: they are to be corrected, not published.
    """

    plan: PlanRow
    round: str
    entities: int
    publish_by: date | None
    tally: Tally
    withdrawn: int = 0

    @property
    def next_step(self) -> str:
        """The most pressing thing to do, in a few words."""
        if not self.entities:
            late = self.tally.count(Matter.DRAW, Urgency.OVERDUE)
            return "抽查日期已过，尚未抽取" if late else "待抽取"
        for words, matter, urgencies in _STEPS:
            if count := self.tally.count(matter, *urgencies):
                return words.format(count=count)
        return f"已撤回 {self.withdrawn} 户，请更正台账" if self.withdrawn else "已办结"


@dataclass(frozen=True, slots=True)
class Reminders:
    """Everything that 到期提醒 shows: ``dues`` that are open, the most pressing first, and the tallies of all.

    ``soon`` is the number of working days that count as 即将到期.
    """

    today: date
    soon: int
    dues: tuple[Reminder, ...]
    whole: Tally
    tasks: tuple[TaskReminders, ...]
    people: tuple[tuple[str, Tally], ...]
    notes: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> int:
        """How many rows were taken back and say the same still."""
        return sum(task.withdrawn for task in self.tasks)


class Audience(StrEnum):
    """Whom a notification is for."""

    GROUP = "工作群"
    INSPECTOR = "检查人员"
    LATE = "逾期人员"
    ENTITY = "整改对象"


@dataclass(frozen=True, slots=True)
class Notification:
    """A text for the group, one person or one entity, ready to paste; its ``parts`` are sent one after the other.

    ``recipient`` and ``about`` are for the office alone: whom to send it to, and what it is about.
    """

    audience: Audience
    recipient: str
    about: str
    parts: tuple[str, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """How the office tells the parts apart."""
        title = f"{self.audience}　{self.recipient}　{self.about}"
        if len(self.parts) == 1:
            return (title,)
        return tuple(f"{title}（{n}/{len(self.parts)}）" for n in range(1, len(self.parts) + 1))
