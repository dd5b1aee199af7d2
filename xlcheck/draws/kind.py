"""抽查类型 and 定向条件 of a draw: what the plan says, and what it leaves to the draw."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.model import Filter, PlanRow, XlcheckError
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.folding import clean
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.who import gives_reason
from xlcheck.schema.vocabularies import DIRECTED, EITHER, UNDIRECTED


@dataclass(frozen=True, slots=True)
class KindChoice:
    """What the plan leaves to the draw: 抽查类型 (定向抽查 or 不定向抽查), and 定向条件 as it was typed.

    ``filter_reason`` says why 定向条件 is not the one of the plan, ``moved_reason`` why entities were removed, or taken
    out of the category, since the opening of the year.
    """

    kind: str = ""
    filter: str = ""
    filter_reason: str = ""
    moved_reason: str = ""


UNCHOSEN = KindChoice()


def kind_of(plan: PlanRow, choice: KindChoice) -> str:
    """Return 抽查类型 of this draw; where the plan leaves it open, 定向条件 decides."""
    if plan.kind != EITHER:
        if choice.kind not in ("", plan.kind) or (choice.filter and plan.kind != DIRECTED):
            raise XlcheckError("draw.kind-differs", task=plan.task_no, kind=plan.kind)
        return plan.kind
    return choice.kind or (DIRECTED if choice.filter else UNDIRECTED)


def filter_of(books: YearBooks, plan: PlanRow, choice: KindChoice) -> Filter:
    """Read 定向条件 of a directed draw: as typed for it, else as the plan has it."""
    text = choice.filter or plan.filter
    if not text:
        raise XlcheckError("draw.filter-missing", task=plan.task_no)
    condition = read_filter(books, text)
    if not isinstance(condition, Filter):
        raise XlcheckError("draw.filter-unreadable", task=plan.task_no, part=dict(condition.params)["part"], text=text)
    return condition


def departs_from_plan(plan: PlanRow, text: str) -> bool:
    """Say whether 定向条件 as typed is not, word for word, the one that the issued plan has."""
    return bool(text) and clean(text) != clean(plan.filter)


def filter_reason(plan: PlanRow, choice: KindChoice) -> str:
    """Return why 定向条件 is not the plan's; raises :class:`XlcheckError` ``draw.filter-reason`` without a reason."""
    if not departs_from_plan(plan, choice.filter):
        return ""
    if not gives_reason(choice.filter_reason):
        raise XlcheckError("draw.filter-reason", task=plan.task_no, text=choice.filter)
    return clean(choice.filter_reason)
