"""公示: from the ledgers to the portal, platform and credit workbooks; each row published once."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xlcheck.excel.findings_report import write_findings
from xlcheck.excel.forms import CREDIT_FORM, DISCLOSURE_FORM, PLATFORM_FORM, titled
from xlcheck.excel.read import check_not_open, read_book
from xlcheck.messages import Level, level
from xlcheck.model import DrawRecord, Finding, Place, Settings, XlcheckError, finding
from xlcheck.results.disclosure import credit_rows, disclosure_rows, publishable, withheld
from xlcheck.results.ledger import check_ledger
from xlcheck.results.page import disclosure_page
from xlcheck.schema.frames import TableFrame, YearBooks
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK
from xlcheck.schema.kinds import Book
from xlcheck.schema.outputs import CREDIT, DISCLOSURE, LEDGER, PLATFORM
from xlcheck.steps.archive import Archive
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.facts import bureau_facts, entity_facts, fill_form, items_of
from xlcheck.steps.files import set_aside, write_text
from xlcheck.steps.ledger import ledger_path
from xlcheck.steps.load import load_needed

LOG_NAME = "公示日志.jsonl"

Row = dict[str, str | int | date | None]


@dataclass(frozen=True, slots=True)
class TaskLedger:
    """A task's record and its ledger as staff have left it; ``None`` where it was not made yet."""

    record: DrawRecord
    table: TableFrame | None
    findings: tuple[Finding, ...]

    @property
    def plan_no(self) -> str:
        """The task's plan number."""
        return self.record.request.plan.plan_no


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the folder of the batch (``None`` where no row was new), counts, findings."""

    folder: Path | None
    rows: int
    before: int
    findings: tuple[Finding, ...]
    report: Path
    books: tuple[str, ...]


def read_ledgers(run: Run, settings: Settings) -> list[TaskLedger]:
    """The ledger of each drawn task with its findings.

    Raises :class:`XlcheckError` ``book.open`` where one is open in Excel: what is typed may not be saved yet.
    """
    days = published_days(run.desk)
    return [
        _read_ledger(run, settings, record, days.get(record.request.task, {}))
        for record in Archive(run.desk).records().values()
    ]


def _read_ledger(run: Run, settings: Settings, record: DrawRecord, published: dict[str, date]) -> TaskLedger:
    path = ledger_path(run.desk, record)
    if not path.exists():
        place, task = Place(path.name), record.request.plan.task_no
        return TaskLedger(record, None, (finding("ledger.missing-book", place, task=task, book=path.name),))
    check_not_open(path)
    run.say(f"读取《{path.name}》")
    tables, cells = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    table = tables.get("ledger")
    if table is None:
        return TaskLedger(record, None, cells)
    rules = check_ledger(table, record, settings, run.now.date(), published)
    return TaskLedger(record, table, (*cells, *rules, *withheld(table)))


def published_days(desk: Desk) -> dict[str, dict[str, date]]:
    """Day of publication by plan number and code, from the log of what went out."""
    days: dict[str, dict[str, date]] = {}
    for entry in _logged(desk):
        days.setdefault(entry["task"], {})[entry["code"]] = date.fromisoformat(entry["day"])
    return days


def _logged(desk: Desk) -> list[dict[str, Any]]:
    """The lines of the log; raises :class:`XlcheckError` ``publish.log-broken`` where one says nothing."""
    path = desk.archive / LOG_NAME
    entries = []
    for number, line in enumerate(path.read_text("utf-8").splitlines() if path.exists() else (), start=1):
        try:
            entry = json.loads(line)
            date.fromisoformat(entry["day"])
            entries.append({key: entry[key] for key in ("day", "batch", "task", "code")})
        except (ValueError, LookupError, TypeError):
            raise XlcheckError("publish.log-broken", line=number, file=path) from None
    return entries


def publish(run: Run) -> Published:
    """Write the workbooks and the page of all rows that are complete, without a fault and new.

    A batch gets a folder of its own. The findings of all ledgers go into a report beside them.
    """
    books = load_needed(run, ENTITY_BOOK, ITEM_BOOK)
    ledgers = read_ledgers(run, books.settings)
    before = published_days(run.desk)
    findings = (*(f for ledger in ledgers for f in ledger.findings), *_strays(run.desk, ledgers))
    rows, credit = _collect(ledgers, before, books)
    report = run.desk.disclosures / "台账校验报告.xlsx"
    names = tuple(ledger_path(run.desk, ledger.record).name for ledger in ledgers if ledger.table is not None)
    set_aside(report, run.now)
    write_findings(report, findings, names, "../台账/", run.stamp, practice=run.desk.practice)
    folder = _write_batch(run, books.settings, rows, credit) if rows else None
    return Published(folder, len(rows), sum(map(len, before.values())), findings, report, names)


def _strays(desk: Desk, ledgers: Sequence[TaskLedger]) -> Iterator[Finding]:
    """Workbooks among the ledgers that no valid draw has: copies, renamed ones, those of an earlier attempt."""
    known = {ledger_path(desk, ledger.record) for ledger in ledgers}
    for path in sorted(desk.ledgers.glob("*.xlsx")):
        if path not in known and not path.name.startswith(("~", ".")):
            yield finding("ledger.stray", Place(path.name), book=path.name)


def _collect(
    ledgers: Sequence[TaskLedger], before: dict[str, dict[str, date]], books: YearBooks
) -> tuple[list[Row], list[Row]]:
    """The rows to publish and their rows for the credit platform, over all tasks."""
    rows: list[Row] = []
    credit: list[Row] = []
    persons = {code: str(facts["法定代表人"]) for code, facts in entity_facts(books.entities).items()}
    for ledger in ledgers:
        if ledger.table is None:
            continue
        mask = publishable(ledger.table, _faulty(ledger.table, ledger.findings), before.get(ledger.plan_no, {}))
        own = disclosure_rows(ledger.table, mask, ledger.record, books.settings, len(rows) + 1)
        scope = ledger.record.request.plan.scope
        basis = "；".join(dict.fromkeys(i["basis"] for i in items_of(books.items, scope.category if scope else "")))
        rows += own
        credit += credit_rows(own, persons, basis, books.settings)
    return rows, credit


def _faulty(table: TableFrame, findings: Sequence[Finding]) -> set[int]:
    """The rows with an error; every row where a column or a sheet is not what it should be."""
    errors = [f for f in findings if level(f) is Level.ERROR]
    if any(f.code.startswith(("header.", "sheet.")) for f in errors):
        return set(table.frame.index)
    places = {(f.place.sheet, f.place.row) for f in errors}
    where = ((row, table.place(row, "code")) for row in table.frame.index)
    return {row for row, place in where if (place.sheet, place.row) in places}


def _write_batch(run: Run, settings: Settings, rows: list[Row], credit: list[Row]) -> Path:
    """Write a batch beside its place and move it there when it is whole, then log its rows."""
    folder = _next_folder(run)
    draft = folder.with_name(f".{folder.name}.tmp")
    shutil.rmtree(draft, ignore_errors=True)
    outputs = (
        (DISCLOSURE_FORM, {"公示": titled(DISCLOSURE, rows)}),
        (PLATFORM_FORM, {"录入": titled(PLATFORM, rows)}),
        (CREDIT_FORM, {"归集": titled(CREDIT, credit)}),
    )
    for form, records in outputs:
        run.say(f"写出《{form.filename}》{len(rows)} 户")
        fill_form(run, form, bureau_facts(settings, run), records, draft / form.filename)
    today = run.now.date()
    page = disclosure_page(rows, settings.bureau, today.isoformat(), practice=run.desk.practice)
    write_text(draft / "抽查结果公示.html", page)
    try:
        draft.replace(folder)
    except PermissionError:
        raise XlcheckError("output.locked", file=folder) from None
    _log(run.desk, rows, today, folder.name)
    return folder


def _next_folder(run: Run) -> Path:
    """The folder after the last one that was ever made, whether or not it still stands there."""
    there = run.desk.disclosures.iterdir() if run.desk.disclosures.exists() else ()
    names = [*(path.name for path in there), *(entry["batch"] for entry in _logged(run.desk))]
    numbers = [int(match[1]) for name in names if (match := re.match(r"第(\d+)批", name))]
    return run.desk.disclosures / f"第{max(numbers, default=0) + 1}批_{run.now:%Y%m%d}"


def _log(desk: Desk, rows: Sequence[Row], today: date, batch: str) -> None:
    """Add the published rows to the log; written last, so that an interrupted run publishes again."""
    path = desk.archive / LOG_NAME
    old = path.read_text("utf-8") if path.exists() else ""
    lines = [
        json.dumps(
            {"day": today.isoformat(), "batch": batch, "task": row["plan_no"], "code": row["code"]}, ensure_ascii=False
        )
        for row in rows
    ]
    write_text(path, old + "\n".join(lines) + "\n")
