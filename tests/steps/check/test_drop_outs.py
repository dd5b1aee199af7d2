"""Who was replaced must be found so in the registries: check and status say so until they agree, or it is accepted."""

import openpyxl
import pytest

from tests.cells import cell
from tests.steps.helpers import draw, put, texts
from xlcheck.messages import Level, level, problem
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, LEAVES, SETTINGS_BOOK
from xlcheck.steps.check.accept import accept
from xlcheck.steps.check.check import check
from xlcheck.steps.remind.status import status
from xlcheck.steps.replace.replace import DropOutReport, replace_one


@pytest.fixture
def gone(run, tmp_path):
    """The run after a company of 01号 was said to have moved; its name, and its row in the registry."""
    record = draw(run, "01号").record
    photo = tmp_path / "示例.png"
    photo.write_bytes(sample_picture())
    entity = record.sample[0]
    replace_one(run, "01号", DropOutReport((entity.code,), "", "迁出", evidence=(photo,)))
    return run, entity.name, row_of(run.desk.book(ENTITY_BOOK), ENTITIES, ENTITIES.code, entity.code)


def row_of(path, table, column, text):
    sheet = openpyxl.load_workbook(path)[table.sheet]
    return next(row for row in range(3, sheet.max_row + 1) if sheet[cell(table, column, row)].value == text)


def told(findings):
    return [f for f in findings if f.code.startswith("drop-out.")]


def test_a_company_that_stays_in_operation_is_said_until_the_registry_agrees(gone):
    run, name, row = gone
    (one,) = told(check(run).findings)
    assert (level(one), one.place.cell) == (Level.WARNING, cell(ENTITIES, ENTITIES.status, row))
    note = f"以“迁出”退出的“{name}”，这里的经营状态仍是“营业”"
    assert note in problem(one)
    done = status(run, 3)
    assert any(note in said for said in done.reminders.notes)
    assert any(note in text for text in texts(done.book))
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.status, row): "迁出"})
    assert told(check(run).findings) == []
    assert not any(name in said for said in status(run, 3).reminders.notes)


def test_it_can_be_accepted_by_its_number(gone):
    run, name, _ = gone
    check(run)
    rows = openpyxl.load_workbook(run.desk.checks / "校验报告.xlsx")["问题清单"].values
    number = next(int(row[0]) for row in rows if any("这里的经营状态仍是" in str(text) for text in row))
    assert accept(run, [number], "示例：又迁回").problems == 1
    assert [level(f) for f in told(check(run).findings)] == [Level.HINT]
    assert not any(name in said for said in status(run, 3).reminders.notes)


def test_inspectors_on_leave_must_stand_in_the_sheet_for_it(run):
    record = draw(run, "01号").record
    certs = list(dict.fromkeys(cert for team in record.teams for cert in team.certs))[:2]
    for cert in certs:
        replace_one(run, "01号", DropOutReport((), cert, "请假"))
    book = run.desk.book(INSPECTOR_BOOK)
    said = told(check(run).findings)
    assert {f.place.cell for f in said} == {
        cell(INSPECTORS, INSPECTORS.cert, row_of(book, INSPECTORS, INSPECTORS.cert, cert)) for cert in certs
    }
    assert len([note for note in status(run, 3).reminders.notes if "“请假”表中没有" in note]) == 2
    free = openpyxl.load_workbook(book)[LEAVES.sheet].max_row + 1
    for row, cert in enumerate(certs, start=free):
        cells = {LEAVES.cert: cert, LEAVES.first: run.now, LEAVES.last: run.now, LEAVES.reason: "示例"}
        put(book, {cell(LEAVES, column, row): value for column, value in cells.items()}, sheet=LEAVES.sheet)
    assert told(check(run).findings) == []


def test_a_log_that_cannot_be_read_is_said_and_stops_no_check(gone):
    run, _, _ = gone
    log = run.desk.journal.draw_log
    log.write_text(log.read_text("utf-8").replace("01号", "02号", 1), "utf-8")
    (one,) = told(check(run).findings)
    assert one.code == "drop-out.log-unread"
    assert "抽取日志读不出" in problem(one)


def test_registries_are_read_for_status_only_where_somebody_fell_away(run):
    draw(run, "01号")
    for book in (ENTITY_BOOK, INSPECTOR_BOOK):
        run.desk.book(book).unlink()
    notes = status(run, 3).reminders.notes
    assert not any("名录库" in note for note in notes if not note.startswith("名录更新"))


def test_a_registry_that_cannot_be_read_is_said_by_status(gone):
    run, _, _ = gone
    run.desk.book(ENTITY_BOOK).unlink()
    assert any("检查对象名录库" in note for note in status(run, 3).reminders.notes)
    assert run.desk.book(SETTINGS_BOOK).exists()
