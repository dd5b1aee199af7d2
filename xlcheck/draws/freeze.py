"""Freeze: everything that a draw needs, fixed before any randomness exists."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.draws.feasibility import require_feasible
from xlcheck.draws.frame import Terms, entities_of
from xlcheck.draws.inspectors import inspectors_of, relations_of
from xlcheck.draws.plan import task_of
from xlcheck.draws.seed import check_dated, check_declared
from xlcheck.model import DrawRequest, PlanRow, Source, XlcheckError
from xlcheck.schema.frames import TableFrame, YearBooks

QUALIFIED = "专业资质"
"""The words in 检查人员要求 that demand a specialist in the team."""


def freeze(
    books: YearBooks,
    plan: PlanRow,
    sources: tuple[Source, ...],
    drawn: Mapping[str, int],
    *,
    attempt: int = 1,
    reason: str = "",
    kind: str = "",
) -> DrawRequest:
    """The request for one task, checked for everything that could not work later.

    ``drawn`` says how many times each code was drawn earlier this year; ``kind`` is 抽查类型 where the
    plan leaves the choice to the draw. Raises :class:`XlcheckError`: the plan row, a registry or the
    sources cannot be used, a second attempt has no reason, or the draw is not feasible.
    """
    task, policy = task_of(plan), books.settings.policy
    check_declared(sources)
    check_dated(sources)
    if attempt > 1 and not reason.strip():
        raise XlcheckError("draw.reason-missing", task=plan.plan_no, attempt=attempt)
    entities, excluded = entities_of(_given(books.entities), Terms(task, policy, drawn))
    codes = {e.code for e in entities}
    relations = relations_of(books.recusals, books.leaves, codes, task.window)
    inspectors, inspectors_excluded = inspectors_of(_given(books.inspectors), task, relations)
    request = DrawRequest(
        plan=plan,
        attempt=attempt,
        bureau=books.settings.bureau,
        kind=kind or plan.kind,
        team_size=policy.team_size,
        min_count=policy.min_count,
        speciality=demanded_speciality(books.items, task.scope.category),
        entities=entities,
        excluded=excluded,
        inspectors=inspectors,
        inspectors_excluded=inspectors_excluded,
        sources=sources,
        reason=reason,
        basis=books.settings.document_no,
    )
    require_feasible(request)
    return request


def demanded_speciality(items: TableFrame | None, category: str) -> str:
    """The category where one of its items under random inspection demands a specialist, else empty."""
    if items is None:
        return ""
    rows = items.frame[(items.frame["category"] == category) & (items.frame["random"] != "否")]
    return category if rows["staffing"].str.contains(QUALIFIED, regex=False).any() else ""


def _given(table: TableFrame | None) -> TableFrame:
    if table is None:
        raise XlcheckError("draw.registry-missing")
    return table
