"""后续处置: what was ordered, handed over or told to others after an inspection, and what is still open of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from xlcheck.model import FollowUp, FollowUpCase, FollowUpCount, Inspection, RectificationState, Settings
from xlcheck.reading.calendar.deadlines import workdays_after
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_HANDED
from xlcheck.schema.vocabularies import TO_CORRECT, TO_HAND_OVER, TO_INFORM, TO_RECTIFY

_LONG = "一年以上"


_ANSWERED = "已反馈"

SETTLED_STATES = (RectificationState.CLOSED, _ANSWERED)
"""The states of a case in which nothing is left to do."""


def referral_states(what: str) -> tuple[str, str, str]:
    """Return the states of a case that is to be handed over (移送) or told to others (抄告), most pressing first."""
    return f"待{what}", f"已{what}，待反馈", _ANSWERED


def follow_up(lines: Sequence[Inspection], settings: Settings, today: date) -> FollowUp:
    """List what is to follow from the inspections of a year; the most pressing first.

    ``lines`` are without those of entities that dropped out.
    """
    hand_over, inform = referral_states("移送"), referral_states("抄告")
    rectifications = _by_urgency(
        (_rectification(x, settings, today) for x in lines if _is_to_rectify(x)), RectificationState
    )
    over = _by_urgency((_referral(x, hand_over) for x in lines if x.disposal == TO_HAND_OVER), hand_over)
    others = _by_urgency((_referral(x, inform) for x in lines if x.disposal == TO_INFORM), inform)
    parts = (("整改", tuple(RectificationState), rectifications), ("移送", hand_over, over), ("抄告", inform, others))
    counts = tuple(count for part in parts for count in _counts(*part))
    return FollowUp(counts, rectifications, over, others, tuple(_notes_on_the_unlisted(lines)))


def _is_to_rectify(line: Inspection) -> bool:
    """Say whether the entity was ordered to rectify something: by the disposal, or by a term."""
    return line.disposal in (TO_CORRECT, TO_RECTIFY) or line.has(LEDGER.rectify_by.key)


def _rectification(line: Inspection, settings: Settings, today: date) -> FollowUpCase:
    """Make a case of 整改; it is late to the day of completion or to today."""
    by, state = line.rectify_by, _state(line, today)
    until = line.rectified or (today if state is RectificationState.LATE else None)
    late: int | str | None = None
    if by and until and until > by:
        days = workdays_after(by, until, settings)
        late = _LONG if days is None else days
    return FollowUpCase(line, state, late)


def _state(line: Inspection, today: date) -> RectificationState:
    if line.is_closed:
        return RectificationState.CLOSED
    if line.has(LEDGER.rectified.key):
        return RectificationState.RECTIFIED
    return RectificationState.LATE if line.rectify_by and line.rectify_by < today else RectificationState.OPEN


def _referral(line: Inspection, states: tuple[str, str, str]) -> FollowUpCase:
    waiting, under_way, answered = states
    is_answered = line.has(LEDGER.answer.key)
    handed_on = line.has(LEDGER.handed_on.key)
    return FollowUpCase(line, waiting if not handed_on else answered if is_answered else under_way)


def _by_urgency(cases: Iterable[FollowUpCase], states: Iterable[str]) -> tuple[FollowUpCase, ...]:
    """Sort cases by state, then by 整改期限, else 检查日期 (what is no day comes last), then by task and entity."""
    order = list(states)

    def place(case: FollowUpCase) -> tuple[int, date, str, str]:
        line = case.inspection
        return order.index(case.state), line.rectify_by or line.inspected or date.max, line.plan_no, line.name

    return tuple(sorted(cases, key=place))


def _counts(matter: str, states: Sequence[str], cases: Sequence[FollowUpCase]) -> Iterator[FollowUpCount]:
    counts = Counter(case.state for case in cases)
    yield from (FollowUpCount(matter, state, counts[state]) for state in states)
    yield FollowUpCount(matter, "合计", len(cases))


def _notes_on_the_unlisted(lines: Sequence[Inspection]) -> Iterator[str]:
    """Say which lines name where a case went, though by their 处理结果 nothing was to go anywhere."""
    names = [
        line.name
        for line in lines
        if line.disposal not in (TO_HAND_OVER, TO_INFORM) and any(line.has(column.key) for column in LEDGER_HANDED)
    ]
    if names:
        why = "填有移送（抄告）情况，处理结果却不是移送或抄告，没有列入清单"
        yield f"{why}的 {len(names)} 户次：{'、'.join(names)}。请核对处理结果。"
