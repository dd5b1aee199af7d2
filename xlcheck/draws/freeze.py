"""Freeze: everything that a draw needs, fixed before any randomness exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from xlcheck.draws.feasibility import require_feasible
from xlcheck.draws.formats.two.seed import check_declared
from xlcheck.draws.frame.caps import capped, caps_of
from xlcheck.draws.frame.frame import FrameTerms, entities_of
from xlcheck.draws.frame.inspectors import EXPERTS, Staffing, apart_pairs, inspector_relations, inspectors_of
from xlcheck.draws.plan import task_of
from xlcheck.draws.randomness.calendar import DrawDay
from xlcheck.model import SECOND_FORMAT, DrawRequest, Filter, PlanRow, Policy, Seats, Source, XlcheckError
from xlcheck.reading.bureaus import other_office
from xlcheck.reading.persons import certs_by_person, namesakes
from xlcheck.reading.plan import departments_in, departments_of
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.reading.visits import Visits
from xlcheck.schema.inputs import INSPECTORS, ITEMS

QUALIFIED = "专业资质"
"""The words in 检查人员要求 that demand a specialist in the team."""


@dataclass(frozen=True, slots=True)
class FreezeContext:
    """What a freeze needs besides the books.

    ``drawn`` says how many times each code was drawn earlier this year, ``loads`` how many inspections each
    certificate number had, ``visits`` what inspections each code had in all; ``today`` is the day of the freeze.
    ``kind`` is 抽查类型 where the plan leaves the choice to the draw, ``filter`` 定向条件 and
    ``filter_reason`` why it is not the plan's; ``day`` is when the numbers come, ``source_reason`` why the computer's
    own serve; ``practice`` marks a desk to learn on.
    """

    drawn: Mapping[str, int] = field(default_factory=dict)
    loads: Mapping[str, int] = field(default_factory=dict)
    attempt: int = 1
    reason: str = ""
    kind: str = ""
    filter: Filter | None = None
    practice: bool = False
    day: DrawDay | None = None
    source_reason: str = ""
    filter_reason: str = ""
    visits: Visits = field(default_factory=dict)
    today: date | None = None


def freeze(books: YearBooks, plan: PlanRow, source: Source, occasion: FreezeContext) -> DrawRequest:
    """Return the request for one task, checked for everything that could not work later.

    Raises :class:`XlcheckError`: the plan row, a registry or the source cannot be used, a second attempt has
    no reason, or the draw is not feasible.
    """
    task, policy = task_of(plan), books.settings.policy
    check_declared((source,))
    if occasion.attempt > 1 and not occasion.reason.strip():
        raise XlcheckError("draw.reason-missing", task=plan.task_no, attempt=occasion.attempt)
    limits = caps_of(books, plan, task.window, occasion.today)
    terms = FrameTerms(task, policy, occasion.drawn, occasion.filter, capped(limits, occasion.visits))
    entities, excluded = entities_of(_require_registry(books.entities), terms, books.entities_left)
    codes = {e.code for e in entities}
    relations = inspector_relations(books.recusals, books.leaves, codes, task.window)
    staffing = _staffing(books, plan, occasion)
    inspectors, inspectors_excluded = inspectors_of(
        _require_registry(books.inspectors), task, relations, staffing, books.inspectors_left
    )
    request = DrawRequest(
        plan=plan,
        attempt=occasion.attempt,
        bureau=books.settings.bureau,
        kind=occasion.kind or plan.kind,
        team_size=policy.team_size,
        min_count=policy.min_count,
        speciality=demanded_speciality(books.items, task.scope.category),
        entities=entities,
        excluded=excluded,
        inspectors=inspectors,
        inspectors_excluded=inspectors_excluded,
        sources=(source,),
        reason=occasion.reason,
        basis=books.settings.document_no,
        filter=occasion.filter.text if occasion.filter else "",
        leader=policy.leader,
        seats=_seats(policy, staffing),
        apart=apart_pairs(books.apart, {i.cert for i in inspectors}, staffing.people),
        groups=policy.groups,
        format=SECOND_FORMAT,
        practice=occasion.practice,
        draw_day=occasion.day.day if occasion.day else None,
        day_basis=occasion.day.basis if occasion.day else "",
        source_reason=occasion.source_reason,
        filter_reason=occasion.filter_reason,
        category_size=len(entities) + len(excluded),
    )
    require_feasible(request)
    return request


def _staffing(books: YearBooks, plan: PlanRow, occasion: FreezeContext) -> Staffing:
    departments = tuple(sorted(departments_of(books.plan)))
    loads = occasion.loads if books.settings.policy.year_load else {}
    joined, experts = departments_in(plan.departments), books.settings.policy.expert_size > 0
    inspectors = _require_registry(books.inspectors)
    employers = set(inspectors[INSPECTORS.employer])
    others = frozenset(employer for employer in employers if other_office(employer, books.settings))
    people = certs_by_person(inspectors, books.settings, namesakes(books.waivers))
    return Staffing(joined, departments, experts, loads, people, others)


def _seats(policy: Policy, staffing: Staffing) -> tuple[Seats, ...]:
    """Return whom each team has besides the bureau's own: every joined department, then 专家."""
    joined = tuple(Seats(name, policy.joint_size) for name in staffing.joined)
    return (*joined, *((Seats(EXPERTS, policy.expert_size),) if staffing.experts else ()))


def demanded_speciality(items: TypedTable | None, category: str) -> str:
    """Return the category where one of its items under random inspection demands a specialist, else empty."""
    if items is None:
        return ""
    rows = items.only((items[ITEMS.category] == category) & (items[ITEMS.random] != "否"))
    return category if rows[ITEMS.staffing].str.contains(QUALIFIED, regex=False).any() else ""


def _require_registry(table: TypedTable | None) -> TypedTable:
    if table is None:
        raise XlcheckError("draw.registry-missing")
    return table
