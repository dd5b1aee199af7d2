"""What a reader of a record must know of how it came about: in red what was chosen, or could be, after the numbers.

All of it follows from the log above the line of the draw, so that it can be held against the log ever after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlcheck.draws.formats.two.postponement import postponed_in_words
from xlcheck.draws.lodging.receipt import key_in
from xlcheck.draws.randomness.calendar import Basis
from xlcheck.draws.randomness.hours import Phase, closing, phase_at_the_desk
from xlcheck.journal.chronology import clock_fixes, restored_lines
from xlcheck.journal.draw_events import Abandon, Draw, Freeze
from xlcheck.journal.draw_state import DrawState
from xlcheck.journal.logged_event import LoggedEvent
from xlcheck.model import DrawRequest, ProofKind
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.reading.who import same_person
from xlcheck.schema.inputs import SETTINGS_BOOK
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.draw.archive import INPUTS_NAME, Archive
from xlcheck.steps.draw.lodge import lodgings_in_time, lodgings_of
from xlcheck.steps.draw.source import draw_day_of


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A draw, how the draws stood when it was made, and who made it."""

    archive: Archive
    draws: DrawState
    request: DrawRequest
    now: datetime
    operator: str

    @property
    def freezes(self) -> list[LoggedEvent]:
        """The freezes of the task up to this attempt, the first attempt's first."""
        events = (logged for logged in self.draws.events if isinstance(logged.event, Freeze) and logged.counts)
        return [logged for logged in events if logged.event.task == self.request.task]

    @property
    def line(self) -> int:
        """The number of the line that tells of the freeze."""
        return self.freezes[-1].number

    @property
    def freeze(self) -> Freeze:
        """The freeze that is drawn."""
        return _freeze_of(self.freezes[-1])


def marks_of(draw: Circumstances) -> tuple[str, ...]:
    """Return the red sentences of a draw, as they stand on its record."""
    return (
        *_of_earlier_attempts(draw),
        *_of_others_given_up(draw),
        *_of_corrections(draw),
        *_of_lodgings_by_a_new_day(draw),
        *_of_new_days(draw, in_time=False),
        *_of_the_clock(draw),
        *_of_who_was_there(draw),
        *_of_the_day(draw),
    )


def remarks_of(draw: Circumstances) -> tuple[str, ...]:
    """Return what happened to a draw besides, and speaks against nobody."""
    return (
        *_of_cancelled_issues(draw),
        *_of_new_days(draw, in_time=True),
        *_of_restorations(draw),
        *_of_other_keys(draw),
    )


def _of_earlier_attempts(draw: Circumstances) -> Iterator[str]:
    for freeze in map(_freeze_of, draw.freezes[:-1]):
        for drawn, _ in draw.draws.of_draw(Draw, *freeze.mark):
            names = "、".join(drawn.drawn)
            again = f"其后又抽取本次，原因：{draw.request.reason}"
            yield f"第 {freeze.attempt} 次已于 {drawn.time} 抽取，抽中：{names}；{again}。"
        for given_up in given_up_late(draw.draws, freeze):
            how = late_in_words(draw.draws, freeze, given_up)
            proof = f"，通知存档：{given_up.notice}；取消与否，请向开奖机构核对" if given_up.notice else ""
            yield f"第 {freeze.attempt} 次冻结{how}，原因：{given_up.reason}{proof}。"


def _freeze_of(logged: LoggedEvent) -> Freeze:
    assert isinstance(logged.event, Freeze)
    return logged.event


def given_up_late(draws: DrawState, freeze: Freeze) -> Iterator[Abandon]:
    """Yield the giving-up of a freeze from 18:00 of the day on that was computed for its numbers."""
    for given_up, _ in draws.of_draw(Abandon, *freeze.mark):
        if freeze.day and given_up.time >= closing(freeze.day):
            yield given_up


def late_in_words(draws: DrawState, freeze: Freeze, given_up: Abandon) -> str:
    """Say when a freeze was given up, and that its numbers could be known."""
    return f"在{_day_in_words(draws, freeze)}18:00 以后放弃（{given_up.time}）"


def _day_in_words(draws: DrawState, freeze: Freeze) -> str:
    """Name the day of the numbers as it was computed: that it was put off is what the bureau says."""
    later = draws.day_of(freeze.sources[0].key, freeze.day)
    return f"开奖日（{freeze.day}）" if later == freeze.day else f"原定开奖日（{freeze.day}，登记改到 {later}）"


def _of_others_given_up(draw: Circumstances) -> Iterator[str]:
    """Say which other tasks were given up when their numbers could be known, and might come back as this one.

    These are tasks on the same issue, and tasks of the same category that were not drawn since.
    """
    source = draw.request.sources[0]
    for freeze in draw.draws.of_kind(Freeze):
        if freeze.task == draw.request.task:
            continue
        is_sibling = any(other.key == source.key for other in freeze.sources)
        is_alike = bool(freeze.category) and freeze.category == draw.freeze.category
        if is_sibling or (is_alike and not _is_drawn_since(draw.draws, freeze)):
            which = f"同用“{source.name}”冻结的" if is_sibling else f"同为“{freeze.category}”的任务"
            for given_up in given_up_late(draw.draws, freeze):
                how = late_in_words(draw.draws, freeze, given_up)
                yield f"{which} {freeze.task_no} {how}，原因：{given_up.reason}。"


def _is_drawn_since(draws: DrawState, freeze: Freeze) -> bool:
    """Say whether a later attempt of a task was drawn, whose record tells of this one."""
    return any(drawn.task == freeze.task and drawn.attempt > freeze.attempt for drawn in draws.of_kind(Draw))


def _of_corrections(draw: Circumstances) -> Iterator[str]:
    for void in draw.draws.corrected(draw.request.task, draw.request.attempt):
        names, numbers = "、".join(void.draw.drawn), "、".join(void.numbers.numbers.values())
        sentence = f"号码曾录为 {numbers}（{void.numbers.time}），当时抽中：{names}，该记录作废"
        yield f"{sentence}；{void.correction.time} 更正号码，原因：{void.correction.reason}。"


def _of_lodgings_by_a_new_day(draw: Circumstances) -> Iterator[str]:
    """Say why a lodging shows nothing that is in time only by the day to which its issue is said to be put off."""
    new_day = draw.draws.day_of(draw.freeze.sources[0].key, draw.freeze.day)
    for proof in () if lodgings_in_time(draw.draws, draw.request) else lodgings_of(draw.draws, draw.request):
        if proof.at < closing(new_day):
            when = f"{proof.holder}在{_day_in_words(draw.draws, draw.freeze)}18:00 以后收存（{proof.at}）"
            yield f"{when}；改期由本机关登记，不延长收存的时间，不作为收存的凭据。"


def _of_new_days(draw: Circumstances, *, in_time: bool) -> Iterator[str]:
    """Say which issues of the task were put off: those noted ``in_time``, or those that lengthen nothing."""
    issues = {freeze.sources[0].key: freeze.day for freeze in map(_freeze_of, draw.freezes)}
    for key, day in issues.items():
        in_force = draw.draws.new_days(key, day)
        for event in draw.draws.postponements(key):
            words = postponed_in_words(
                event.name, event.before, event.day, time=event.time, reason=event.reason, notice=event.notice
            )
            if in_time and event in in_force:
                yield words
            elif not in_time and event not in in_force:
                yield f"{words.rstrip('。')}；登记时已过原定开奖日18:00，不改变期限。"


def _of_cancelled_issues(draw: Circumstances) -> Iterator[str]:
    """Say which earlier freezes were given up in time as their issue was cancelled; a reader can see whether it was."""
    for freeze in map(_freeze_of, draw.freezes):
        for given_up, _ in draw.draws.of_draw(Abandon, *freeze.mark):
            if given_up.notice and given_up not in given_up_late(draw.draws, freeze):
                issue = "、".join(source.name for source in freeze.sources)
                sentence = f"第 {freeze.attempt} 次冻结因“{issue}”取消而放弃（{given_up.time}，{given_up.reason}）"
                yield f"{sentence}，通知存档：{given_up.notice}。"


def _of_the_clock(draw: Circumstances) -> Iterator[str]:
    """Say where the times of freeze and lodging are no better than a clock that was put right."""
    for fix in clock_fixes(draw.draws.chain):
        if draw.line < fix.number or draw.freeze.time < fix.reached:
            what = f"时钟更正（{fix.event.time}，此前日志已记到 {fix.reached}，原因：{fix.event.reason}）"
            yield f"抽取日志登记过{what}：冻结、收存早于开奖，不能只凭日志，要看收存的人手中的凭据。"


def _of_restorations(draw: Circumstances) -> Iterator[str]:
    """Say that the freeze is known from a copy that somebody else had kept."""
    for back in restored_lines(draw.draws.chain):
        if draw.line in back.lines:
            what = f"冻结的记载于 {back.event.time} 由留存的副本恢复（{back.event.reason}）"
            yield f"{what}；冻结、收存的先后，以收存的人手中的凭据为准。"


def _of_other_keys(draw: Circumstances) -> Iterator[str]:
    """Say where a receipt that counts is signed by another key than one that the bureau noted before it."""
    signed = [event.number for event in draw.draws.lodgings if event.file]
    for proof in lodgings_in_time(draw.draws, draw.request):
        if proof.kind is ProofKind.RECEIPT:
            before = signed[: signed.index(proof.number)]
            others = [number for number in before if key_in(number) != key_in(proof.number)]
            if others:
                what = f"回执 {proof.number} 的签名密钥与以前登记的回执 {others[-1]} 不同"
                yield f"{what}；上级有没有换过密钥，请向上级核对。"


def _of_who_was_there(draw: Circumstances) -> Iterator[str]:
    """Say where nobody but the operator can bear witness; of dice the strength says so."""
    for proof in lodgings_in_time(draw.draws, draw.request):
        if same_person(proof.holder, draw.operator):
            yield f"收存的人（{proof.holder}）就是操作人，不能证明冻结早于开奖。"


def _of_the_day(draw: Circumstances) -> Iterator[str]:
    request = draw.request
    day = draw_day_of(draw.draws, request)
    if day is None:
        return
    if request.day_basis == Basis.UNKNOWN:
        yield f"开奖日未核：当年的休市安排不在程序中，{request.draw_day} 是按周次推算的。"
    book = settings_book(draw.archive, request)
    settings, *_ = load_settings(draw.archive.desk, book if book.exists() else None)
    if phase_at_the_desk(draw.now, day, lambda one: is_workday(one, settings)) is Phase.OVERDUE:
        yield f"开奖日（{day}）以后逾五个工作日才抽取。"


def settings_book(archive: Archive, request: DrawRequest) -> Path:
    """Return the copy of 单位设置 that was archived at the freeze."""
    folder = archive.folder(request.plan.task_no, request.attempt)
    return folder / INPUTS_NAME / SETTINGS_BOOK.filename
