"""补抽: an entity or an inspector falls away after the draw; who comes instead is logged, recorded and archived.

The log line makes it count. Everything printed follows from the log, the record of the draw and the evidence, which is
archived before; so what an interrupted run did not write is written by the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck import __version__
from xlcheck.checks.drop_outs import is_confirmed_by_registries
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.draws.verification.replacement import replacement_book
from xlcheck.excel.write.draw import write_record
from xlcheck.journal.disk import write_bytes
from xlcheck.model import DrawnTask, DropOut, XlcheckError
from xlcheck.reading.folding import clean, fold_id
from xlcheck.reading.personal import personal_number
from xlcheck.reading.who import gives_reason
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.evidence import Evidence, evidence_of
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.drawn_tasks import (
    REPLACED_NAME,
    drawn_tasks,
    drop_outs,
    event_of,
    replaced_folder,
    replaced_path,
    require_record,
)
from xlcheck.steps.draw.web_page import page_path, write_page
from xlcheck.steps.ledger.read import inspected_codes
from xlcheck.steps.replace.reuse import check_not_reused


@dataclass(frozen=True, slots=True)
class DropOutReport:
    """Who falls away: an entity (its code alone), or the inspector ``cert``.

    Of an inspector ``codes`` are the entities to which somebody else must go; without any, it is everything that is
    not inspected yet, and the inspector serves the task no more.
    """

    codes: tuple[str, ...]
    cert: str
    reason: str
    note: str = ""
    evidence: tuple[Path, ...] = ()
    operator: str = ""


@dataclass(frozen=True, slots=True)
class ReplaceResult:
    """The task after a replacement, the record to print, and the task's page."""

    task: DrawnTask
    path: Path
    page: Path

    @property
    def outcome(self) -> tuple[str, ...]:
        """A sentence for each entity to which somebody else goes now."""
        replacement, record = self.task.replacements[-1], self.task.record
        visits = {v.drawn.code: v for v in self.task.visits}
        new = [(visits[team.code].drawn, record.request.named(team.certs)) for team in replacement.teams]
        if replacement.entered is None:
            return tuple(f"{drawn.name}：检查人员换为{team}" for drawn, team in new)
        [(drawn, team)], [code] = new, replacement.drop_out.codes
        return (f"{visits[code].drawn.name}退出，补入{drawn.name}（{drawn.code}），检查人员{team}",)


@dataclass(frozen=True, slots=True)
class Participant:
    """The entity or inspector that a text names: an entity has a ``code``, an inspector a ``cert``."""

    name: str
    code: str = ""
    cert: str = ""


def participant(run: Run, task: str, text: str) -> Participant:
    """Return the drawn entity or the inspector of a task that a text means.

    Raises :class:`XlcheckError` ``replace.not-drawn`` where it means neither.
    """
    drawn_task = _drawn_task(run, task)
    folded = fold_id(text)
    inspectors = (Participant(i.name, cert=i.cert) for i in drawn_task.record.request.inspectors)
    entities = (Participant(v.drawn.name, code=v.drawn.code) for v in drawn_task.visits)
    person = next((w for w in (*inspectors, *entities) if folded in (w.code, w.cert)), None)
    if person is None:
        raise XlcheckError("replace.not-drawn", entity=text, task=drawn_task.record.request.plan.task_no)
    return person


def participants(run: Run, task: str) -> list[Participant]:
    """Return who can drop out of a task: the entities that are to be inspected now, then their inspectors.

    Raises :class:`XlcheckError` ``replace.task-not-drawn``.
    """
    drawn_task = _drawn_task(run, task)
    names = {i.cert: i.name for i in drawn_task.record.request.inspectors}
    certs = dict.fromkeys(cert for visit in drawn_task.current for cert in visit.team.certs)
    entities = [Participant(v.drawn.name, code=v.drawn.code) for v in drawn_task.current]
    return entities + [Participant(names[cert], cert=cert) for cert in certs]


@exclusive("补抽")
def replace_one(run: Run, task: str, report: DropOutReport) -> ReplaceResult:
    """Replace whoever falls away; ``task`` is a task or plan number.

    Raises :class:`XlcheckError`; nothing is logged then.
    """
    require_clock(run)
    archive = Archive(run.desk)
    before = _drawn_task(run, task)
    _check_not_cut(archive, before)
    interrupted = _issue_missing(run, archive, before)
    evidence = checked_evidence(run, report)
    if interrupted and _is_logged(before, report, evidence):
        request, number = before.record.request, before.replacements[-1].number
        return ReplaceResult(before, replaced_path(archive, request, number), page_path(archive, request))
    _check_no_numbers(run, report)
    drop_out = _drop_out(run, before, report, evidence)
    draft = following(before, drop_out)  # before anything is written: it may be refused
    number = draft.replacements[-1].number
    _archive_evidence(run, evidence, replaced_folder(archive, before.record.request, number))
    after = following(before, drop_out, run.desk.journal.add_draw_event(event_of(draft)))
    run.say(f"{before.record.request.plan.task_no} 第 {number} 次补抽")
    return ReplaceResult(after, _issue(run, archive, after), write_page(run, archive, after))


def _drawn_task(run: Run, name: str) -> DrawnTask:
    run.progress("读取抽取记录")
    require_record(Archive(run.desk), name)
    tasks = list(drawn_tasks(Archive(run.desk)).values())
    for drawn_task in tasks:
        plan = drawn_task.record.request.plan
        if name in (plan.task_no, plan.plan_no):
            return drawn_task
    numbers = "、".join(s.record.request.plan.task_no for s in tasks) or "（无）"
    raise XlcheckError("replace.task-not-drawn", name=name, known=numbers)


def _check_not_cut(archive: Archive, drawn_task: DrawnTask) -> None:
    """Raise :class:`XlcheckError` ``log.cut`` where a replacement has a record of which the log does not know."""
    request, number = drawn_task.record.request, len(drawn_task.replacements) + 1
    archived_path = replaced_folder(archive, request, number) / REPLACED_NAME
    if archived_path.exists() or replaced_path(archive, request, number).exists():
        raise XlcheckError("log.cut", task=request.plan.task_no, file=archive.desk.journal.draw_log)


def _is_logged(drawn_task: DrawnTask, report: DropOutReport, evidence: Sequence[Evidence]) -> bool:
    """Say whether a report is the one that was logged last, by a run that was interrupted before it had printed it."""
    last, codes = drawn_task.replacements[-1].drop_out, tuple(dict.fromkeys(map(fold_id, report.codes)))
    return (last.cert, last.wholly, last.reason, last.evidence) == (
        fold_id(report.cert),
        not codes,
        clean(report.reason),
        _digests(evidence),
    ) and codes in ((), last.codes)


def _issue_missing(run: Run, archive: Archive, drawn_task: DrawnTask) -> bool:
    """Write the records of earlier replacements that are not there, and the page where it does not tell of them.

    Returns whether anything had to be written.
    """
    record, interrupted = drawn_task.record, False
    events = drop_outs(archive, record.request.task, record.request.attempt)
    for number in range(1, len(events) + 1):
        archived_path = replaced_folder(archive, record.request, number) / REPLACED_NAME
        if not (archived_path.exists() and replaced_path(archive, record.request, number).exists()):
            run.say(f"{record.request.plan.task_no} 第 {number} 次补抽的记录不在，按抽取日志补写")
            _issue(run, archive, drawn_task_of(record, events[:number]))
            interrupted = True
    if not events:
        return False
    page = page_path(archive, record.request)
    before = page.read_bytes() if page.exists() else b""
    return write_page(run, archive, drawn_task).read_bytes() != before or interrupted


def _issue(run: Run, archive: Archive, drawn_task: DrawnTask) -> Path:
    """Write the record of the last replacement, archived and for print."""
    request, number = drawn_task.record.request, drawn_task.replacements[-1].number
    archived_path = replaced_folder(archive, request, number) / REPLACED_NAME
    if not archived_path.exists():
        write_record(archived_path, replacement_book(drawn_task), practice=run.desk.practice)
    path = replaced_path(archive, request, number)
    write_bytes(path, archived_path.read_bytes())
    return path


def checked_evidence(run: Run, report: DropOutReport) -> tuple[Evidence, ...]:
    """Return the files that prove a drop-out, each once.

    An inspector whose reason the registries can confirm needs none. Raises :class:`XlcheckError`
    ``replace.evidence-missing``, ``replace.evidence-of-person``, ``replace.reason-missing``, and as
    :func:`evidence_of` and :func:`check_not_reused`.
    """
    if not report.cert and not report.evidence:
        raise XlcheckError("replace.evidence-missing")
    evidence = {one.digest: one for one in reversed([evidence_of(path) for path in report.evidence])}
    if not gives_reason(report.reason):
        raise XlcheckError("replace.reason-missing")
    if not evidence and not is_confirmed_by_registries(report.reason):
        raise XlcheckError("replace.evidence-of-person", reason=clean(report.reason))
    check_not_reused(run, tuple(evidence.values()), fold_id(report.cert or "".join(report.codes[:1])))
    return tuple(reversed(evidence.values()))


def _check_no_numbers(run: Run, report: DropOutReport) -> None:
    """Refuse a person's number in what is printed and published for good."""
    known = KnownNumbers(run)
    for title, text in (("原因", report.reason), ("情况说明", report.note), ("操作人", report.operator)):
        if kind := personal_number(text, known):
            raise XlcheckError("replace.personal-number", title=title, kind=kind)


def _drop_out(run: Run, drawn_task: DrawnTask, report: DropOutReport, evidence: Sequence[Evidence]) -> DropOut:
    """Return what is reported, with the entities that it concerns; none of them may be inspected already."""
    cert, codes = fold_id(report.cert), tuple(dict.fromkeys(map(fold_id, report.codes)))
    settings, *_ = load_settings(run.desk)
    final = inspected_codes(run, settings, drawn_task)
    for visit in drawn_task.visits:
        if visit.drawn.code in codes and visit.drawn.code in final:
            raise XlcheckError("replace.inspected", entity=visit.drawn.name)
    waiting = tuple(v.drawn.code for v in drawn_task.current if cert in v.team.certs and v.drawn.code not in final)
    if not codes and not waiting:
        raise XlcheckError("replace.no-seat", cert=cert, task=drawn_task.record.request.plan.task_no)
    return DropOut(
        codes or waiting,
        cert,
        wholly=not codes,
        reason=clean(report.reason),
        note=clean(report.note),
        evidence=_digests(evidence),
        at=run.stamp,
        operator=clean(report.operator),
        version=__version__,
    )


def _digests(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the files with their SHA-256, as the record prints them."""
    return tuple(f"{name} {one.digest}" for name, one in _named(evidence))


def _archive_evidence(run: Run, evidence: Sequence[Evidence], folder: Path) -> None:
    """Copy the evidence under the names that the record prints; what an interrupted run left is set aside."""
    if set_aside(folder, run.now):
        run.say(f"上次补抽中断，没有完成；留下的“{folder.name}”移入旁边的“旧版”")
    for name, one in _named(evidence):
        write_bytes(folder / name, one.path.read_bytes())
        if not one.kind.opened:
            run.say(f"{name}：{one.kind.name}，程序打不开，照原样收存，没有核对内容；请自己打开看过")


def _named(evidence: Sequence[Evidence]) -> list[tuple[str, Evidence]]:
    """Return each file with its name in the archive, ``证据1.jpg``; its own name may say more than is to be printed."""
    return [(f"证据{number}{one.suffix}", one) for number, one in enumerate(evidence, start=1)]
