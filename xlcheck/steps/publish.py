"""公示: from the ledgers to the portal, platform and credit workbooks; each row published once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlcheck.excel.findings_report import write_findings
from xlcheck.excel.forms import CREDIT_FORM, DISCLOSURE_FORM, PLATFORM_FORM, titled
from xlcheck.excel.read import check_not_open, read_book
from xlcheck.messages import Level, level
from xlcheck.model import DrawRecord, Finding, Settings
from xlcheck.results.disclosure import credit_rows, disclosure_rows, publishable, withheld
from xlcheck.results.ledger import check_ledger
from xlcheck.results.page import disclosure_page
from xlcheck.schema.frames import TableFrame, YearBooks
from xlcheck.schema.kinds import Book
from xlcheck.schema.outputs import CREDIT, DISCLOSURE, LEDGER, PLATFORM
from xlcheck.steps.archive import Archive
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.facts import bureau_facts, entity_facts, fill_form, items_of
from xlcheck.steps.files import set_aside, write_text
from xlcheck.steps.ledger import ledger_path
from xlcheck.steps.load import load_year

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
    ledgers = []
    for record in Archive(run.desk).records().values():
        path = ledger_path(run.desk, record)
        if not path.exists():
            ledgers.append(TaskLedger(record, None, ()))
            continue
        check_not_open(path)
        run.say(f"读取《{path.name}》")
        tables, cells = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
        table = tables.get("ledger")
        rules = check_ledger(table, record, settings, run.now.date()) + withheld(table) if table is not None else ()
        ledgers.append(TaskLedger(record, table, (*cells, *rules)))
    return ledgers


def published_days(desk: Desk) -> dict[str, dict[str, date]]:
    """Day of publication by plan number and code, from the log of what went out."""
    path = desk.archive / LOG_NAME
    days: dict[str, dict[str, date]] = {}
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            days.setdefault(entry["task"], {})[entry["code"]] = date.fromisoformat(entry["day"])
    return days


def publish(run: Run) -> Published:
    """Write the workbooks and the page of all rows that are complete, without a fault and new.

    A batch gets a folder of its own. The findings of all ledgers go into a report beside them.
    """
    books, _ = load_year(run)
    ledgers = read_ledgers(run, books.settings)
    before = published_days(run.desk)
    findings = tuple(f for ledger in ledgers for f in ledger.findings)
    rows, credit = _collect(ledgers, before, books)
    report = run.desk.disclosures / "台账校验报告.xlsx"
    names = tuple(ledger_path(run.desk, ledger.record).name for ledger in ledgers if ledger.table is not None)
    set_aside(report, run.now)
    write_findings(report, findings, names, "../台账/", run.stamp, practice=run.desk.practice)
    folder = _write_batch(run, books.settings, rows, credit) if rows else None
    return Published(folder, len(rows), sum(map(len, before.values())), findings, report, names)


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
        faulty = {f.place.row for f in ledger.findings if level(f) is Level.ERROR and f.place.row is not None}
        mask = publishable(ledger.table, faulty, before.get(ledger.plan_no, {}))
        own = disclosure_rows(ledger.table, mask, ledger.record, books.settings, len(rows) + 1)
        scope = ledger.record.request.plan.scope
        basis = "；".join(dict.fromkeys(i["basis"] for i in items_of(books.items, scope.category if scope else "")))
        rows += own
        credit += credit_rows(own, persons, basis, books.settings)
    return rows, credit


def _write_batch(run: Run, settings: Settings, rows: list[Row], credit: list[Row]) -> Path:
    folder = _next_folder(run)
    outputs = (
        (DISCLOSURE_FORM, {"公示": titled(DISCLOSURE, rows)}),
        (PLATFORM_FORM, {"录入": titled(PLATFORM, rows)}),
        (CREDIT_FORM, {"归集": titled(CREDIT, credit)}),
    )
    for form, records in outputs:
        run.say(f"写出《{form.filename}》{len(rows)} 户")
        fill_form(run, form, bureau_facts(settings, run), records, folder / form.filename)
    today = run.now.date()
    page = disclosure_page(rows, settings.bureau, today.isoformat(), practice=run.desk.practice)
    write_text(folder / "抽查结果公示.html", page)
    _log(run.desk, rows, today, folder.name)
    return folder


def _next_folder(run: Run) -> Path:
    taken = len(list(run.desk.disclosures.glob("第*批_*"))) if run.desk.disclosures.exists() else 0
    return run.desk.disclosures / f"第{taken + 1}批_{run.now:%Y%m%d}"


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
