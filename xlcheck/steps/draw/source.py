"""The source of randomness that a freeze declares: an issue of a public game, dice, or the computer itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from xlcheck.draws.formats.two.seed import DICE, SYSTEM, game_source
from xlcheck.draws.randomness.calendar import DrawDay, closures_of, issue_date, next_issue
from xlcheck.draws.randomness.games import GAMES, Game
from xlcheck.draws.randomness.hours import Phase, phase_at_the_desk
from xlcheck.draws.randomness.issues import parse_issue
from xlcheck.journal.draw_state import DrawState
from xlcheck.model import DrawRequest, Settings, Source, XlcheckError, require_read
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.reading.folding import clean
from xlcheck.reading.who import gives_reason
from xlcheck.steps.desk.desk import Run

DAYS_TO_LODGE = 2
"""The issue that is offered is drawn so many working days after the freeze at least: time to have it lodged."""


@dataclass(frozen=True, slots=True)
class DeclaredSource:
    """The source that a freeze declares; ``day`` is when its numbers come, ``reason`` why it is the computer's own."""

    source: Source
    day: DrawDay | None = None
    reason: str = ""


DICE_SOURCE = DeclaredSource(DICE)


def system_source(run: Run, reason: str) -> DeclaredSource:
    """Return the computer's own randomness as a source.

    Raises :class:`XlcheckError` ``draw.system-reason`` where no reason is given, but on a desk to learn on.
    """
    if not (gives_reason(reason) or run.desk.practice):
        raise XlcheckError("draw.system-reason")
    return DeclaredSource(SYSTEM, reason=clean(reason))


def game_named(text: str) -> Game | None:
    """Return the game of which a text is the name alone, without an issue; ``None`` where it is anything else."""
    folded = clean(text)
    return next((game for game in GAMES.values() if folded in (game.name, *game.aliases)), None)


def game_source_of(run: Run, text: str, settings: Settings) -> DeclaredSource:
    """Return the issue that is meant; where only a game is named, the next one with time to lodge the freeze.

    Raises :class:`XlcheckError` of a code of :func:`parse_issue`, and ``draw.game-invented`` where the game is not for
    a desk of this kind.
    """
    game = game_named(text)
    day = offered(run, game, settings) if game else _dated(text, settings)
    if GAMES[day.issue.game].invented and not run.desk.practice:
        raise XlcheckError("draw.game-invented", name=GAMES[day.issue.game].name)
    return DeclaredSource(game_source(day.issue), day)


def _dated(text: str, settings: Settings) -> DrawDay:
    entered = closures_of(settings.closed_days)
    return require_read(issue_date(require_read(parse_issue(text, entered)), entered))


def offered(run: Run, game: Game, settings: Settings) -> DrawDay:
    """Return the first issue of a game that leaves time to have a freeze of today lodged."""
    day_before = _workday_after(run.now.date(), settings) if not game.invented else run.now.date()
    return next_issue(game.key, day_before, closures_of(settings.closed_days))


def _workday_after(day: date, settings: Settings) -> date:
    """Return the day before the last of so many working days after one, on which numbers may come at the earliest."""
    days_left = DAYS_TO_LODGE
    while days_left:
        day += timedelta(days=1)
        days_left -= is_workday(day, settings)
    return day - timedelta(days=1)


def draw_day_of(draws: DrawState, request: DrawRequest) -> date | None:
    """Return the day on which the numbers of a request come: the computed one, or that to which it was put off."""
    if request.draw_day is None:
        return None
    return date.fromisoformat(draws.day_of(request.sources[0].key, str(request.draw_day)))


def phase_of(run: Run, day: date, workday: Callable[[date], bool]) -> Phase:
    """Return how far a draw is whose numbers come on a day, by the clock on the office's wall, in Beijing time."""
    return phase_at_the_desk(run.now, day, workday)


def require_open(run: Run, declared: DeclaredSource, settings: Settings) -> None:
    """Refuse a source whose numbers may be known: freezing ends at 18:00 of their day.

    Raises :class:`XlcheckError` ``draw.day-past``.
    """
    if declared.day and phase_of(run, declared.day.day, lambda day: is_workday(day, settings)) is not Phase.OPEN:
        later = offered(run, GAMES[declared.day.issue.game], settings)
        raise XlcheckError(
            "draw.day-past", name=declared.source.name, day=declared.day.day, next=later.issue.title, on=later.day
        )


def require_revealable(run: Run, request: DrawRequest) -> None:
    """Refuse to take numbers before 22:00 of their day.

    Raises :class:`XlcheckError` ``draw.too-early``.
    """
    day = draw_day_of(run.desk.journal.draws(), request)
    if day and phase_of(run, day, lambda _: True) in (Phase.OPEN, Phase.CLOSED):
        name = request.sources[0].name
        raise XlcheckError("draw.too-early", task=request.plan.task_no, name=name, day=day)
