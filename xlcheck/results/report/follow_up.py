"""后续处置: what was ordered, handed over or told to others after an inspection, and what is still open of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlcheck.model import FollowUp, RectificationState, Settings
from xlcheck.reading.calendar.deadlines import workdays_after
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.outputs import HANDED_OVER, LEDGER, LEDGER_HANDED, MENDING
from xlcheck.schema.vocabularies import TO_CORRECT, TO_HAND_OVER, TO_INFORM, TO_RECTIFY

Row = dict[str, object]

_LONG = "一年以上"
_SHOWN = sorted({*MENDING.keys, *HANDED_OVER.keys, "plan_no"} & set(LEDGER.keys) - {"no"})


def handing_states(what: str) -> tuple[str, str, str]:
    """The states of a case that is to be handed over (移送) or told to others (抄告), the most pressing first."""
    return f"待{what}", f"已{what}，待反馈", "已反馈"


@dataclass(frozen=True, slots=True)
class _Line:
    """A ledger row: its cells as typed, and as they are understood."""

    cells: Row
    typed: Mapping[str, object]

    def day(self, key: str) -> date | None:
        """A date that could be read."""
        return day(self.typed[key])

    def has(self, key: str) -> bool:
        """Whether anything is typed."""
        return self.cells[key] != ""


def follow_up(ledgers: Sequence[TypedTable], settings: Settings, today: date) -> FollowUp:
    """The lists over the ledgers of a year, without the rows of entities that fell away; the most pressing first."""
    lines = [_Line(*row) for ledger in ledgers for row in ledger.each_row(_SHOWN)]
    mending = _numbered(
        [_mending(line, settings, today) for line in lines if _is_ordered(line)], tuple(RectificationState)
    )
    over, informed = ([line for line in lines if line.typed["disposal"] == d] for d in (TO_HAND_OVER, TO_INFORM))
    handed, told = handing_states("移送"), handing_states("抄告")
    handed_rows = _numbered([_handing(line, handed) for line in over], handed)
    told_rows = _numbered([_handing(line, told) for line in informed], told)
    parts = (("整改", tuple(RectificationState), mending), ("移送", handed, handed_rows), ("抄告", told, told_rows))
    summary = tuple(row for part in parts for row in _sums(*part))
    return FollowUp(summary, mending, handed_rows, told_rows, tuple(_unlisted(lines)))


def _is_ordered(line: _Line) -> bool:
    """Whether the company was told to put something right: by the disposal, or by a term."""
    return line.typed["disposal"] in (TO_CORRECT, TO_RECTIFY) or line.has("rectify_by")


def _mending(line: _Line, settings: Settings, today: date) -> Row:
    """A row of MENDING; ``late`` counts working days since the term, to the day of completion or to today."""
    by = line.day("rectify_by")
    state = _state(line, by, today)
    until = line.day("rectified") or (today if state is RectificationState.LATE else None)
    late = None
    if by and until and until > by:
        worked = workdays_after(by, until, settings)
        late = _LONG if worked is None else worked
    return {**line.cells, "state": state, "late": late}


def _state(line: _Line, by: date | None, today: date) -> RectificationState:
    if line.typed["closed"] == "是":
        return RectificationState.CLOSED
    if line.has("rectified"):
        return RectificationState.MENDED
    return RectificationState.LATE if by and by < today else RectificationState.OPEN


def _handing(line: _Line, states: tuple[str, str, str]) -> Row:
    """A row of HANDED_OVER or INFORMED."""
    waiting, under_way, answered = states
    state = waiting if not line.has("handed_on") else answered if line.has("answer") else under_way
    return {**line.cells, "state": state}


def _numbered(rows: Sequence[Row], states: Sequence[str]) -> tuple[Row, ...]:
    """Rows by state, then by 整改期限, else 检查日期 (what is no day comes last), then by task and company."""

    def place(row: Row) -> tuple[object, ...]:
        days = [row[key] for key in ("rectify_by", "inspected") if isinstance(row[key], date)]
        return states.index(str(row["state"])), days[0] if days else date.max, row["plan_no"], row["name"]

    return tuple({"no": number, **row} for number, row in enumerate(sorted(rows, key=place), start=1))


def _sums(matter: str, states: Sequence[str], rows: Sequence[Row]) -> Iterator[Row]:
    counts = Counter(row["state"] for row in rows)
    yield from ({"matter": matter, "state": state, "count": counts[str(state)]} for state in states)
    yield {"matter": matter, "state": "合计", "count": len(rows)}


def _unlisted(lines: Sequence[_Line]) -> Iterator[str]:
    """A sentence about rows that say to whom a case went, though nothing was to go anywhere by their 处理结果."""
    names = [
        str(line.cells["name"])
        for line in lines
        if line.typed["disposal"] not in (TO_HAND_OVER, TO_INFORM) and any(map(line.has, LEDGER_HANDED))
    ]
    if names:
        why = "填有移送（抄告）情况，处理结果却不是移送或抄告，没有列入清单"
        yield f"{why}的 {len(names)} 户次：{'、'.join(names)}。请核对处理结果。"
