"""Who fell away after the draws of a desk, as its log tells it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from xlcheck.journal.draw_events import Replace
from xlcheck.messages import error_text, system_words
from xlcheck.model import Finding, LoggedDropOut, Place, XlcheckError, finding
from xlcheck.schema.inputs import ENTITY_BOOK
from xlcheck.steps.desk.desk import Desk


def logged_drop_outs(desk: Desk) -> tuple[LoggedDropOut, ...]:
    """Return who fell away, in order, in whatever attempt.

    Raises as :meth:`Journal.draws`; ``ValueError`` where a time is none.
    """
    return tuple(map(_logged, desk.journal.draws().of_kind(Replace)))


def _logged(event: Replace) -> LoggedDropOut:
    day = date.fromisoformat(event.drop_out.at[:10])
    return LoggedDropOut(event.task, event.task_no, event.attempt, event.number, day, event.drop_out)


def drop_outs_to_check(desk: Desk) -> tuple[tuple[LoggedDropOut, ...], Collection[Finding]]:
    """Return who fell away, or nobody and a finding that says why the log does not tell."""
    try:
        return logged_drop_outs(desk), ()
    except XlcheckError as error:
        problem = error_text(error)
    except OSError as error:
        problem = system_words(error)
    except ValueError:
        problem = "有一行的补抽时间不是日期"
    return (), (finding("drop-out.log-unread", Place(desk.book(ENTITY_BOOK).name), problem=problem),)
