"""Desks on which the menu is tried, each in another state."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.cells import cell
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import edited, fill_ledger, later, put, set_unit, type_over
from tests.steps.new.forms import FIRST, type_into
from tests.steps.receipts import write_receipt
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, PLAN, PLAN_BOOK, RECUSALS
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.desk import Run, shipped
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import write_slips
from xlcheck.steps.draw.scan import archive_sheet
from xlcheck.steps.draw.source import game_source_of, system_source
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.new.setup import make_form
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send

MARCH = datetime(2021, 3, 9, 9)
"""When the menu is opened; all but one of the desks stand as they were left before."""


def fresh(_: Run) -> None:
    """As the sample is."""


def unplanned(run: Run) -> None:
    """No task is planned yet, and the form has the ratio of one category."""
    shutil.copy(shipped("templates") / "空白表" / PLAN_BOOK.filename, run.desk.book(PLAN_BOOK))
    type_into(make_form(run), {f"B{FIRST}": "5%"})


def broken(run: Run) -> None:
    run.desk.book(PLAN_BOOK).write_bytes(b"PK broken")


def faulty(run: Run) -> None:
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.ratio, 5): "若干"})


def recused(run: Run) -> None:
    """All inspectors but one are recused from every entity of 公路建设: there is much to be solved."""
    books = ready_books(run)
    roads = books.entities[ENTITIES.code][books.entities[ENTITIES.category] == "公路建设"]
    certs = list(books.inspectors[INSPECTORS.cert])[1:]
    pairs = [(cert, code, "示例事由") for code in roads for cert in certs]
    edited(run.desk.book(INSPECTOR_BOOK), lambda sheet: [sheet.append(pair) for pair in pairs], RECUSALS.sheet)


def mistyped(run: Run) -> None:
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.code): "91140603MAY7YARROC"})


def mistyped_and_open(run: Run) -> None:
    mistyped(run)
    run.desk.book(ENTITY_BOOK).with_name(f"~${ENTITY_BOOK.filename}").write_bytes(b"")


def checked(run: Run) -> None:
    mistyped(run)
    check(run)


def frozen(run: Run) -> None:
    books = ready_books(run)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], DECLARED)


def by_machine(run: Run) -> None:
    books = ready_books(run)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], system_source(run, "断网"))


def lodged(run: Run) -> None:
    frozen(run)
    (papers,) = write_slips(run, ready_books(run).settings)
    write_receipt(run.desk.root / "回执 (1).json", papers.slip, f"{run.stamp}")
    (run.desk.root / "别的.json").write_text("{}", "utf-8")


def thrown(run: Run) -> None:
    """Drawn by dice, with the photo of the signed sheet at hand."""
    books = ready_books(run)
    task = freeze_task(run, books, tasks_of(books, ["03号"])[0], DECLARED)
    write_slips(run, books.settings)
    draw_task(run, task, NUMBERS, Attendance())
    (run.desk.root / "骰单 (1).png").write_bytes(sample_picture())
    (run.desk.root / "空白.png").write_bytes(b"")


def scanned(run: Run) -> None:
    """As before, the sheet archived; a better photo is at hand."""
    thrown(run)
    archive_sheet(run, 1, run.desk.root / "骰单 (1).png")


def coming(run: Run) -> None:
    """Frozen on 9 March, with numbers that come two days later."""
    of_march, books = replace(run, now=MARCH), ready_books(run)
    source = game_source_of(of_march, "双色球2021026期", books.settings)
    freeze_task(of_march, books, tasks_of(books, ["03号"])[0], source)
    write_slips(of_march, books.settings)


def thrown_and_coming(run: Run) -> None:
    """03号 drawn by dice without its sheet, and 05号 frozen with numbers that come two days later."""
    of_march = replace(run, now=MARCH)
    thrown(of_march)
    books = ready_books(of_march)
    source = game_source_of(of_march, "双色球2021026期", books.settings)
    freeze_task(of_march, books, tasks_of(books, ["05号"])[0], source)
    write_slips(of_march, books.settings)


def due(run: Run) -> None:
    """Frozen in January, with numbers that have come and are not typed."""
    books = ready_books(run)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], game_source_of(run, "双色球2021003期", books.settings))


def moved(run: Run) -> None:
    """An entity is of another category since the first freeze."""
    frozen(run)
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.category): "机动车维修"})


def awaiting(run: Run) -> None:
    """Frozen in January, with numbers that come in April, and a notice of the game at hand."""
    books = ready_books(run)
    declared = game_source_of(run, "双色球2021040期", books.settings)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], declared)
    write_slips(run, books.settings)
    (run.desk.root / "通知.png").write_bytes(sample_picture())


def broken_off(run: Run) -> None:
    """As before, but the window was closed before the slip was written."""
    books = ready_books(run)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], game_source_of(run, "双色球2021040期", books.settings))


def ahead(run: Run) -> None:
    frozen(replace(run, now=run.now.replace(year=2031)))


def with_draw(run: Run) -> None:
    books = ready_books(run)
    draw_task(run, freeze_task(run, books, tasks_of(books, ["03号"])[0], DECLARED), NUMBERS, Attendance())
    (run.desk.root / "证明 (1).png").write_bytes(sample_picture())


def without_record(run: Run) -> None:
    """Drawn, and the record is lost with all its copies."""
    with_draw(run)
    for path in (run.desk.archive / "03号" / "第1次" / "抽取记录.xlsx", run.desk.draws / "抽取记录-03号.xlsx"):
        path.unlink()


def without_archived_record(run: Run) -> None:
    """Drawn, and the archived record is lost."""
    with_draw(run)
    (run.desk.archive / "03号" / "第1次" / "抽取记录.xlsx").unlink()


def filled(run: Run) -> None:
    with_draw(run)
    prepare(run)
    fill_ledger(ledger(run), 2)


def copied(run: Run) -> None:
    filled(run)
    shutil.copy(ledger(run), run.desk.root / "副本 (1).xlsx")


def conflicting(run: Run) -> None:
    copied(run)
    type_over(run.desk.root / "副本 (1).xlsx", situation="另一种写法")


def opened_elsewhere(run: Run) -> None:
    filled(run)
    (run.desk.ledgers / "~$检查台账-03号.xlsx").write_bytes(b"")


def with_errors(run: Run) -> None:
    filled(run)
    fill_ledger(ledger(run), 2, disposal="责令改正")


def with_publication(run: Run) -> None:
    filled(run)
    publish(later(run, 3, 5))


def with_dated_publication(run: Run) -> None:
    with_publication(run)
    type_over(ledger(run), published="2021-03-06")


def with_withdrawal(run: Run) -> None:
    """Of two rows that were published one was taken back, and is not corrected."""
    with_publication(run)
    (task,) = drawn_tasks(Archive(run.desk)).values()
    withdraw(later(run, 3, 8), RowChoice("03号", (task.current[0].drawn.code,)), "登记在别的企业名下")


def packed(run: Run) -> None:
    with_publication(run)
    report(later(run, 3, 8))
    archive = send(later(run, 3, 8)).archive
    (run.desk.root / "收件").mkdir()
    shutil.copy(archive, run.desk.root / "收件")


def with_server(run: Run) -> None:
    """Packed where a mail server is known."""
    set_unit(
        run.desk.root, superior_mail="shiju@example.com", mail_server="smtp.example.com", mail_sender="a@example.com"
    )
    packed(run)


def forged(run: Run) -> None:
    with_draw(run)
    (record,) = run.desk.draws.glob("抽取记录-03号.xlsx")
    put(record, {"A1": "改过"})


def cut(run: Run) -> None:
    with_publication(run)
    log = run.desk.journal.publication_log
    log.write_text(log.read_text("utf-8").split("\n", 1)[1], "utf-8")


def broken_ledger(run: Run) -> None:
    filled(run)
    ledger(run).write_bytes(b"PK broken")


def ledger(run: Run) -> Path:
    return run.desk.ledgers / "检查台账-03号.xlsx"


WORLDS = (
    fresh,
    unplanned,
    by_machine,
    broken,
    faulty,
    mistyped,
    mistyped_and_open,
    checked,
    frozen,
    lodged,
    recused,
    thrown,
    thrown_and_coming,
    scanned,
    coming,
    due,
    moved,
    awaiting,
    broken_off,
    ahead,
    with_draw,
    without_record,
    without_archived_record,
    filled,
    copied,
    conflicting,
    opened_elsewhere,
    with_errors,
    with_publication,
    with_dated_publication,
    with_withdrawal,
    packed,
    with_server,
    forged,
    cut,
    broken_ledger,
)
