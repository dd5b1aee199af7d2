"""Districts that draw and report by the real steps, and the inbox of the superior that takes what they send."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.steps.helpers import edited, fill_ledger, set_unit
from xlcheck.journal.disk import write_bytes
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, PLAN_BOOK
from xlcheck.steps.collect.books import write_blank_books
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.collect.statements import NOTHING_SAID
from xlcheck.steps.desk.desk import SILENT, Desk, Run
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import write_slips
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send

HOST = "mx.example.com"
ISSUE, BALLS = "双色球2021003期", {"ssq-2021003": "1 2 3 4 5 6 + 7"}
OPEN, DRAWN, SENT = datetime(2021, 1, 5, 9), datetime(2021, 1, 8, 9), datetime(2021, 3, 5, 9)
"""When is frozen, drawn and reported; the numbers come on 7 January at night."""


SHIPPED = "朔州市平鲁区交通运输局"
"""The bureau of the shipped workbooks."""


def call_otherwise(root: Path, bureau: str) -> None:
    """Give the bureau of a desk another name, in its settings and in its plan."""

    def change(sheet):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(SHIPPED, bureau)

    edited(root / PLAN_BOOK.filename, change)
    set_unit(root, bureau=bureau)


def close_company(district: District, word: str = "驾") -> None:
    """Close a company on the desk of a district."""
    close_company_of(district.run.desk.root, word)


def close_company_of(root: Path, word: str = "驾") -> None:
    """Type 停业 beside the first company of a category that has the word in its name: the frame is another one."""

    def change(sheet):
        header = next(row for row in sheet.iter_rows() if any(c.value == ENTITIES.category.title for c in row))
        category, status = (
            next(c.column for c in header if c.value == column.title) for column in (ENTITIES.category, ENTITIES.status)
        )
        below = range(header[0].row + 1, sheet.max_row + 1)
        row = next(
            row
            for row in below
            if word in str(sheet.cell(row, category).value) and sheet.cell(row, status).value != "停业"
        )
        sheet.cell(row, status).value = "停业"

    edited(root / ENTITY_BOOK.filename, change)


class District:
    """A bureau with a desk of its own."""

    def __init__(self, sample: Path, home: Path, region: str = "140603", bureau: str = "") -> None:
        root = home / region / "2021"
        shutil.copytree(sample, root)
        self.region, self.bureau = region, bureau or SHIPPED
        if bureau:
            call_otherwise(root, bureau)
        set_unit(root, region=region, superior_mail="city@example.com")
        self.run = Run(Desk(root), OPEN)

    @property
    def home(self) -> Path:
        """Where the years lie, and the key beside them."""
        return self.run.desk.root.parent

    def freeze(self, *tasks: str, issue: str = ISSUE, now: datetime = OPEN, **more: str):
        """Freeze tasks on one issue; returns the papers of that run."""
        run = replace(self.run, now=now)
        books = ready_books(run)
        source = game_source_of(run, issue, books.settings)
        frozen = [freeze_task(run, books, row, source, **more) for row in tasks_of(books, list(tasks or ("03号",)))]
        (papers,) = write_slips(run, books.settings)
        return frozen, papers

    def draw(self, frozen, numbers=BALLS, now: datetime = DRAWN):
        """Draw what was frozen, and write its ledger."""
        run = replace(self.run, now=now)
        results = [draw_task(run, task, numbers, Attendance("示例甲", "示例室", "示例乙")) for task in frozen]
        prepare(run)
        return results

    def send(self, now: datetime = SENT):
        """Count, pack, and return the mails."""
        run = replace(self.run, now=now)
        for ledger in sorted(run.desk.ledgers.glob("检查台账-*.xlsx")):
            fill_ledger(ledger)
        report(run)
        return sorted(send(run).drafts.glob("*.eml"))


def arrive(inbox: Path, mail: Path, at: datetime, name: str = "", host: str = HOST) -> Path:
    """Put a mail into an inbox as a server of the superior took it at that time."""
    inbox.mkdir(parents=True, exist_ok=True)
    line = f"Received: from a.example by {host}; {at:%a, %d %b %Y %H:%M:%S} +0800\r\n"
    path = inbox / (name or f"{len(list(inbox.iterdir())):03d}.eml")
    write_bytes(path, line.encode() + mail.read_bytes())
    return path


def set_superior(folder: Path, host: str = HOST, superior: str = "示例市交通运输局") -> None:
    """Fill in 汇总设置.xlsx."""
    folder.mkdir(parents=True, exist_ok=True)
    write_blank_books(folder)

    def fill(sheet):
        for row in sheet.iter_rows():
            for value, said in (("汇总单位名称", superior), ("收件服务器", host)):
                if row[0].value == value:
                    row[1].value = said

    edited(folder / "汇总设置.xlsx", fill)


def collected(inbox: Path, now: datetime, said=NOTHING_SAID):
    """Collect an inbox for 2021."""
    return collect(inbox, now, SILENT, year=2021, said=said)


def codes(done, bureau: str = "") -> list[str]:
    """The codes of what is said of a bureau, in its verdict and against its packs."""
    return [
        finding.code
        for verdict in done.totals.verdicts
        if bureau in verdict.bureau
        for finding in (*verdict.findings, *(f for _, findings in verdict.refused for f in findings))
    ]
