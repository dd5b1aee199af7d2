"""演练年度: a desk of its own to learn on, with two planted mistakes, a date of its own and a place in ten steps."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from xlcheck.checks.visits.of_ledgers import people_in
from xlcheck.excel.fill.type_in import type_in
from xlcheck.excel.patch import CellKey, patch_copy
from xlcheck.model import Inspection, Settings, Window, XlcheckError
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.reading.dates import in_words
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.samples.findings import InventedFinding, invented_findings
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_TYPED
from xlcheck.steps.desk.desk import EXAMPLE_FOLDER, PRACTICE_MARK, SILENT, Desk, Run, Talk, shipped
from xlcheck.steps.desk.files import whole
from xlcheck.steps.desk.lock import at_work, exclusive
from xlcheck.steps.draw.tasks import ready_books
from xlcheck.steps.ledger.read import is_misshapen, read_ledgers
from xlcheck.steps.ledger.visits import leaves_of
from xlcheck.steps.practice.guide import STEPS, PracticeStep
from xlcheck.steps.practice.mistakes import MISTAKES

FOLDER, YEAR = "演练", "2021"
PLANTED: Mapping[str, Mapping[CellKey, str]] = {
    mistake.book.filename: {(mistake.table.sheet, mistake.cell): mistake.wrong} for mistake in MISTAKES
}
"""What is typed over the shipped workbooks, by their names."""

_POSITION = re.compile(r"第 (\d{1,2}) 步")
_VISITED = timedelta(days=5)
"""Visits that are filled in were made within the days since the replacement of the guide."""

Books = Sequence[tuple[Path, Sequence[Inspection]]]
"""Ledgers with the lines to type into."""


def place_of(home: Path) -> Desk:
    """Return the practice desk beside the years of a folder, whether it was made or not."""
    return Desk(home / FOLDER / YEAR)


def practice_desk(home: Path, *, again: bool = False, now: datetime, talk: Talk = SILENT) -> Desk:
    """Return the practice desk beside the years of ``home``, made where there is none.

    With ``again`` one that is there is put aside under another name first, and a new one is made.
    Raises :class:`XlcheckError` ``output.locked`` where it cannot be put aside.
    """
    desk = place_of(home)
    with at_work(home, "演练", talk):
        if again and desk.root.exists():
            # Windows lets nobody rename a folder in which a file is open: whoever works there ends first
            with at_work(desk.root, "演练", talk):
                pass
            _put_aside(desk.root, now)
        if not desk.root.exists():
            with whole(desk.root) as draft:
                copy_shipped(draft, [book.filename for book in INPUT_BOOKS], PLANTED, talk)
                _move(Desk(draft), 1)
    return desk


def example_desk(home: Path, talk: Talk = SILENT) -> Desk:
    """Return the shipped year, to be looked at, below a folder of years; made where there is none.

    It stands in a folder of its own and is marked as practice: no year of the bureau is carried over from it or
    compared with it.
    """
    desk = example_of(home)
    with at_work(home, "看示例", talk):
        if not desk.root.exists():
            with whole(desk.root) as draft:
                copy_shipped(
                    draft, [path.name for path in sorted((shipped("workbooks") / YEAR).glob("*.xlsx"))], talk=talk
                )
    return desk


def example_of(home: Path) -> Desk:
    """Return the desk on which the shipped year is looked at, whether it was made or not."""
    return Desk(home / EXAMPLE_FOLDER / YEAR)


def copy_shipped(
    root: Path,
    names: Sequence[str],
    planted: Mapping[str, Mapping[CellKey, str]] | None = None,
    talk: Talk = SILENT,
) -> None:
    """Copy workbooks of the shipped year into a folder, which becomes a practice desk; each page is marked."""
    for name in talk.each("放入《{}》", names):
        values = (planted or {}).get(name)
        patch_copy(shipped("workbooks") / YEAR / name, root / name, practice=True, values=values)
    Desk(root).mark_practice()


def practice_step(desk: Desk) -> PracticeStep | None:
    """Return the step that a practice desk is at; ``None`` where it is not guided, or through with all."""
    at = _position(desk)
    return STEPS[at - 1] if 0 < at <= len(STEPS) else None


def is_through(desk: Desk) -> bool:
    """Say whether all steps of a practice desk are done."""
    return _position(desk) > len(STEPS)


def advance(desk: Desk, done: PracticeStep, talk: Talk = SILENT) -> None:
    """Go on to the step after ``done``, or stay where somebody else has gone on further.

    Raises as :func:`at_work`.
    """
    with at_work(desk.root, "演练", talk):
        _move(desk, max(done.number + 1, _position(desk)))


def time_on(desk: Desk, now: datetime) -> datetime:
    """Return the time on a desk: on a guided practice desk the day of its step, else ``now`` itself."""
    at = _position(desk)
    if not at:
        return now
    return datetime.combine(STEPS[min(at, len(STEPS)) - 1].day, now.time())


@exclusive("代为填写")
def fill_in(run: Run) -> int:
    """Type invented findings into the ledger rows of a practice desk in which nothing is typed yet; returns how many.

    One row must have been typed by hand before. Raises :class:`XlcheckError` ``practice.real-year`` on any other desk,
    ``practice.ledger`` where one cannot be read and ``practice.nothing-typed``; nothing is typed then.
    """
    if not run.desk.practice:
        raise XlcheckError("practice.real-year", folder=run.desk.root)
    settings, count = ready_books(run).settings, 0
    books: list[tuple[Path, list[Inspection]]] = []
    for ledger in read_ledgers(run, settings):
        if ledger.sheet is None or is_misshapen(ledger.findings):
            raise XlcheckError("practice.ledger", book=ledger.path.name)
        blank = {line.code for line in ledger.lines if not any(line.has(column.key) for column in LEDGER_TYPED)}
        count += len(ledger.lines) - len(blank)
        lines = [line for line in given_lines(ledger.task, ledger.number) if line.code in blank]
        books.append((ledger.path, lines))
    if not count:
        raise XlcheckError("practice.nothing-typed", folder=run.desk.ledgers)
    today = run.now.date()
    run.progress(f"填写 {sum(len(lines) for _, lines in books)} 户的检查情况")
    type_invented(run, books, settings, Window("", today - _VISITED, today), seed=0)
    return sum(len(lines) for _, lines in books)


def type_invented(
    run: Run, books: Books, settings: Settings, window: Window, seed: int, surely: Sequence[InventedFinding] = ()
) -> None:
    """Type what inspectors might have found into lines of ledgers, each of the findings in ``surely`` into one line."""
    lines = [line for _, of_book in books for line in of_book]
    leaves = leaves_of(run)

    def can_visit(line: Inspection, day: date) -> bool:
        spans = (span for person in people_in(line.inspectors) for span in leaves.get(person, ()))
        return not any(first <= day <= last for first, last in spans)

    invented = invented_findings(lines, seed, window, lambda day: is_workday(day, settings), surely, can_visit)
    findings = iter(invented)
    for path, of_book in books:
        type_in(path, LEDGER, {line.code: next(findings) for line in of_book})


def _position(desk: Desk) -> int:
    """Return the number in the mark; 0 where there is none, as on the desks of the demonstration."""
    try:
        match = _POSITION.search((desk.root / PRACTICE_MARK).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return 0
    return int(match[1]) if match else 0


def _move(desk: Desk, at: int) -> None:
    day = in_words(STEPS[min(at, len(STEPS)) - 1].day)
    progress = f"演练进行到第 {at} 步" if at <= len(STEPS) else f"{len(STEPS)} 步都已做完（第 {at} 步起自行练习）"
    desk.mark_practice(f"{progress}，演练日期为 {day}。请不要改动本文件。")


def _put_aside(root: Path, now: datetime) -> None:
    try:
        root.replace(root.with_name(f"{root.name}-旧-{now:%Y%m%d-%H%M%S}"))
    except OSError:
        raise XlcheckError("output.locked", file=root) from None
