"""检查结果告知书 and 责令改正通知书: what a company is told of its inspection, from the lines of the ledgers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from xlcheck.draws.visit_code import visit_paper
from xlcheck.excel.fill import SheetFilling, Value, fill_sheets
from xlcheck.excel.fill.values import value_text
from xlcheck.excel.forms import ORDER_FORM, RESULT_FORM, Form
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.model import DrawnTask, Inspection, Visit
from xlcheck.results.publish.basis import merged_basis
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK
from xlcheck.schema.vocabularies import TO_CORRECT, TO_RECTIFY
from xlcheck.steps.desk.answering import BOOK_SUFFIXES
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.forms import items_of, template_of
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.draw.archive import name_of
from xlcheck.steps.ledger.draw_part import DrawPart
from xlcheck.steps.ledger.paper_facts import TO_WRITE, PaperDesk, paper_number, task_facts
from xlcheck.steps.ledger.prepare import chosen_tasks
from xlcheck.steps.ledger.read import TaskLedger, read_ledgers, without_faults

_NUMBER = re.compile(r"\d{3,}")


@dataclass(frozen=True, slots=True)
class ResultPapers:
    """What was written, and for how many companies a result and an order to rectify."""

    made: tuple[Path, ...] = ()
    told: int = 0
    ordered: int = 0


@dataclass(frozen=True, slots=True)
class _Kind:
    """A paper that follows from a line: its form, the words of its number, and which lines take it."""

    form: Form
    number: str
    disposals: tuple[str, ...] = ()

    def takes(self, line: Inspection) -> bool:
        """Say whether a complete line needs the paper."""
        return not self.disposals or line.disposal in self.disposals


_RESULT = _Kind(RESULT_FORM, "检告")
_ORDER = _Kind(ORDER_FORM, "责改", (TO_CORRECT, TO_RECTIFY))


@exclusive("结果文书")
def write_result_papers(run: Run, names: Sequence[str] = ()) -> ResultPapers:
    """Write what the companies are told of whose lines are complete and without an error, each once.

    A sheet that stands in a workbook of the task is not made again, so a later run adds one more workbook with the
    companies that came since. Raises as :func:`~xlcheck.steps.ledger.prepare.chosen_tasks`.
    """
    _, chosen = chosen_tasks(run, names)
    papers = PaperDesk(run, load_needed(run, ENTITY_BOOK, ITEM_BOOK))
    ledgers = read_ledgers(run, papers.books.settings)
    of_task = {plan_no: list(own) for plan_no, own in groupby(ledgers, key=lambda ledger: ledger.plan_no)}
    lines = [_sound_lines(of_task.get(task.record.request.plan.plan_no, ())) for task in chosen]
    results, orders = (
        [_of_kind(papers, task, kind, own) for task, own in zip(chosen, lines, strict=True)]
        for kind in (_RESULT, _ORDER)
    )
    made = [path for of_task in zip(results, orders, strict=True) for path, _ in of_task if path is not None]
    told, ordered = (sum(count for _, count in of_kind) for of_kind in (results, orders))
    return ResultPapers(tuple(made), told, ordered)


def _sound_lines(ledgers: Iterable[TaskLedger]) -> list[Inspection]:
    """Return the lines of a task's ledgers that are complete and have no error."""
    sheets = (without_faults(one.sheet, one.findings) for one in ledgers if one.sheet is not None)
    return [line for sheet in sheets for line in sheet.lines if line.complete]


def _of_kind(papers: PaperDesk, task: DrawnTask, kind: _Kind, lines: Iterable[Inspection]) -> tuple[Path | None, int]:
    """Write a paper for each company of a task that has none of its kind; returns the path and how many."""
    plan, attempt = task.record.request.plan, task.record.request.attempt
    stem = f"{Path(kind.form.filename).stem}-{name_of(plan.task_no, attempt)}"
    there = list(_workbooks(papers.run, stem))
    numbers = {match[0] for path in there for sheet in read_sheets(path) if (match := _NUMBER.match(sheet.name))}
    new = {n: pair for n, pair in _numbered(task, filter(kind.takes, lines)).items() if f"{n:03d}" not in numbers}
    if not new:
        return None, 0
    path = papers.run.desk.forms / f"{stem}{f'-{len(there) + 1}' if there else ''}.xlsx"
    common = task_facts(papers, DrawPart(task, 0))
    sheets: list[SheetFilling] = [
        (f"{n:03d}{line.name}", common | _facts(papers, task, kind, (n, visit, line)), {})
        for n, (visit, line) in new.items()
    ]
    papers.run.progress(f"写出《{path.name}》")
    template, practice = template_of(papers.run, kind.form), papers.run.desk.practice
    fill_sheets(template, sheets, path, practice=practice, stamp=papers.run.now)
    return path, len(new)


def _workbooks(run: Run, stem: str) -> Iterator[Path]:
    """Yield the workbooks of a kind that a task has, in whichever format staff have saved them."""
    named = re.compile(rf"{re.escape(stem)}(-\d+)?")
    files = sorted(run.desk.forms.glob(f"{stem}*"))
    yield from (path for path in files if path.suffix.lower() in BOOK_SUFFIXES and named.fullmatch(path.stem))


def _numbered(task: DrawnTask, lines: Iterable[Inspection]) -> Mapping[int, tuple[Visit, Inspection]]:
    """Return visits with their lines, by their number in the task."""
    by_code = {line.code: line for line in lines}
    numbered = ((n, visit) for n, visit in enumerate(task.visits, start=1) if not visit.left)
    return {n: (visit, by_code[visit.drawn.code]) for n, visit in numbered if visit.drawn.code in by_code}


def _facts(papers: PaperDesk, task: DrawnTask, kind: _Kind, of: tuple[int, Visit, Inspection]) -> dict[str, Value]:
    """Return what a paper says of one line."""
    (number, visit, line), part = of, DrawPart(task, 0)
    items = items_of(papers.books, part.plan, line.items)
    own_number = paper_number(papers.books.settings, part, kind.number, f"-{number:03d}")
    return {
        "告知文号": own_number,
        "责改文号": own_number,
        "核对码": visit_paper(task.record, visit, papers.digest(part)).check_code,
        "检查对象名称": line.name,
        "统一社会信用代码": line.code,
        "检查日期": line.inspected,
        "检查事项": line.items,
        "检查人员": line.inspectors,
        "检查依据": merged_basis(item.basis for item in items) or TO_WRITE,
        "检查方式": line.method,
        "检查情况": line.situation,
        "检查结果": line.result,
        "处理结果": line.disposal,
        "整改期限": line.rectify_by or "　　　年　　月　　日",
        "整改要求": f"请在{value_text(line.rectify_by)}前改正。" if line.rectify_by else "",
    }
