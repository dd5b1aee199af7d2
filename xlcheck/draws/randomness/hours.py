"""What may be done at which hour: nothing is frozen or given up while the numbers are drawn and made known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The time of the games and of the rule; no summer time."""

CLOSES_AT = time(18)
"""From then on, on the day of the draw, nothing is frozen, lodged or given up in the ordinary way."""

REVEALS_AT = time(22)
"""From then on the numbers may be typed; the games are drawn after 21:00."""

DAYS_TO_REVEAL = 5
"""A draw is due within so many working days after the day of the numbers."""

_LONGEST = 60
"""Days within which the working days are looked for; no holiday is nearly as long."""


class Phase(Enum):
    """How far a frozen draw is."""

    OPEN = "open"
    """Freezing, lodging, ordinary giving-up."""
    CLOSED = "closed"
    """Nothing at all: the numbers are being drawn."""
    REVEALABLE = "revealable"
    """The numbers may be typed; giving up now is no ordinary one."""
    OVERDUE = "overdue"
    """As before, but 已开奖未抽取 for more than five working days."""


def phase(now: datetime, drawn_on: date, is_workday: Callable[[date], bool]) -> Phase:
    """Return how far a draw is whose numbers come on a day.

    ``now`` carries its offset (else ``ValueError``); ``is_workday`` says whether offices work on a day.
    """
    if now.utcoffset() is None:
        raise ValueError("a time without its offset may mean two moments")
    here = now.astimezone(BEIJING)
    if here.date() < drawn_on or (here.date() == drawn_on and here.time() < CLOSES_AT):
        return Phase.OPEN
    if here.date() == drawn_on and here.time() < REVEALS_AT:
        return Phase.CLOSED
    return Phase.OVERDUE if here.date() > last_day(drawn_on, is_workday) else Phase.REVEALABLE


def phase_at_the_desk(now: datetime, drawn_on: date, is_workday: Callable[[date], bool]) -> Phase:
    """Return the phase by the clock on the office's wall, which shows the time of Beijing without saying so."""
    return phase(now.replace(tzinfo=BEIJING), drawn_on, is_workday)


def last_day(drawn_on: date, is_workday: Callable[[date], bool]) -> date:
    """Return the last day to reveal: the fifth working day after that of the numbers."""
    after = (drawn_on + timedelta(days=n) for n in range(1, _LONGEST + 1))
    days = [day for day in after if is_workday(day)]
    return days[DAYS_TO_REVEAL - 1] if len(days) >= DAYS_TO_REVEAL else drawn_on + timedelta(days=_LONGEST)


def counted_days(day: str, postponed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the later days of an issue that count, each with the time at which it was noted.

    One that was noted when the numbers of the day before could be known explains, and lengthens nothing.
    """
    for later, noted in postponed:
        if noted < closing(day):
            yield later, noted
            day = later


def closing(day: date | str) -> str:
    """Return when freezing ends for numbers of a day, as a log has its times."""
    return f"{day} {CLOSES_AT:%H:%M}"
