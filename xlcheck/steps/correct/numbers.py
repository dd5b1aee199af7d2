"""更正号码: numbers that were confirmed though they were typed wrong give way to those that are officially published.

It stays the same attempt. The record that they made is kept, archived and issued, as a void one, and the new record
prints both; so whoever corrects true numbers into false ones is found by the official results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlcheck.draws.formats import format_of
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.journal.draw_events import Correction, Freeze, Replace, identity_of
from xlcheck.model import SECOND_FORMAT, DrawnTask, DrawRecord, DrawRequest, Settings, Source, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.who import gives_reason
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import RECORD_NAME, Archive, read_record
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.draw import Attendance, DrawResult, WaitingSource, complete
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.ledger.prepare import papers_of_draw
from xlcheck.steps.ledger.read import inspected_codes


@dataclass(frozen=True, slots=True)
class DrawnNumbers:
    """The tasks that were drawn by the same numbers of one source; ``numbers`` are as they were typed."""

    source: WaitingSource
    numbers: str
    tasks: tuple[DrawnTask, ...]

    @property
    def task_numbers(self) -> str:
        """The numbers of the tasks, as a sentence lists them."""
        return "、".join(task.record.request.plan.task_no for task in self.tasks)


def drawn_numbers(run: Run) -> list[DrawnNumbers]:
    """Return the numbers that were typed for the draws that count; raises as :func:`.drawn_tasks`."""
    run.progress("读取抽取记录")
    groups: dict[Source, DrawnNumbers] = {}
    for task in drawn_tasks(Archive(run.desk)).values():
        request = task.record.request
        revealed = run.desk.journal.draws().revealed(request.task, request.attempt)
        [decided] = request.sources[:1]
        source = WaitingSource(decided, request.format)
        if request.format != SECOND_FORMAT or not source.is_typed or revealed is None:
            continue
        same = groups.get(decided, DrawnNumbers(source, revealed[0].numbers[decided.key], ()))
        groups[decided] = replace(same, tasks=(*same.tasks, task))
    return list(groups.values())


@exclusive("更正号码")
def correct_numbers(run: Run, drawn: DrawnNumbers, numbers: str, reason: str) -> list[DrawResult]:
    """Draw the tasks of wrong numbers once more, by ``numbers``; their forms and ledgers, still empty, are set aside.

    Raises :class:`XlcheckError`: ``correct.reason-missing``, ``correct.same-numbers``, ``correct.meanwhile`` where it
    was drawn otherwise since it was read, ``correct.too-late`` where others have acted on the list,
    ``draw.clock-behind``, and what :meth:`.WaitingSource.check` raises; nothing is logged then.
    """
    if not gives_reason(reason):
        raise XlcheckError("correct.reason-missing")
    refuse_numbers(run, {"更正的理由": reason}, (numbers,))
    if drawn.source.check(numbers) == drawn.source.check(drawn.numbers):
        raise XlcheckError("correct.same-numbers", numbers=drawn.source.check(numbers))
    require_clock(run)
    if drawn not in drawn_numbers(run.quiet):
        raise XlcheckError("correct.meanwhile", tasks=drawn.task_numbers)
    settings, *_ = load_settings(run.desk)
    for task in drawn.tasks:
        _check_correctable(run, settings, task)
    logged = [_log(run, task, numbers, clean(reason)) for task in drawn.tasks]
    return [_draw(run, *one, task) for one, task in zip(logged, drawn.tasks, strict=True)]


@exclusive("更正号码")
def finish_corrections(run: Run) -> list[DrawResult]:
    """Draw what a correction that was interrupted has logged, and correct the tasks that it had not reached."""
    draws, archive, results = run.desk.journal.draws(), Archive(run.desk), list[DrawResult]()
    for freeze in draws.of_kind(Freeze):
        revealed = draws.revealed(*freeze.mark)
        if revealed and isinstance(revealed[0], Correction) and draws.is_waiting(freeze.task):
            event, void = revealed[0], _void_record(archive, freeze)
            request = _by_numbers(void.request, event.numbers[void.request.sources[0].key])
            results.append(_draw(run, request, event, revealed[1], drawn_task_of(void)))
            waiting = [one for one in drawn_numbers(run.quiet) if one.source.source == void.request.sources[0]]
            for one in waiting:
                results += correct_numbers(run, one, next(iter(event.numbers.values())), event.reason)
    return results


def _void_record(archive: Archive, freeze: Freeze) -> DrawRecord:
    """Return the record that the last correction of a draw makes void, wherever it stands yet."""
    number = len(archive.desk.journal.draws().corrected(*freeze.mark))
    shelf, _ = archive.corrected_paths(freeze.task_no, freeze.attempt, number)
    return read_record(shelf if shelf.exists() else archive.folder(freeze.task_no, freeze.attempt) / RECORD_NAME)


def _draw(run: Run, request: DrawRequest, event: Correction, line_hash: str, task: DrawnTask) -> DrawResult:
    """Draw by the right numbers; ledgers, which are empty, and forms of the wrong list are set aside before."""
    for path in papers_of_draw(run.desk, task):
        set_aside(path, run.now)
    room = Attendance(task.record.operator, task.record.venue, task.record.witnesses)
    return complete(run, request, event, line_hash, room)


def _check_correctable(run: Run, settings: Settings, task: DrawnTask) -> None:
    """Refuse what others have acted on: a list from which somebody was replaced, inspected or published."""
    request, draws = task.record.request, run.desk.journal.draws()
    whys = {
        "已经补抽": any(draws.of_draw(Replace, request.task, request.attempt)),
        "已经再次冻结": draws.attempt(request.task) != request.attempt,
        "已经登记检查结果或者公示": bool(inspected_codes(run, settings, task)),
    }
    for why in (why for why, is_so in whys.items() if is_so):
        raise XlcheckError("correct.too-late", task=request.plan.task_no, why=why)


def _log(run: Run, task: DrawnTask, numbers: str, reason: str) -> tuple[DrawRequest, Correction, str]:
    """Log the numbers of one task; all are logged before any is drawn."""
    request = _by_numbers(task.record.request, numbers)
    by_key = {source.key: numbers for source in request.sources}
    seed = format_of(request).seed_of(request)
    event = Correction(run.stamp, *identity_of(request), numbers=by_key, seed=seed, reason=reason)
    return request, event, run.desk.journal.add_draw_event(event)


def _by_numbers(request: DrawRequest, numbers: str) -> DrawRequest:
    reveal = format_of(request).reveal
    return replace(request, sources=tuple(reveal(replace(one, numbers=()), numbers) for one in request.sources))


def numbers_of_task(groups: Sequence[DrawnNumbers], name: str) -> DrawnNumbers:
    """Return the numbers by which a task was drawn; ``name`` is its task or plan number.

    Raises :class:`XlcheckError` ``correct.not-drawn``.
    """
    for group in groups:
        plans = [task.record.request.plan for task in group.tasks]
        if any(clean(name) in (plan.task_no, plan.plan_no) for plan in plans):
            return group
    known = "、".join(group.task_numbers for group in groups) or "（无）"
    raise XlcheckError("correct.not-drawn", task=name, known=known)
