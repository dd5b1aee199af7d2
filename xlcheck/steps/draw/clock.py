"""The clock of the computer against the log: what is frozen or drawn carries its time for ever."""

from __future__ import annotations

from xlcheck.journal.draw_events import ClockCorrection, Freeze, Upgrade
from xlcheck.model import FIRST_FORMAT, SECOND_FORMAT, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.lock import exclusive


def require_clock(run: Run) -> None:
    """Refuse to go on where the clock is behind the last line of the log.

    Raises :class:`XlcheckError` ``draw.clock-behind``.
    """
    last = run.desk.journal.draws().last_time
    if run.stamp < last:
        raise XlcheckError("draw.clock-behind", now=run.stamp, last=last)


@exclusive("时钟更正")
def correct_clock(run: Run, reason: str) -> None:
    """Log that the clock was wrong when lines of the log were written; from here on its time counts.

    Raises :class:`XlcheckError`: ``draw.clock-reason``, and ``draw.clock-right`` where no line is later than now.
    """
    if not clean(reason):
        raise XlcheckError("draw.clock-reason")
    if run.stamp >= run.desk.journal.draws().last_time:
        raise XlcheckError("draw.clock-right")
    run.desk.journal.add_draw_event(ClockCorrection(run.stamp, reason=clean(reason)))


def log_upgrade(run: Run) -> None:
    """Log once that the draws of a desk go on in the second format, where there are any in the first."""
    draws = run.desk.journal.draws()
    in_first = any(event.format == FIRST_FORMAT for event in draws.of_kind(Freeze))
    if in_first and not any(isinstance(event, Upgrade) for event in draws.desk_events):
        run.desk.journal.add_draw_event(Upgrade(run.stamp, before=FIRST_FORMAT, format=SECOND_FORMAT))
