"""接受问题: problems that staff accept by their numbers in 校验报告; they are entered in 已接受问题 of 单位设置."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlcheck.checks.findings import grouped_findings
from xlcheck.excel.patch import CellKey, patch_copy
from xlcheck.excel.read.workbook import check_not_open, read_sheets
from xlcheck.messages import ACCEPTABLE_ERRORS, VISIT_FINDINGS, Level, level, problem
from xlcheck.model import Finding, RawSheet, XlcheckError
from xlcheck.reading.tables import TypedTable
from xlcheck.reading.who import gives_reason
from xlcheck.schema.inputs import SETTINGS_BOOK, WAIVERS
from xlcheck.schema.outputs.check import ENTRY_FINDINGS, FINDINGS
from xlcheck.schema.table import Column
from xlcheck.steps.check.check import REPORT_NAME, find_all
from xlcheck.steps.check.entries import CheckEntries, no_ledgers
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import put_in_place
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.desk.reported import listed_on, ways_shown

_NEEDED = (WAIVERS.code, WAIVERS.book, WAIVERS.row, WAIVERS.reason)


@dataclass(frozen=True, slots=True)
class NumberedProblem:
    """A problem by its number in the report; ``findings`` has one for each cell that it speaks of."""

    number: int
    whole: Finding
    findings: tuple[Finding, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether staff accepted it before."""
        return self.whole.waiver != ""


@dataclass(frozen=True, slots=True)
class AcceptResult:
    """How many problems were accepted, in how many rows of 已接受问题; ``backup`` is 单位设置 as it was before."""

    problems: int
    rows: int
    backup: Path | None


def numbered_problems(
    run: Run, numbers: Sequence[int], ledgers: CheckEntries = no_ledgers
) -> tuple[NumberedProblem, ...]:
    """Return problems by their numbers in the report, as workbooks and ledgers have them now.

    Raises :class:`XlcheckError` ``check.no-report``, ``check.no-number``, ``check.not-as-reported`` where the
    workbooks say otherwise by now, ``check.not-acceptable`` for an error, ``check.not-of-a-row``, and
    ``check.not-of-a-visit`` for what a ledger must be filled for.
    """
    return _look(run, numbers, ledgers)[0]


def _look(
    run: Run, numbers: Sequence[int], ledgers: CheckEntries
) -> tuple[tuple[NumberedProblem, ...], TypedTable | None]:
    """Return the problems, and 已接受问题 where 单位设置 has it."""
    listed = _listed(run.desk)
    for number in numbers:
        if number not in listed:
            raise XlcheckError("check.no-number", number=number, count=len(listed))
    books, findings = find_all(run)
    entries = ledgers(run, books.settings)
    of_entries = entries.findings if entries is not None else ()
    findings = (*findings, *of_entries)
    members = {(f.code, place): f for f in findings for place in f.places}
    by_words = {shown: whole for whole in grouped_findings(findings) for shown in ways_shown(whole)}
    problems = []
    for number in dict.fromkeys(numbers):
        whole = by_words.get(listed[number])
        if whole is None:
            raise XlcheckError("check.not-as-reported", number=number)
        if level(whole) is Level.ERROR and whole.code not in ACCEPTABLE_ERRORS:
            raise XlcheckError("check.not-acceptable", number=number)
        parts = tuple(members[whole.code, place] for place in whole.places)
        if whole.code not in VISIT_FINDINGS and set(parts) & {*of_entries}:
            raise XlcheckError("check.not-of-a-visit", number=number)
        if not all(part.key for part in parts):
            raise XlcheckError("check.not-of-a-row", number=number)
        problems.append(NumberedProblem(number, whole, parts))
    return tuple(problems), books.waivers


def _listed(desk: Desk) -> dict[int, tuple[str, ...]]:
    """Return what 问题清单 and 登记校验 show at each number; staff may have sorted them."""
    report = desk.checks / REPORT_NAME
    if not report.is_file():
        raise XlcheckError("check.no-report")
    sheets: Mapping[str, RawSheet] = {sheet.name: sheet for sheet in read_sheets(report)}
    if FINDINGS.sheet not in sheets:
        raise XlcheckError("check.no-report")
    of_entries = sheets.get(ENTRY_FINDINGS.sheet)
    return listed_on(FINDINGS, sheets[FINDINGS.sheet]) | (
        listed_on(ENTRY_FINDINGS, of_entries) if of_entries is not None else {}
    )


@exclusive("接受问题")
def accept(
    run: Run, numbers: Sequence[int], reason: str, by: str = "", ledgers: CheckEntries = no_ledgers
) -> AcceptResult:
    """Enter problems in 已接受问题, a row for each row of a workbook that they speak of; 单位设置 is backed up before.

    ``ledgers`` gives what the check has found in them. What was accepted before is not entered again. Raises
    :class:`XlcheckError` ``check.reason-missing``, as :func:`numbered_problems`, ``check.no-waivers`` where 单位设置
    has no such sheet, ``book.open`` and ``output.locked``.
    """
    if not gives_reason(reason):
        raise XlcheckError("check.reason-missing")
    refuse_numbers(run, {"接受的理由": reason, "登记人": by})
    path = run.desk.book(SETTINGS_BOOK)
    check_not_open(path)
    problems, waivers = _look(run, numbers, ledgers)
    new = [one for one in problems if not one.is_accepted]
    keys = {(f.code, f.place.book, f.key): problem(f) for one in new for f in one.findings}
    if not keys:
        return AcceptResult(0, 0, None)
    if waivers is None or not all(map(waivers.has, _NEEDED)):
        raise XlcheckError("check.no-waivers", book=path.name)
    values: dict[CellKey, str | date] = {}
    for row, (key, text) in enumerate(keys.items(), start=waivers.free_row):
        cells: dict[Column, str | date] = dict(zip(_NEEDED, (*key, reason), strict=True))
        values |= _placed(waivers, row, {**cells, WAIVERS.text: text, WAIVERS.by: by, WAIVERS.on: run.now.date()})
    draft = path.with_name(f".{path.name}.accepted")
    patch_copy(path, draft, values=values)
    return AcceptResult(len(new), len(keys), put_in_place(draft, path, run.now))


def _placed(waivers: TypedTable, row: int, cells: Mapping[Column, str | date]) -> dict[CellKey, str | date]:
    """Return the cells of a row by their places, but for blank ones and columns that staff have taken out."""
    places = {waivers.place(row, column).cell: value for column, value in cells.items() if value}
    return {(waivers.sheet, cell): value for cell, value in places.items() if cell}
