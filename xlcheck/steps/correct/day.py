"""改期: an issue is drawn on another day than its number says; what is frozen stays, and is lodged anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlcheck.journal.desk_events import Postponement
from xlcheck.journal.draw_events import Freeze
from xlcheck.model import DrawRequest, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import PUT_OFF, Archive, keep_notice
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.lodge import LodgingPapers, write_slips
from xlcheck.steps.draw.source import draw_day_of


@dataclass(frozen=True, slots=True)
class AwaitedIssue:
    """An issue for which frozen tasks wait, and the day on which its numbers come as far as is known."""

    key: str
    name: str
    day: date
    tasks: tuple[str, ...]


def awaited_issues(run: Run) -> list[AwaitedIssue]:
    """Return the issues for which frozen tasks wait, in the order of the log."""
    draws, archive = run.desk.journal.draws(), Archive(run.desk)
    waiting: dict[str, list[DrawRequest]] = {}
    for event in draws.of_kind(Freeze):
        if draws.is_waiting(event.task) and event.attempt == draws.attempt(event.task) and event.day:
            waiting.setdefault(event.sources[0].key, []).append(archive.frozen(event.task_no, event.attempt))
    issues = []
    for key, requests in waiting.items():
        day = draw_day_of(run.desk.journal.draws(), requests[0])
        assert day is not None
        tasks = tuple(request.plan.task_no for request in requests)
        issues.append(AwaitedIssue(key, requests[0].sources[0].name, day, tasks))
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
    if not clean(reason):
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
