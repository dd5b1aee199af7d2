"""台账: after a draw, the forms to print and the ledger to type in; what exists is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from xlcheck import __version__
from xlcheck.excel.fill import Value
from xlcheck.excel.forms import (
    LEDGER_FORM,
    deadline_formula,
    option_rows,
    titled,
)
from xlcheck.model import Deadline, DrawnTask, DrawRecord, Inspection, Settings, XlcheckError
from xlcheck.reading.calendar.deadlines import deadline, unknown_years
from xlcheck.reading.formats import format_line
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.results.ledger.shared_visits import SharedVisit, shared_visits
from xlcheck.schema.formats import LEDGER_FORMAT
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Column, Filler
from xlcheck.steps.desk.answering import answer_for
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.forms import bureau_facts, entity_cells, fill_form
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks, require_record, say_lost
from xlcheck.steps.ledger.approval import write_approval
from xlcheck.steps.ledger.arrangement import arrangement_path, write_arrangement
from xlcheck.steps.ledger.draw_part import DrawPart
from xlcheck.steps.ledger.paper_facts import PaperDesk
from xlcheck.steps.ledger.visit_forms import write_letters, write_receipts, write_record_forms

_GRACE = timedelta(days=90)
"""How long after its window an inspection may still be entered and find its deadline."""


@dataclass(frozen=True, slots=True)
class PreparedTask:
    """What was made for one task, what existed and was left alone, and the years whose holidays its deadlines lack."""

    task_no: str
    made: tuple[Path, ...]
    left_alone: tuple[Path, ...]
    unknown_years: tuple[int, ...] = ()


_Make = Callable[[PaperDesk, DrawPart, Path], None]


def ledger_paths(desk: Desk, drawn_task: DrawnTask) -> dict[int, Path]:
    """Return the ledgers of a task, for staff to fill: of the draw (0), and of each replacement that drew an entity.

    Where staff have saved one in another format, and there is no .xlsx, that is the ledger.
    """
    numbers = (0, *(replacement.number for replacement in drawn_task.replacements if replacement.entered))
    names = {number: f"检查台账-{DrawPart(drawn_task, number).name}.xlsx" for number in numbers}
    return {number: answer_for(desk.ledgers / name) for number, name in names.items()}


@exclusive("台账")
def prepare(run: Run, names: Sequence[str] = ()) -> list[PreparedTask]:
    """Make the papers and 检查台账 of each drawn task (or of those wanted by task number).

    A file that exists is never written again: staff may have typed into it or sent it. Only 合并检查安排, which comes
    last where tasks share visits, is the tool's own and follows what is made. Raises
    :class:`XlcheckError` ``ledger.nothing-drawn`` or ``ledger.task-not-drawn`` where there is nothing to prepare.
    """
    tasks, chosen = chosen_tasks(run, names)
    books = load_needed(run, ENTITY_BOOK, ITEM_BOOK)
    shared = shared_visits(tasks, books.settings)
    papers = PaperDesk(run, books)
    each = run.talk.each("写出 {} 的表单和台账", chosen, lambda task: task.record.request.plan.task_no)
    results = [_prepare_task(papers, drawn_task, shared) for drawn_task in each]
    return [*results, *_arrange(run, books.settings, shared, results)]


def chosen_tasks(run: Run, names: Sequence[str]) -> tuple[list[DrawnTask], list[DrawnTask]]:
    """Return all drawn tasks, and those that are named by task or plan number, which are all where none is.

    Raises :class:`XlcheckError` ``ledger.nothing-drawn`` or ``ledger.task-not-drawn``.
    """
    run.progress("读取抽取记录")
    archive = Archive(run.desk)
    for name in names:
        require_record(archive, name)
    say_lost(run)
    tasks = list(drawn_tasks(archive).values())
    if not tasks:
        for trouble in archive.lost().values():
            raise trouble
        raise XlcheckError("ledger.nothing-drawn")
    plans = [drawn_task.record.request.plan for drawn_task in tasks]
    for name in names:
        if not any(name in (plan.task_no, plan.plan_no) for plan in plans):
            numbers = "、".join(plan.task_no for plan in plans)
            raise XlcheckError("ledger.task-not-drawn", name=name, known=numbers)
    return tasks, [s for s, p in zip(tasks, plans, strict=True) if not names or {p.task_no, p.plan_no} & set(names)]


def _arrange(
    run: Run, settings: Settings, shared: Sequence[SharedVisit], results: Sequence[PreparedTask]
) -> Iterator[PreparedTask]:
    """Write 合并检查安排 again where anything was made since."""
    path = arrangement_path(run.desk)
    if shared and (not path.exists() or any(task.made for task in results)):
        yield PreparedTask("合并检查", (write_arrangement(run, settings, shared),), ())
        run.say(f"有 {len(shared)} 户合并检查，见《{path.name}》；此前已送达的通知书没有写明的，请另行告知")
    elif shared:
        yield PreparedTask("合并检查", (), (path,))


def _prepare_task(papers: PaperDesk, drawn_task: DrawnTask, shared: Sequence[SharedVisit]) -> PreparedTask:
    run, books = papers.run, papers.books
    plan = drawn_task.record.request.plan
    task_no = plan.task_no
    visits = {visit.code: visit for visit in shared if visit.is_of(plan.plan_no)}
    files = [(path, make, part) for part in _parts(drawn_task, visits) for path, make in _every_file(run.desk, part)]
    missing = [file for file in files if not file[0].exists()]
    for path, make, part in missing:
        make(papers, part, path)
    new = tuple(path for path, _, _ in missing)
    unknown = unknown_years(_deadlines(drawn_task.record, books.settings), books.settings) if new else ()
    return PreparedTask(task_no, new, tuple(path for path, _, _ in files if path not in new), unknown)


def prepared_files(desk: Desk, drawn_task: DrawnTask) -> list[Path]:
    """Return the forms and ledgers without which a task is not prepared.

    The papers that version 0.1.0 did not make are none of them: what it prepared is prepared.
    """
    return [path for part in _parts(drawn_task, {}) for path, _ in _files(desk, part)]


def papers_of_draw(desk: Desk, drawn_task: DrawnTask) -> list[Path]:
    """Return the forms and ledgers that a draw has or will have: the later papers beside :func:`prepared_files`."""
    return [path for part in _parts(drawn_task, {}) for path, _ in _every_file(desk, part)]


def _parts(drawn_task: DrawnTask, shared: Mapping[str, SharedVisit]) -> list[DrawPart]:
    """Return the draw of a task and each of its replacements."""
    return [DrawPart(drawn_task, number, shared) for number in range(len(drawn_task.replacements) + 1)]


def _every_file(desk: Desk, part: DrawPart) -> Iterator[tuple[Path, _Make]]:
    yield from _files(desk, part)
    yield from _later_files(desk, part)


def _files(desk: Desk, part: DrawPart) -> Iterator[tuple[Path, _Make]]:
    """Yield forms where somebody is to be visited, and a ledger where entities were drawn."""
    if part.visits:
        yield desk.forms / f"抽查通知书-{part.name}.xlsx", write_letters
        yield desk.forms / f"检查记录表-{part.name}.xlsx", write_record_forms
    path = ledger_paths(desk, part.task).get(part.number)
    if path is not None:
        yield path, _write_ledger


def _later_files(desk: Desk, part: DrawPart) -> Iterator[tuple[Path, _Make]]:
    """Yield the papers that came later than version 0.1.0."""
    if part.visits:
        yield desk.forms / f"行政检查审批表-{part.name}.xlsx", write_approval
        yield desk.forms / f"送达回证-{part.name}.xlsx", write_receipts


def _write_ledger(papers: PaperDesk, part: DrawPart, path: Path) -> None:
    run, books = papers.run, papers.books
    settings, lines = books.settings, given_lines(part.task, part.number)
    registry = entity_cells(books.entities, LEDGER.filled_by(Filler.REGISTRY), {line.code for line in lines})
    rows = [_row(line, part, registry.get(line.code, {})) for line in lines]
    deadlines = _deadlines(part.task.record, settings)
    records = {
        "台账": titled(LEDGER.as_offered, rows),
        "期限": tuple({"对照日期": due.inspected, "对照期限": due.last_day} for due in deadlines),
        **option_rows(settings),
    }
    notes = {
        "期限说明": _stale_note(unknown_years(deadlines, settings)),
        "格式说明": format_line(LEDGER_FORMAT, __version__),
    }
    fill_form(run, LEDGER_FORM, bureau_facts(settings, run) | notes, records, path, growing=True)


def _row(line: Inspection, part: DrawPart, registry: Mapping[Column, Value]) -> dict[Column, Value]:
    """Return a line of the ledger, with what the registry says of its entity now.

    Its 备注 says with whom the visit is shared.
    """
    row: dict[Column, Value] = {column: getattr(line, column.key) for column in LEDGER.filled_by(Filler.DRAW)}
    remark = "；".join(filter(None, (line.remark, part.together(line.code))))
    return row | {**registry, LEDGER.remark: remark, LEDGER.publish_by: deadline_formula()}


def _deadlines(record: DrawRecord, settings: Settings) -> list[Deadline]:
    """Return the last day to publish for each day on which an inspection may be entered."""
    window = record.request.plan.window
    assert window is not None
    return [deadline(day, settings) for day in _days(window.start, window.end + _GRACE)]


def _stale_note(years: Sequence[int]) -> str:
    """Say in the ledger, which is never written again, which deadlines it computes without a year's holidays."""
    if not years:
        return ""
    names = "、".join(map(str, years))
    return f"{names} 年的节假日安排尚不可知，有关期限只按周一至周五计算；安排公布后，以“到期提醒”为准。"


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
