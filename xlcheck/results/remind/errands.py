"""Who goes where, and who need not any more: the visits of all draws, as 消息 speaks of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from xlcheck.model import DrawnTask, PlanRow, Settings, Visit
from xlcheck.results.ledger.shared_visits import SharedVisit, shared_visits
from xlcheck.results.remind.parts import printable

_ENTITY = 50
"""Characters of an entity's name in a text."""
VisitKey = tuple[str, str]
"""A visit: plan number and code."""


@dataclass(frozen=True, slots=True)
class FormerDraw:
    """A draw of a task that counts no more, though people may have been told of it; ``why`` names what ended it."""

    task: DrawnTask
    why: str


@dataclass(frozen=True, slots=True)
class Errand:
    """A visit that somebody is to make or has made, as the texts speak of it."""

    plan: PlanRow
    visit: Visit
    names: Mapping[str, str]
    """The task's inspectors by certificate."""
    shared: SharedVisit | None = None

    @property
    def key(self) -> VisitKey:
        """Which visit it is."""
        return self.plan.plan_no, self.visit.drawn.code

    @property
    def name(self) -> str:
        """The entity's name as a text can hold it."""
        return printable(self.visit.drawn.name, _ENTITY)

    def is_running(self, today: date) -> bool:
        """Say whether the days of the task are not over."""
        return self.plan.window is not None and today <= self.plan.window.end

    @property
    def left_for(self) -> tuple[str, ...]:
        """The certificates of those who were to make the visit and are not any more."""
        now = () if self.visit.left else self.visit.team.certs
        return tuple(cert for cert in self.ever if cert not in now)

    @property
    def ever(self) -> tuple[str, ...]:
        """The certificates of all who were to make the visit at some time."""
        return tuple(dict.fromkeys(chain(*self.visit.earlier, self.visit.team.certs)))

    def change(self, cert: str) -> str:
        """Say what a replacement has changed for one who makes the visit; empty where it is as it was drawn."""
        if self.visit.entered or (self.visit.earlier and cert not in self.visit.earlier[0]):
            return "补抽新增"
        return "同行人员有变动" if self.visit.earlier else ""


@dataclass(frozen=True, slots=True)
class Release:
    """A visit that somebody need not make any more, and after what."""

    errand: Errand
    cert: str
    why: str


def errands(tasks: Sequence[DrawnTask], settings: Settings | None = None) -> Iterator[Errand]:
    """Yield every visit of every task, those of entities that fell away too; shared ones where ``settings`` tell."""
    shared = {
        (share.plan.plan_no, visit.code): visit
        for visit in (shared_visits(tasks, settings) if settings else ())
        for share in visit.shares
    }
    for task in tasks:
        request = task.record.request
        names = {i.cert: i.name for i in request.inspectors}
        for visit in task.visits:
            yield Errand(request.plan, visit, names, shared.get((request.plan.plan_no, visit.drawn.code)))


def releases(
    now: Sequence[Errand], waiting: Collection[VisitKey], former: Iterable[FormerDraw], today: date
) -> list[Release]:
    """Return each who was to make a visit and is not any more, once, while its days run.

    ``now`` are the errands of the draws that count, ``waiting`` those of them that are not made yet.
    """
    replaced = (
        Release(errand, cert, "补抽")
        for errand in now
        if errand.visit.left or errand.key in waiting
        for cert in errand.left_for
    )
    going = {(errand.key, cert) for errand in now if not errand.visit.left for cert in errand.visit.team.certs}
    voided = (
        Release(errand, cert, draw.why)
        for draw in former
        for errand in errands([draw.task])
        for cert in errand.ever
        if (errand.key, cert) not in going
    )
    running = (one for one in (*replaced, *voided) if one.errand.is_running(today))
    return list({(one.errand.key, one.cert): one for one in running}.values())
