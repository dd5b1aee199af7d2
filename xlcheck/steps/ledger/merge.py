"""合并台账: what people typed into copies of a ledger goes into the ledger; conflicts are noted, never settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.fill import Value
from xlcheck.excel.forms import MERGE_NOTES_FORM, titled
from xlcheck.excel.patch import patch_copy
from xlcheck.excel.read.workbook import check_not_open, read_book
from xlcheck.model import Settings, XlcheckError
from xlcheck.reading.tables import TypedTable
from xlcheck.results.ledger.merge import MergeNote, MergeOutcome, merge, strangers
from xlcheck.schema.outputs.ledger import LEDGER, MERGE_NOTES
from xlcheck.schema.table import Book, Column
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import put_in_place, set_aside
from xlcheck.steps.desk.forms import bureau_facts, fill_form
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks, say_lost
from xlcheck.steps.ledger.prepare import ledger_paths
from xlcheck.steps.ledger.read import files_for

FOLDER = "合并"
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


@dataclass(frozen=True, slots=True)
class MergeResult:
    """One ledger with what the copies say of it; ``backup`` is what it was before, ``None`` where nothing was taken."""

    path: Path
    notes: tuple[MergeNote, ...]
    backup: Path | None
    notes_book: Path


@exclusive("合并台账")
def merge_copies(run: Run, paths: Sequence[Path]) -> list[MergeResult]:
    """Merge copies (workbooks, or folders of such) into the desk's ledgers of the same tasks.

    The copies are only read. A ledger that gets anything is backed up first and keeps all else that it holds; what
    was taken and what was not stands in 合并说明 beside it. Raises :class:`XlcheckError` ``book.open``,
    ``merge.no-copies``, ``merge.not-a-ledger``, ``merge.no-such-ledger`` and ``ledger.several``; then nothing is
    changed.
    """
    settings, _, _ = load_settings(run.desk)
    tasks = _ledgers_of(run)
    _require_chosen(tasks, paths)
    copies = [_read_ledger(path, name, settings) for path, name in _name_copies(_workbooks(paths), set(tasks))]
    numbers = {task for copy in copies for task in copy[LEDGER.plan_no]}
    ledgers = {
        path: _read_ledger(path, path.name, settings) for path in tasks if tasks[path] in numbers and path.exists()
    }
    _check_at_home(copies, {tasks[path] for path in ledgers})
    results: list[MergeResult] = []
    for task in sorted(numbers):
        tables = {path: table for path, table in ledgers.items() if tasks[path] == task}
        results += _merge_task(run, settings, tables, [c.only(c[LEDGER.plan_no] == task) for c in copies])
    return results


def _ledgers_of(run: Run) -> dict[Path, str]:
    """Return the ledgers of the desk with the plan numbers of their tasks."""
    run.progress("读取抽取记录")
    say_lost(run)
    tasks = drawn_tasks(Archive(run.desk))
    return {path: task for task, drawn_task in tasks.items() for path in ledger_paths(run.desk, drawn_task).values()}


def _require_chosen(ledgers: Iterable[Path], paths: Sequence[Path]) -> None:
    """Raise :class:`XlcheckError` ``ledger.several`` where it is open which file a ledger is.

    What stands beside it and is merged now is a copy by somebody's word.
    """
    merged = {path.resolve() for path in _workbooks(paths)}
    for ledger in ledgers:
        files = files_for(ledger)
        if any(rival.resolve() not in merged for rival in files.rivals):
            raise XlcheckError("ledger.several", book=ledger.name, files=files.dated)


def _workbooks(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        inside = sorted(p for p in path.iterdir() if not p.name.startswith(("~", "."))) if path.is_dir() else [path]
        yield from (p for p in inside if p == path or p.suffix.lower() in _SUFFIXES)


def _name_copies(workbooks: Iterator[Path], ledgers: set[Path]) -> list[tuple[Path, str]]:
    """Return each copy once, with a name that tells it from the others; the desk's own ledgers are none."""
    originals = {path.resolve(): path for path in workbooks}
    copies = [path for whole, path in originals.items() if whole not in {p.resolve() for p in ledgers}]
    if not copies:
        raise XlcheckError("merge.no-copies")
    names = [path.name for path in copies]
    return [(p, p.name if names.count(p.name) == 1 else f"{p.resolve().parent.name}/{p.name}") for p in copies]


def _read_ledger(path: Path, name: str, settings: Settings) -> TypedTable:
    check_not_open(path)
    tables, _ = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    if LEDGER.key not in tables or not all(map(tables[LEDGER.key].has, (LEDGER.code, LEDGER.plan_no))):
        raise XlcheckError("merge.not-a-ledger", book=name)
    return replace(tables[LEDGER.key], book=name)


def _check_at_home(copies: Sequence[TypedTable], tasks: set[str]) -> None:
    for copy in copies:
        if strange := set(copy[LEDGER.plan_no]) - tasks:
            raise XlcheckError(
                "merge.no-such-ledger", book=copy.book, tasks="、".join(sorted(n or "（空白）" for n in strange))
            )


def _merge_task(
    run: Run, settings: Settings, tables: Mapping[Path, TypedTable], copies: Sequence[TypedTable]
) -> Iterator[MergeResult]:
    """Merge the ledgers of one task; rows that none of them has are noted with the first."""
    strange = strangers(list(tables.values()), copies)
    for path, table in tables.items():
        notes = (*merge(table, copies), *strange)
        strange = ()
        if notes:
            run.progress(f"合并《{path.name}》")
            yield _merge_ledger(run, settings, path, notes)


def _merge_ledger(run: Run, settings: Settings, path: Path, notes: Sequence[MergeNote]) -> MergeResult:
    """Write 合并说明, then put what is taken into the ledger.

    A next run has nothing to tell of what the ledger holds by then. So 合并说明 comes first, and goes again, the
    earlier one coming back, where the ledger cannot be written.
    """
    notes_book = path.parent / FOLDER / path.with_suffix(".xlsx").name.replace("检查台账", "合并说明")
    before = set_aside(notes_book, run.now)
    try:
        _write_notes(run, settings, notes_book, notes)
        return MergeResult(path, tuple(notes), _take(run, path, notes), notes_book)
    except (XlcheckError, OSError):
        notes_book.unlink(missing_ok=True)
        if before:
            before.replace(notes_book)
        raise


def _take(run: Run, path: Path, notes: Sequence[MergeNote]) -> Path | None:
    """Write the values that are taken into the ledger, which is backed up before."""
    values = {(t.place.sheet, t.place.cell): t.value for t in notes if t.place}
    if not values:
        return None
    draft = path.with_name(f".{path.name}.merged")
    patch_copy(path, draft, values=values)
    return put_in_place(draft, path, run.now)


def _write_notes(run: Run, settings: Settings, out: Path, notes: Sequence[MergeNote]) -> None:
    """Write 合并说明: what was taken and what was not; what needs somebody's decision comes first."""
    ordered = sorted(notes, key=lambda t: t.outcome is MergeOutcome.TAKEN)
    rows = [_row(number, one) for number, one in enumerate(ordered, start=1)]
    fill_form(run, MERGE_NOTES_FORM, bureau_facts(settings, run), {"合并": titled(MERGE_NOTES, rows)}, out)


def _row(number: int, note: MergeNote) -> dict[Column, Value]:
    texts = "\n".join(f"《{book}》{text}" for book, text in note.values.items())
    return {
        MERGE_NOTES.no: number,
        MERGE_NOTES.name: note.name,
        MERGE_NOTES.code: note.code,
        MERGE_NOTES.field: note.title,
        MERGE_NOTES.before: note.before,
        MERGE_NOTES.said: texts,
        MERGE_NOTES.outcome: note.outcome.value,
    }


def undecided(notes: Sequence[MergeNote]) -> list[MergeNote]:
    """Return what was not taken, and somebody has to look at."""
    return [note for note in notes if note.outcome is not MergeOutcome.TAKEN]
