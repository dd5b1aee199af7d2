"""检查次数上限: which entities were inspected so often in the year that a task may not draw them, and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.movement.facts import BETWEEN, quoted, unquoted
from xlcheck.draws.plan import INSPECTED_ALREADY
from xlcheck.model import PlanRow, Policy, Window, YearVisit
from xlcheck.reading.items import items_of_task
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import Visits, broken_span, has_windows, item_caps, listed, with_visit

_NO_DAY = "-"


@dataclass(frozen=True, slots=True)
class VisitCaps:
    """What bounds the inspections of an entity when a task is frozen.

    ``items`` are the task's items with a cap of their own, by folded name; ``first`` is the first day on which it can
    be inspected, ``last`` the last one.
    """

    policy: Policy
    items: Mapping[str, tuple[str, int]]
    first: date
    last: date

    @property
    def are_set(self) -> bool:
        """Whether there is any cap at all."""
        return self.policy.inspection_cap is not None or bool(self.items) or has_windows(self.policy)


def caps_of(books: YearBooks, plan: PlanRow, window: Window, today: date | None) -> VisitCaps:
    """Return what bounds the inspections of a task that is frozen ``today``."""
    items = item_caps(books.items, items_of_task(books, plan))
    return VisitCaps(books.settings.policy, items, max(window.start, today or window.start), window.end)


def capped(caps: VisitCaps, visits: Visits) -> dict[str, str]:
    """Return why each entity may not be inspected once more, by its code; of the others nothing."""
    reasons = ((code, next(_reasons(caps, of), "")) for code, of in visits.items())
    return {code: reason for code, reason in reasons if reason}


def _reasons(caps: VisitCaps, visits: Sequence[YearVisit]) -> Iterator[str]:
    cap = caps.policy.inspection_cap
    if cap is not None and len(visits) >= cap:
        yield f"{_told(visits)}，达到每户年度检查上限 {cap} 次"
    for item, (name, most) in caps.items.items():
        of_item = [one for one in visits if item in one.items]
        if len(of_item) >= most:
            yield f"{_told(of_item)}，达到事项“{name}”年度检查频次上限 {most} 次"
    if broken := _without_room(caps, visits):
        window, most = broken
        yield f"{_told(visits)}，抽查日期内再检查一次，就超过{window}内最多检查次数 {most} 次"


def _told(visits: Sequence[YearVisit]) -> str:
    return f"{INSPECTED_ALREADY} {len(visits)} 次（{listed(visits)}）"


def _without_room(caps: VisitCaps, visits: Sequence[YearVisit]) -> tuple[str, int] | None:
    """Return the window that is full on the last day of the task, where there is no day with room for a visit."""
    if not has_windows(caps.policy) or not any(one.day for one in visits):
        return None
    day, full = caps.last, None
    while day >= caps.first:
        broken = broken_span(caps.policy, _near(with_visit(visits, day), day))
        if broken is None:
            return None
        full = full or broken[:2]
        day -= timedelta(1)
    return full


_LONGEST = timedelta(60)


def _near(visits: Sequence[YearVisit], day: date) -> tuple[YearVisit, ...]:
    """Return the visits that a window may have together with a day: what is full elsewhere stands in no visit's way."""
    return tuple(one for one in visits if one.day and abs(one.day - day) < _LONGEST)


def visits_text(visits: Visits) -> str:
    """Return the file that lists inspections: a line an entry, its parts joined by ``|``, each closed by LF.

    The code, the day (``-`` where there is none yet), the source, the visit, how it is named, the items.
    """
    lines = (
        (code, str(one.day or _NO_DAY), entry.source, entry.mark, entry.said, BETWEEN.join(sorted(entry.items)))
        for code, of in sorted(visits.items())
        for one in of
        for entry in one.entries
    )
    return "".join(f"{'|'.join(map(quoted, line))}\n" for line in lines)


def days_in(text: str) -> dict[tuple[str, str], date]:
    """Return the days that a file of inspections has, by source and code; raises ValueError for anything else."""
    rows = ([unquoted(part) for part in line.split("|")] for line in text.splitlines())
    days = ((source, code, day) for code, day, source, *_ in rows)
    return {(source, code): date.fromisoformat(day) for source, code, day in days if day != _NO_DAY}


def visits_in_words(visits: Visits) -> str:
    """Say how many inspections count, and the fingerprint of the file that lists them."""
    count = sum(map(len, visits.values()))
    return f"计入检查次数上限的有 {len(visits)} 户 {count} 次，明细指纹（SHA-256）{hex_hash(visits_text(visits))}"
