"""What a reader of a record must know, printed in red: what was chosen, or could be, after the numbers were known."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.draws.formats.two.postponement import postponed_in_words
from xlcheck.draws.randomness.calendar import Basis
from xlcheck.draws.randomness.hours import Phase, closing
from xlcheck.journal.draw_events import Abandon, Draw, Freeze
from xlcheck.model import DrawRequest
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.schema.inputs import SETTINGS_BOOK
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.draw.archive import INPUTS_NAME, Archive
from xlcheck.steps.draw.lodge import proofs_of
from xlcheck.steps.draw.source import draw_day_of, phase_of


def marks_of(run: Run, request: DrawRequest) -> tuple[str, ...]:
    """Return the red sentences of a draw that is made now, as they stand on its record."""
    return (
        *_of_earlier_attempts(run, request),
        *_of_corrections(run, request),
        *_of_late_lodgings(run, request),
        *_of_the_day(run, request),
    )


def remarks_of(run: Run, request: DrawRequest) -> tuple[str, ...]:
    """Return what happened to a draw besides, and speaks against nobody."""
    return (*_of_cancelled_issues(run, request), *_of_new_days(run, request))


def _of_earlier_attempts(run: Run, request: DrawRequest) -> Iterator[str]:
    draws, archive = run.desk.journal.draws(), Archive(run.desk)
    for attempt in range(1, request.attempt):
        for drawn, _ in draws.of_draw(Draw, request.task, attempt):
            listed = "、".join(drawn.drawn)
            yield f"第 {attempt} 次已于 {drawn.time} 抽取，抽中：{listed}；其后又抽取本次，原因：{request.reason}。"
        for given_up, _ in draws.of_draw(Abandon, request.task, attempt):
            frozen = archive.frozen(request.plan.task_no, attempt)
            if frozen.draw_day and given_up.time >= closing(frozen.draw_day) and not given_up.notice:
                when = f"在{_day_in_words(run, frozen)}18:00 以后放弃（{given_up.time}）"
                yield f"第 {attempt} 次冻结{when}，原因：{given_up.reason}。"


def _day_in_words(run: Run, request: DrawRequest) -> str:
    """Name the day of the numbers as it was computed: that it was put off is what the bureau says."""
    if (later := draw_day_of(run, request)) == request.draw_day:
        return f"开奖日（{request.draw_day}）"
    return f"原定开奖日（{request.draw_day}，登记改到 {later}）"


def _of_late_lodgings(run: Run, request: DrawRequest) -> Iterator[str]:
    """Say where a freeze was lodged in time only by the day to which its issue is said to have been put off."""
    for proof in proofs_of(run.desk.journal.draws(), request):
        if request.draw_day and proof.at >= closing(request.draw_day):
            when = f"{proof.holder}在{_day_in_words(run, request)}18:00 以后收存（{proof.at}）"
            yield f"{when}，只凭改期才在开奖以前；确实改期与否，请向开奖机构核对。"


def _of_corrections(run: Run, request: DrawRequest) -> Iterator[str]:
    for void in run.desk.journal.draws().corrected(request.task, request.attempt):
        listed, numbers = "、".join(void.draw.drawn), "、".join(void.numbers.numbers.values())
        then = f"号码曾录为 {numbers}（{void.numbers.time}），当时抽中：{listed}，该记录作废"
        yield f"{then}；{void.correction.time} 更正号码，原因：{void.correction.reason}。"


def _of_cancelled_issues(run: Run, request: DrawRequest) -> Iterator[str]:
    """Say which earlier freezes were given up as their issue was cancelled; a reader can see whether it was."""
    draws = run.desk.journal.draws()
    for attempt in range(1, request.attempt):
        frozen = next((freeze for freeze, _ in draws.of_draw(Freeze, request.task, attempt)), None)
        for given_up, _ in draws.of_draw(Abandon, request.task, attempt):
            if given_up.notice and frozen:
                issue = "、".join(source.name for source in frozen.sources)
                then = f"第 {attempt} 次冻结因“{issue}”取消而放弃（{given_up.time}，{given_up.reason}）"
                yield f"{then}，通知存档：{given_up.notice}。"


def _of_new_days(run: Run, request: DrawRequest) -> Iterator[str]:
    for event in run.desk.journal.draws().postponements(request.sources[0].key):
        yield postponed_in_words(
            event.name, event.before, event.day, time=event.time, reason=event.reason, notice=event.notice
        )


def _of_the_day(run: Run, request: DrawRequest) -> Iterator[str]:
    day = draw_day_of(run, request)
    if day is None:
        return
    if request.day_basis == Basis.UNKNOWN:
        yield f"开奖日未核：当年的休市安排不在程序中，{request.draw_day} 是按周次推算的。"
    frozen = Archive(run.desk).folder(request.plan.task_no, request.attempt) / INPUTS_NAME
    book = frozen / SETTINGS_BOOK.filename
    settings, *_ = load_settings(run.desk, book if book.exists() else run.desk.book(SETTINGS_BOOK))
    if phase_of(run, day, lambda one: is_workday(one, settings)) is Phase.OVERDUE:
        yield f"开奖日（{day}）以后逾五个工作日才抽取。"
