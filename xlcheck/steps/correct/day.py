"""改期: an issue is drawn on another day than its number says; what is frozen stays, and is lodged anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlcheck.journal.desk_events import Postponement
from xlcheck.journal.draw_events import Freeze, NamedSource
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.who import gives_reason
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import PUT_OFF, keep_notice
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.lodge import LodgingPapers, write_slips


@dataclass(frozen=True, slots=True)
class AwaitedIssue:
    """An issue for which frozen tasks wait, and the day on which its numbers come as far as is known."""

    key: str
    name: str
    day: date
    tasks: tuple[str, ...]


def awaited_issues(run: Run) -> list[AwaitedIssue]:
    """Return the issues for which frozen tasks wait, in the order of the log."""
    draws = run.desk.journal.draws()
    waiting: dict[NamedSource, list[Freeze]] = {}
    for event in draws.awaited:
        waiting.setdefault(event.sources[0], []).append(event)
    issues = []
    for source, freezes in waiting.items():
        day = date.fromisoformat(draws.day_of(source.key, freezes[0].day))
        issues.append(AwaitedIssue(source.key, source.name, day, tuple(event.task_no for event in freezes)))
    return issues


def issue_named(issues: Sequence[AwaitedIssue], name: str) -> AwaitedIssue:
    """Return the issue of this name; raises :class:`XlcheckError` ``correct.not-awaited``."""
    for issue in issues:
        if clean(issue.name) == clean(name):
            return issue
    raise XlcheckError("correct.not-awaited", name=name, known="、".join(one.name for one in issues) or "（无）")


@exclusive("改期")
def put_off(run: Run, issue: AwaitedIssue, day: date, reason: str, notice: Path) -> list[LodgingPapers]:
    """Log the new day of an issue, keep the notice that shows it, and write the slip by which it is lodged anew.

    Raises :class:`XlcheckError`: ``correct.reason-missing``, ``correct.day-earlier``, ``correct.not-awaited``, what
    :func:`.evidence_of` raises, ``draw.clock-behind``; nothing is logged then.
    """
    if not gives_reason(reason):
        raise XlcheckError("correct.reason-missing")
    refuse_numbers(run, {"改期的说明": reason})
    issue = issue_named(awaited_issues(run), issue.name)  # somebody may have noted it meanwhile
    settings, *_ = load_settings(run.desk)
    before = run.desk.journal.draws().postponements(issue.key)
    if before and (before[-1].day, before[-1].reason) == (str(day), clean(reason)):
        return write_slips(run, settings)  # a run that was killed after it had logged this may have left it undone
    if day <= issue.day or day < run.now.date():
        raise XlcheckError("correct.day-earlier", name=issue.name, day=day, due=issue.day)
    require_clock(run)
    notice_name = keep_notice(notice, run.desk.archive / PUT_OFF, f"{issue.key}-{len(before) + 1}")
    event = Postponement(
        run.stamp,
        source=issue.key,
        name=issue.name,
        before=str(issue.day),
        day=str(day),
        notice=notice_name,
        reason=clean(reason),
    )
    run.desk.journal.add_draw_event(event)
    return write_slips(run, settings)
