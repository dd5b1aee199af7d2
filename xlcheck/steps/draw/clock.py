"""The clock of the computer against the log: what is frozen or drawn carries its time for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from xlcheck.draws.randomness.hours import BEIJING
from xlcheck.journal.desk_events import ClockCorrection, Upgrade
from xlcheck.journal.draw_events import Freeze
from xlcheck.model import FIRST_FORMAT, SECOND_FORMAT, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.stamps import STAMP
from xlcheck.reading.who import gives_reason
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers

_APART = timedelta(hours=1)
"""By how much clocks of computers that share a desk may differ; from the end of lodging to the numbers it is more."""


def require_clock(run: Run) -> None:
    """Refuse to go on where the clock is behind the last line of the log, or behind the newest workbook.

    On a practice desk, which is played in days of its own, workbooks are always newer. Raises :class:`XlcheckError`
    ``draw.clock-behind`` or ``draw.clock-behind-book``.
    """
    last = run.desk.journal.draws().last_time
    if run.stamp < last:
        raise XlcheckError("draw.clock-behind", now=run.stamp, last=last)
    book, saved = newest_book(run.desk)
    if not run.desk.practice and run.now + _APART < saved:
        raise XlcheckError("draw.clock-behind-book", now=run.stamp, book=book, saved=saved.strftime(STAMP))


def newest_book(desk: Desk) -> tuple[str, datetime]:
    """Return the name of the workbook that was saved last, and when, in Beijing time; a day long gone of none."""
    saved = [(path.stat().st_mtime, path.name) for path in map(desk.book, INPUT_BOOKS) if path.exists()]
    seconds, name = max(saved, default=(0.0, ""))
    return name, datetime.fromtimestamp(seconds, BEIJING).replace(tzinfo=None)


@exclusive("时钟更正")
def correct_clock(run: Run, reason: str) -> None:
    """Log that the clock was wrong when lines of the log were written; from here on its time counts.

    Raises :class:`XlcheckError`: ``draw.clock-reason``, ``draw.clock-right`` where no line is later than now, and
    ``desk.personal-number``.
    """
    if not gives_reason(reason):
        raise XlcheckError("draw.clock-reason")
    require_wrong_clock(run)
    refuse_numbers(run, {"时钟走错的原因": reason})
    run.desk.journal.add_draw_event(ClockCorrection(run.stamp, reason=clean(reason)))


def require_wrong_clock(run: Run) -> None:
    """Raise :class:`XlcheckError` ``draw.clock-right`` where no line of the log is later than now."""
    if run.stamp >= run.desk.journal.draws().last_time:
        raise XlcheckError("draw.clock-right")


def log_upgrade(run: Run) -> None:
    """Log once that the draws of a desk go on in the second format, where there are any in the first."""
    draws = run.desk.journal.draws()
    in_first = any(event.format == FIRST_FORMAT for event in draws.of_kind(Freeze))
    if in_first and not any(isinstance(event, Upgrade) for event in draws.desk_events):
        run.desk.journal.add_draw_event(Upgrade(run.stamp, before=FIRST_FORMAT, format=SECOND_FORMAT))
