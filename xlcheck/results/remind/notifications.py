"""消息: texts to paste into a chat or a short message, for inspectors, their group and entities that are to rectify.

What each of them may know is design note 28: until a visit is made, an entity is named to its team alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from xlcheck.model import (
    Audience,
    DrawnTask,
    FollowUpCase,
    Inspection,
    Matter,
    Notification,
    PlanRow,
    RectificationState,
    Reminder,
    Reminders,
    Settings,
    TaskReminders,
    Urgency,
)
from xlcheck.model.practice import PRACTICE
from xlcheck.results.remind.errands import Errand, FormerDraw, Release, VisitKey, errands, releases
from xlcheck.results.remind.parts import Clause, parts, printable
from xlcheck.results.remind.reminders import names_of

_ENTITY, _PERSON, _TASK, _TOWN, _BUREAU = 50, 16, 12, 12, 30
"""Characters of a name in a text."""
_PAPERS = Clause("带执法证、抽查通知书、检查记录表")
_SECRET = "（检查前请勿外传）"
"""Beside the name, so that each part that names an entity says it."""
_OPEN_CASES = (RectificationState.LATE, RectificationState.OPEN)
_LATE_HEADINGS = {
    Matter.VISIT: "{task}检查期限{day}已过，还没有检查",
    Matter.PUBLISH: "{task}公示期限{day}已过，还没有公示",
    Matter.RECTIFY: "{task}整改期限{day}已过，请催办",
}
"""What is late of an entity."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Occasion:
    """All that the texts follow from.

    ``cases`` are those of the ledger lines that can be relied on, ``towns`` by code. ``withdrawn`` are the plan numbers
    and codes of lines that were taken back and have not been corrected: nobody is pressed for them. ``former`` are the
    draws of ``tasks`` that count no more; ``told`` the plan numbers of tasks of which everybody knows what has changed.
    """

    tasks: Sequence[DrawnTask]
    reminders: Reminders
    cases: Sequence[FollowUpCase]
    towns: Mapping[str, str]
    settings: Settings
    withdrawn: frozenset[VisitKey] = frozenset()
    former: Sequence[FormerDraw] = ()
    told: frozenset[str] = frozenset()
    practice: bool = False


def notifications(occasion: Occasion) -> tuple[Notification, ...]:
    """Return a text for the group, each inspector with a visit to make, each who is late, each entity to rectify.

    What is late is told as late and not once more among the visits to make. None where there is nothing to tell.
    """
    now = list(errands(occasion.tasks, occasion.settings))
    dues = [d for d in occasion.reminders.dues if d.code and (d.plan_no, d.code) not in occasion.withdrawn]
    late = [due for due in dues if due.urgency is Urgency.OVERDUE]
    waiting = {(d.plan_no, d.code) for d in dues if d.matter is Matter.VISIT and d.urgency is not Urgency.OVERDUE}
    visits = [errand for errand in now if errand.key in waiting]
    to_make = {(due.plan_no, due.code) for due in occasion.reminders.dues if due.matter is Matter.VISIT}
    released = releases(now, to_make, occasion.former, occasion.reminders.today)
    news = [release for release in released if release.errand.plan.plan_no not in occasion.told]
    return (
        *_to_group(occasion, visits, late),
        *_to_inspectors(occasion, visits, news),
        *_to_late(occasion, {errand.key: errand for errand in now}, late),
        *_to_entities(occasion),
    )


def as_file(texts: Sequence[Notification], stamp: str, *, practice: bool = False) -> str:
    """Return all texts as one, each part below its number and title."""
    mark = PRACTICE if practice else ""
    lines = [
        f"{mark}消息　{stamp} 写出，共 {len(texts)} 条",
        "每条只发给标题里写的人，标题不要复制。检查以前，名单不要让企业知道。",
    ]
    numbered = enumerate(((t, p) for one in texts for t, p in zip(one.titles, one.parts, strict=True)), start=1)
    for number, (title, part) in numbered:
        lines += ["", f"{number}　{title}", part]
    return "\n".join(lines) + "\n"


def _to_group(occasion: Occasion, visits: Sequence[Errand], late: Sequence[Reminder]) -> Iterator[Notification]:
    """Say how much is to be done and by when; entities, towns and people are in nobody's group text."""
    plans = {errand.plan.plan_no: errand.plan for errand in visits}
    counts = Counter(errand.plan.plan_no for errand in visits)
    clauses = [
        Clause(f"{_task(plan)}（{_days(plan, occasion)}）{counts[plan_no]}户", "请按时检查")
        for plan_no, plan in plans.items()
    ]
    if visits:
        clauses += [Clause("名单单独发给各人，请不要在群里谈论、转发"), _PAPERS, _entry(occasion)]
    overdue = Counter(due.matter for due in late)
    if listed := "、".join(f"{m}{overdue[m]}户" for m in (Matter.VISIT, Matter.PUBLISH) if overdue[m]):
        clauses.append(Clause(f"已逾期的有{listed}，已告知本人，请抓紧办理"))
    if clauses:
        about = f"待检查 {len(visits)} 户" if visits else "催办"
        yield _notification(occasion, (Audience.GROUP, "全体检查人员", about), "各位检查人员：", clauses)


def _to_inspectors(occasion: Occasion, visits: Sequence[Errand], released: Sequence[Release]) -> Iterator[Notification]:
    """Tell each inspector which visits to make, with what to take and by when, and which are no longer theirs."""
    by_cert = _grouped((cert, errand) for errand in visits for cert in errand.visit.team.certs)
    gone_by_cert = _grouped((release.cert, release) for release in released)
    for cert, known_as, name in _people(occasion):
        own, former = by_cert.get(cert, []), gone_by_cert.get(cert, [])
        clauses = [Clause(_place(errand, cert, occasion), _visit_heading(errand.plan, occasion)) for errand in own]
        if own:
            clauses += [_PAPERS, _entry(occasion)]
        clauses += [Clause(r.errand.name, f"{_task(r.errand.plan)}{r.why}以后，不用再查") for r in former]
        changed = sum(bool(_change(errand, cert, occasion)) for errand in own)
        about = [f"检查 {len(own)} 户" + (f"（{changed} 户有变动）" if changed else "")] if own else []
        about += [f"不用再查 {len(former)} 户"] if former else []
        if clauses:
            named = Audience.INSPECTOR, known_as, "，".join(about)
            yield _notification(occasion, named, f"{name}{_SECRET}：", clauses)


def _to_late(occasion: Occasion, now: Mapping[VisitKey, Errand], late: Sequence[Reminder]) -> Iterator[Notification]:
    """Tell each inspector what of the own visits is late."""
    pairs = [(due, now[due.plan_no, due.code]) for due in late if (due.plan_no, due.code) in now]
    by_cert = _grouped((cert, pair) for pair in pairs for cert in pair[1].visit.team.certs)
    for cert, known_as, name in _people(occasion):
        visits = by_cert.get(cert, [])
        clauses = [_late_clause(due, errand, cert, occasion) for due, errand in visits]
        to_visit = any(due.matter is Matter.VISIT for due, _ in visits)
        clauses += [_PAPERS] if to_visit else []
        if clauses:
            opening = f"{name}{_SECRET if to_visit else ''}："
            named = Audience.LATE, known_as, f"逾期 {len(visits)} 项"
            yield _notification(occasion, named, opening, [*clauses, Clause("请尽快办理，办不了的说明原因")])


def _late_clause(due: Reminder, errand: Errand, cert: str, occasion: Occasion) -> Clause:
    heading = _LATE_HEADINGS[due.matter].format(task=_task(errand.plan), day=_day(due.last_day, occasion))
    if due.matter is Matter.PUBLISH and not due.complete:
        heading += "，台账没有填完"
    return Clause(_place(errand, cert, occasion) if due.matter is Matter.VISIT else errand.name, heading)


def _to_entities(occasion: Occasion) -> Iterator[Notification]:
    """Remind each entity of what it was told to rectify: the days alone, not what was found."""
    by_code = _grouped((case.inspection.code, case) for case in occasion.cases if _is_told(case, occasion))
    bureau = printable(occasion.settings.bureau, _BUREAU)
    for cases in by_code.values():
        name = printable(cases[0].inspection.name, _ENTITY)
        clauses = [Clause(_order(case.inspection, occasion)) for case in cases]
        clauses.append(Clause("整改完成以后，请书面告知我局"))
        is_late = any(case.state is RectificationState.LATE for case in cases)
        named = Audience.ENTITY, name, "整改逾期" if is_late else "待整改"
        yield _notification(occasion, named, f"{bureau}提醒{name}：", clauses)


def _is_told(case: FollowUpCase, occasion: Occasion) -> bool:
    """Say whether an entity is reminded: it was visited, is still to rectify, and its line was not taken back."""
    line = case.inspection
    visited = line.inspected is not None and line.inspected <= occasion.reminders.today
    return case.state in _OPEN_CASES and visited and (line.plan_no, line.code) not in occasion.withdrawn


def _order(line: Inspection, occasion: Occasion) -> str:
    assert line.inspected is not None
    visited, by = _day(line.inspected, occasion), line.rectify_by
    if by is None:
        return f"我局{visited}检查，责令改正，请尽快改正"
    if by < occasion.reminders.today:
        return f"我局{visited}检查，责令整改，整改期限{_day(by, occasion)}已过，请立即整改"
    return f"我局{visited}检查，责令整改，整改期限为{_day(by, occasion)}，请按期整改"


def _notification(
    occasion: Occasion, named: tuple[Audience, str, str], opening: str, clauses: Sequence[Clause]
) -> Notification:
    mark = PRACTICE if occasion.practice else ""
    return Notification(*named, parts(mark + opening, clauses))


def _people(occasion: Occasion) -> Iterator[tuple[str, str, str]]:
    """Yield the inspectors of all tasks by their names: certificate, name as the office tells namesakes apart, name."""
    tasks = [*(former.task for former in occasion.former), *occasion.tasks]  # a name is the latest one's
    known = names_of(tasks)
    names = {i.cert: i.name for task in tasks for i in task.record.request.inspectors}
    for cert in sorted(names, key=lambda cert: (known[cert], cert)):
        yield cert, printable(known[cert], _PERSON + len("（0000）")), printable(names[cert], _PERSON)


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = {}
    for key, member in pairs:
        groups.setdefault(key, []).append(member)
    return groups


def _place(errand: Errand, cert: str, occasion: Occasion) -> str:
    """Name an entity with its town, with who else goes there, and with what has changed since the draw."""
    fellows = [printable(errand.names[other], _PERSON) for other in errand.visit.team.certs if other != cert]
    town = printable(occasion.towns.get(errand.visit.drawn.code, ""), _TOWN)
    details = [town, f"与{'、'.join(fellows)}" if fellows else ""]
    if errand.shared is not None:
        others = (_task(share.plan) for share in errand.shared.beside(errand.plan.plan_no))
        details.append(f"和{'、'.join(others)}合并检查")
    inside = "，".join(filter(None, (*details, _change(errand, cert, occasion))))
    return f"{errand.name}（{inside}）" if inside else errand.name


def _change(errand: Errand, cert: str, occasion: Occasion) -> str:
    return "" if errand.plan.plan_no in occasion.told else errand.change(cert)


def _visit_heading(plan: PlanRow, occasion: Occasion) -> str:
    tasks: dict[str, TaskReminders] = {task.plan.plan_no: task for task in occasion.reminders.tasks}
    by = tasks[plan.plan_no].publish_by if plan.plan_no in tasks else None
    last = f"，最晚{_day(by, occasion)}公示" if by else ""
    return f"请查{_task(plan)}（{_days(plan, occasion)}{last}）"


def _entry(occasion: Occasion) -> Clause:
    days = occasion.settings.policy.deadline_days
    return Clause(f"查完及时登记台账，自检查之日起{days}个工作日内公示")


def _task(plan: PlanRow) -> str:
    return printable(plan.task_no or plan.plan_no, _TASK)


def _days(plan: PlanRow, occasion: Occasion) -> str:
    assert plan.window is not None
    return f"{_day(plan.window.start, occasion)}至{_day(plan.window.end, occasion)}"


def _day(day: date, occasion: Occasion) -> str:
    """Return a day in words, without its year where that is the year of the desk."""
    year = "" if day.year == occasion.settings.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
