"""When an issue is drawn: the n-th scheduled weekday of its year outside the closures of the lottery market.

The Ministry of Finance announces the closures (休市) of a year in the December before. Those that are known lie in
``closures.csv``, each with its source; staff enter those of later years, and what comes unforeseen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from xlcheck.draws.randomness.games import GAMES, Issue
from xlcheck.model import ClosedDays, Trouble, XlcheckError, require_read, trouble


@dataclass(frozen=True, slots=True)
class Closure:
    """Days without a draw, the last one too: of all games, or of the one whose key is named."""

    first: date
    last: date
    game: str = ""


class Basis(StrEnum):
    """What a day of a draw rests on, as it is printed."""

    PUBLISHED = "按财政部休市公告"
    """The closures of the year lie in the package."""
    ADDED = "按财政部休市公告，本单位登记"
    """The year is not in the package, and staff have entered its closures."""
    ENTERED = "按本单位登记的休市"
    """Closures that staff entered change the day that follows from the package."""
    INVENTED = "演练用，虚构"
    """The game is for desks to learn on."""
    UNKNOWN = "开奖日未核"
    """The closures of the year are not known: the issue is drawn on this day or later, never earlier."""


@dataclass(frozen=True, slots=True)
class DrawDay:
    """An issue, the day on which it is drawn, and what that rests on."""

    issue: Issue
    day: date
    basis: Basis


def issue_date(issue: Issue, entered: Iterable[Closure] = ()) -> DrawDay | Trouble:
    """Return the day on which an issue is drawn; ``entered`` are the closures that staff know of besides.

    A :class:`Trouble` has the code ``draw.issue-absent``: its year has no such issue.
    """
    extra = tuple(entered)
    days = draw_days(issue.game, issue.year, PUBLISHED + extra)
    if not 0 < issue.number <= len(days):
        name = GAMES[issue.game].name
        return trouble("draw.issue-absent", name=name, year=issue.year, number=issue.number, last=len(days))
    return DrawDay(issue, days[issue.number - 1], _basis(issue, extra))


def next_issue(game: str, after: date, entered: Iterable[Closure] = ()) -> DrawDay:
    """Return the first issue of a game that is drawn later than on a day.

    Raises :class:`XlcheckError` ``draw.issue-none`` where what staff entered leaves none within a year.
    """
    extra = tuple(entered)
    for year in (after.year, after.year + 1):
        for number, day in enumerate(draw_days(game, year, PUBLISHED + extra), start=1):
            if day > after:
                return require_read(issue_date(Issue(game, year, number), extra))
    raise XlcheckError("draw.issue-none", name=GAMES[game].name, day=after.isoformat())


@cache
def draw_days(game: str, year: int, closures: tuple[Closure, ...]) -> tuple[date, ...]:
    """Return the days of a year on which a game is drawn, in order."""
    applicable = [c for c in closures if c.game in ("", game) and not GAMES[game].invented]
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return tuple(
        day
        for day in days
        if day.year == year
        and day.weekday() in GAMES[game].weekdays
        and not any(c.first <= day <= c.last for c in applicable)
    )


def known_years(closures: Iterable[Closure]) -> frozenset[int]:
    """Return the years whose announcement is there: each has named 春节 and 国庆节, so half of one is none."""
    starts = {(c.first.year, c.first.month) for c in closures if not c.game}
    return frozenset(year for year, month in starts if month in (1, 2) and (year, 10) in starts)


def _basis(issue: Issue, extra: tuple[Closure, ...]) -> Basis:
    if GAMES[issue.game].invented:
        return Basis.INVENTED
    if issue.year not in known_years(PUBLISHED):
        return Basis.ADDED if issue.year in known_years(extra) else Basis.UNKNOWN
    upto = slice(issue.number)
    published = draw_days(issue.game, issue.year, PUBLISHED)[upto]
    return Basis.PUBLISHED if published == draw_days(issue.game, issue.year, PUBLISHED + extra)[upto] else Basis.ENTERED


def closures_of(closed: Iterable[ClosedDays]) -> tuple[Closure, ...]:
    """Return the closures that staff have entered; a game that is none of those known is passed over."""
    keys = {"": "", **{game.name: key for key, game in GAMES.items()}}
    return tuple(Closure(one.first, one.last, keys[one.game]) for one in closed if one.game in keys)


def _published() -> tuple[Closure, ...]:
    text = files(__package__).joinpath("closures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Closure(date.fromisoformat(r["first"]), date.fromisoformat(r["last"]), r["game"]) for r in rows)


PUBLISHED = _published()
"""The closures of ``closures.csv``."""
