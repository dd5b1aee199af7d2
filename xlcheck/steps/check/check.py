"""校验: check the desk's workbooks and write the report and the annotated copies."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.checks import run_checks
from xlcheck.checks.findings import grouped_findings, registry_losses, told_once, with_waivers
from xlcheck.draws.quota.coverage import outlook
from xlcheck.excel.patch.annotate import annotate
from xlcheck.excel.patch.repair import repair
from xlcheck.excel.read.active import active_things, is_of_sheets
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.excel.write.check import write_findings
from xlcheck.journal.disk import write_text
from xlcheck.messages import CERTAIN_REPAIRS, Level, occurrences
from xlcheck.model import (
    DrawnVisit,
    Finding,
    LedgerEntries,
    PlanView,
    Reading,
    Rehearsal,
    XlcheckError,
)
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.plan_readings import plan_readings
from xlcheck.reading.recognising import recognised
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.table import Book
from xlcheck.steps.check.active import harmless, outside_findings
from xlcheck.steps.check.adopt import RepairedCopy
from xlcheck.steps.check.drop_outs import drop_outs_to_check
from xlcheck.steps.check.entries import CheckEntries, entries_in, is_in, no_ledgers
from xlcheck.steps.check.items_before import items_before
from xlcheck.steps.check.numbers_before import numbers_before
from xlcheck.steps.check.rehearsal import rehearsed_year
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import digest, saved_at, set_aside
from xlcheck.steps.desk.load import UNREAD, load_year, say_sheets
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.visits import drawn_visits

_PAUSE = 1.0
"""Seconds between two looks at the files; a save takes a moment to be whole."""

REPORT_NAME = "校验报告.xlsx"
COUNTS_NAME = "校验行数.json"
_COUNTED = ("entities", "inspectors", "items")
_UNCOPIED = (*UNREAD, "book.old-format", "book.unlocked")
"""Findings of workbooks of which no marked copy can be made."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found and wrote; like findings are folded into one."""

    findings: tuple[Finding, ...]
    report: Path
    copies: tuple[Path, ...]
    repaired: tuple[Path, ...] = ()
    repairs: tuple[Finding, ...] = ()
    readings: tuple[Reading, ...] = ()
    adoptable: tuple[RepairedCopy, ...] = ()
    """Those of the repaired copies in which something was repaired."""
    entries: LedgerEntries | None = None
    """What the ledgers have, where there are any; the findings above are of the workbooks alone."""
    rehearsal: Rehearsal | None = None
    """What the draws of the year would come to, where the whole desk is checked."""

    def count(self, kind: Level) -> int:
        """Count the cells that findings of a level speak of."""
        return occurrences(self.findings, kind)

    @property
    def errors(self) -> int:
        """The errors in the workbooks and in the ledgers, one for each ledger that could not be read."""
        of_entries = 0
        if self.entries is not None:
            of_entries = occurrences(self.entries.findings, Level.ERROR) + len(self.entries.unread)
        return self.count(Level.ERROR) + of_entries


def find_all(run: Run, instead: Mapping[str, Path] | None = None) -> tuple[YearBooks, tuple[Finding, ...]]:
    """Read the desk's books with every finding, those that staff accepted marked so; nothing is written."""
    books, findings, _ = _found(run, instead)
    return books, findings


def _found(
    run: Run, instead: Mapping[str, Path] | None = None
) -> tuple[YearBooks, tuple[Finding, ...], tuple[DrawnVisit, ...] | None]:
    """Return also what the year has drawn so far; ``None`` where the log cannot be read."""
    books, reading = load_year(run, instead)
    run.progress("逐项核对")
    tables = {key: table for key, table in books.tables.items() if key in _COUNTED}
    lost = registry_losses(_rows(books), _most_rows(run.desk), tables) if instead is None else ()
    fallen, unread = drop_outs_to_check(run.desk)
    drawn = None if unread else drawn_visits(run.desk, books, strict=False)
    told = run_checks(
        books,
        fallen,
        numbers_before(run.desk, books),
        items_before(run.desk, books),
        drawn or (),
    )
    return books, with_waivers(told_once((*reading, *told, *unread, *lost)), books.waivers), drawn


@exclusive("校验")
def check(
    run: Run,
    workbook: Path | None = None,
    *,
    with_repairs: bool = False,
    into: Path | None = None,
    ledgers: CheckEntries = no_ledgers,
) -> CheckResult:
    """Check the desk, one workbook in the place of the desk's own of its kind, or one of its ledgers.

    The report goes into 校验/, or ``into`` another folder; an earlier one is set aside. What ``ledgers`` gives is on a
    sheet of its own where the whole desk is checked: it keeps nothing from being frozen. Of it a workbook of the desk
    has its own part, and a ledger nothing else. With ``with_repairs``
    copies are written in which the certain repairs are made. Raises :class:`XlcheckError` as :func:`recognise` where
    the workbook is none of those that staff keep, ``check.misnamed`` where it has the name of another.
    """
    results = into or run.desk.checks
    paths = [workbook] if workbook else [*_books_there(run.desk)]
    digests = {path: digest(path) for path in paths if with_repairs and path.is_file()}
    things = active_things(workbook) if workbook is not None and workbook.is_file() else ()
    name = REPORT_NAME if workbook is None else f"校验报告-{workbook.stem}.xlsx"
    if workbook is None:
        books, findings, drawn = _found(run)
        _remember_rows(run.desk, _rows(books))
    elif is_in(workbook, run.desk.ledgers):
        books, _, drawn = _found(run)
        findings = tuple(outside_findings(workbook.name, things))
    else:
        books, every, drawn = _found(run, {_meant(run.desk, workbook).key: workbook})
        findings = (*outside_findings(workbook.name, things), *(f for f in every if f.place.book == workbook.name))
    say_sheets(run, books)
    report = results / name
    set_aside(report, run.now)
    folder = _way_to(paths[0].parent, results)
    groups = grouped_findings(findings)
    rows = plan_rows(books.plan, books.settings)[0] if books.plan is not None else ()
    rehearsal = rehearsed_year(run, books, rows, drawn) if workbook is None else None
    run.progress(f"写出《{name}》")
    names, practice = [p.name for p in paths], run.desk.practice
    readings = tuple(one for one in plan_readings(books) if one.place.book in names)
    entries = entries_in(run, books.settings, workbook, ledgers)
    if entries is not None:
        findings = (*findings, *(f for f in entries.findings if f.place.book in names))  # for the marked copies
        entries = replace(
            entries, findings=grouped_findings(entries.findings), folder=_way_to(run.desk.ledgers, results)
        )
    view = PlanView(readings, outlook(books, rows), entries, rehearsal)
    write_findings(report, groups, dict.fromkeys(names, folder), run.stamp, plan=view, practice=practice)
    categories = [category.name for category in books.settings.categories]
    del books  # a long registry fills the memory that copies of it need
    paths = [] if is_of_sheets(things) else paths  # of a macro sheet nothing is left without its macros

    def annotate_copy(path: Path, of_book: Sequence[Finding], copy: Path, *, practice: bool) -> None:
        with harmless(path, copy, things) as source:
            annotate(source, of_book, copy, practice=practice)

    copies = _copies(run, results / "标注", paths, findings, annotate_copy)
    if not with_repairs:
        return CheckResult(groups, report, copies, readings=readings, entries=entries, rehearsal=rehearsal)
    repairs: list[Finding] = []
    adoptable: list[RepairedCopy] = []
    certain = [f for f in findings if f.code in CERTAIN_REPAIRS and f.proposal and not f.waiver]

    def repair_copy(path: Path, of_book: Sequence[Finding], copy: Path, *, practice: bool) -> None:
        with harmless(path, copy, things) as source:
            result = repair(source, of_book, copy, categories, practice=practice)
        if result:
            repairs.extend(result)
            adoptable.append(RepairedCopy(path, copy, digests.get(path, ""), digest(copy)))

    repaired = _copies(run, results / "改正", paths, certain, repair_copy)
    return CheckResult(groups, report, copies, repaired, tuple(repairs), readings, tuple(adoptable), entries, rehearsal)


def _books_there(desk: Desk) -> Iterator[Path]:
    """Yield the workbooks of a desk; not an optional one that is not there."""
    paths = ((book, desk.book(book)) for book in INPUT_BOOKS)
    yield from (path for book, path in paths if path.exists() or not book.optional)


def _meant(desk: Desk, workbook: Path) -> Book:
    """Return the book that a workbook stands for; findings go by file names, so it must not have another one's."""
    book = recognise(workbook)
    if workbook.name in {desk.book(other).name for other in INPUT_BOOKS if other is not book}:
        raise XlcheckError("check.misnamed", book=workbook.name, kind=book.title)
    return book


def recognise(workbook: Path) -> Book:
    """Say which of staff's books a workbook is, by its sheets and their headers; none that the tool wrote is.

    Raises :class:`XlcheckError` ``check.nearest-book`` where it is none, but like one, ``check.unknown-book`` else.
    """
    found, near = recognised(read_sheets(workbook, heads=True))
    if found is not None:
        return found.book
    if near is None:
        raise XlcheckError("check.unknown-book", book=workbook.name)
    titles, kind = "、".join(near.lacking), near.book.title
    raise XlcheckError("check.nearest-book", book=workbook.name, kind=kind, sheet=near.sheet, titles=titles)


def changes(desk: Desk, workbook: Path | None = None) -> Iterator[str]:
    """Yield the name of each workbook or ledger as it is saved, for ever; read a second after its last change."""
    ledgers = sorted(desk.ledgers.glob("*.xlsx"))
    paths = [workbook] if workbook else [*(desk.book(book) for book in INPUT_BOOKS), *ledgers]
    times = {path: saved_at(path) for path in paths}
    while True:
        time.sleep(_PAUSE)
        for path in paths:
            now = saved_at(path)
            if now and now != times[path] and time.time() - now > _PAUSE / 2:
                times[path] = now
                yield path.name


def _copies(
    run: Run,
    kind: Path,
    paths: Sequence[Path],
    findings: Sequence[Finding],
    make: Callable[..., object],
) -> tuple[Path, ...]:
    """Make a copy of each workbook that has findings and could be read; earlier copies are set aside."""
    copies = []
    for path in run.talk.each(f"{kind.name}《{{}}》", paths, lambda path: path.name):
        of_book = [f for f in findings if f.place.book == path.name]
        copy = kind.with_name(f"{kind.name}-{path.name}")
        set_aside(copy, run.now)
        if of_book and path.is_file() and not any(f.code in _UNCOPIED for f in of_book):
            make(path, of_book, copy, practice=run.desk.practice)
            copies.append(copy)
    return tuple(copies)


def _rows(books: YearBooks) -> dict[str, int]:
    return {key: len(table) for key, table in books.tables.items() if key in _COUNTED}


def _most_rows(desk: Desk) -> dict[str, int]:
    """Return the most rows that each registry had at a check of this year."""
    path = desk.archive / COUNTS_NAME
    try:
        return {key: int(count) for key, count in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):  # none yet, or damaged: counted afresh
        return {}


def _remember_rows(desk: Desk, rows: Mapping[str, int]) -> None:
    before = _most_rows(desk)
    most = before | {key: max(count, before.get(key, 0)) for key, count in rows.items()}
    if most != before:
        write_text(desk.archive / COUNTS_NAME, json.dumps(most, ensure_ascii=False) + "\n")


def _way_to(folder: Path, start: Path) -> str:
    """Return the relative path from the report's folder, with ``/`` at its end; absolute on another drive."""
    folder, start = folder.resolve(), start.resolve()
    try:
        way = Path(os.path.relpath(folder, start))
    except ValueError:
        way = folder
    return f"{way.as_posix()}/"
