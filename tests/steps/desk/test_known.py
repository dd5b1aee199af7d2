"""What the program itself needs is known to every search: no desk gets where nothing can be published or sent."""

import re
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import edited, fill_ledger, sentence
from xlcheck.messages import Level, level
from xlcheck.reading.personal import TELEPHONE, personal_number
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, SETTINGS_BOOK
from xlcheck.steps.check.accept import accept
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.verify import verify_desk


def column_of(sheet, title):
    return next(cell.column for row in sheet.iter_rows(max_row=5) for cell in row if cell.value == title)


def with_certs(run, prefix):
    """Give each inspector a number of eleven digits, on all sheets of the book."""
    path = run.desk.book(INSPECTOR_BOOK)
    book = openpyxl.load_workbook(path)
    certs: dict[str, str] = {}
    for sheet in book.worksheets:
        titles = [c.column for row in sheet.iter_rows(max_row=5) for c in row if "执法证号" in str(c.value)]
        for column in titles:
            for row in range(3, sheet.max_row + 1):
                cell = sheet.cell(row, column)
                if cell.value:
                    cell.value = certs.setdefault(str(cell.value), f"{prefix}{len(certs):0{11 - len(prefix)}}")
    book.save(path)
    return sorted(certs.values())


@pytest.mark.parametrize("prefix", ["140603", "13812", "14512"])
def test_certificates_of_eleven_digits_pass_everywhere(run, prefix):
    certs = with_certs(run, prefix)
    edited(run.desk.book(SETTINGS_BOOK), lambda sheet: _clear(sheet, "执法证号格式"), "抽查策略")
    books = ready_books(run)
    task = freeze_task(run, books, tasks_of(books, ["01号"])[0], DECLARED)
    record = draw_task(run, task, NUMBERS, Attendance(f"示例甲（{certs[0]}）", "示例室", f"示例乙 {certs[1]}")).record
    prepare(run)
    later = replace(run, now=datetime(2021, 3, 5, 9))
    fill_ledger(run.desk.ledgers / "检查台账-01号.xlsx", 3)
    assert publish(later).rows == 3
    photo = run.desk.root.parent / "照片.png"
    photo.write_bytes(sample_picture())
    code = record.sample[-1].code
    replace_one(later, "01号", DropOutReport((code,), "", "迁出", f"经 {certs[0]} 核实", (photo,), "示例甲"))
    report(later)
    assert send(later).files
    assert all(result.sound for result in verify_desk(later))


def _clear(sheet, item):
    for row in sheet.iter_rows():
        if item in [cell.value for cell in row]:
            row[[cell.value for cell in row].index(item) + 1].value = None


def test_telephone_of_somebody_is_no_certificate__error(run):
    path = run.desk.book(INSPECTOR_BOOK)

    def change(sheet):
        phone, cert = column_of(sheet, "联系电话"), column_of(sheet, "执法证号")
        sheet.cell(3, phone, "138-1234-5678")
        sheet.cell(3, cert, "13812345678")

    edited(path, change)
    found = [f for f in check(run).findings if f.code == "registry.personal-number"]
    assert [f.place.title for f in found] == ["执法证号"]


@pytest.mark.parametrize(
    ("sheet", "cell"), [("批次", "A3"), ("对象类别", "B3")], ids=["the name of a round", "an alias of a category"]
)
def test_number_in_a_sheet_of_the_settings_stops_the_freeze_and_is_placed__error(run, sheet, cell):
    book = run.desk.root / SETTINGS_BOOK.filename
    edited(book, lambda opened: opened.__setitem__(cell, "示例13812345678"), sheet)
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    assert f"《单位设置.xlsx》“{sheet}”工作表中像有电话号码，没有冻结" in sentence(
        freeze_task, run, books, row, DECLARED
    )


def test_accepted_cell_is_frozen_published_and_sent(run):
    """A name with digits that only look like a number: staff say so once, with a reason."""

    def rename(sheet):
        names, categories = column_of(sheet, "检查对象名称"), column_of(sheet, "对象类别")
        for row in range(3, sheet.max_row + 1):
            if sheet.cell(row, categories).value == "道路旅客运输":
                sheet.cell(row, names, f"示例{13812345000 + row}号客运有限公司")

    edited(run.desk.book(ENTITY_BOOK), rename)
    assert {f.code for f in check(run).findings if level(f) is Level.ERROR} == {"registry.personal-number"}
    (number,) = _numbers(run)
    assert accept(run, (number,), "名称如此，不是电话号码").problems == 1
    books = ready_books(run)
    task = freeze_task(run, books, tasks_of(books, ["01号"])[0], DECLARED)
    draw_task(run, task, NUMBERS, Attendance())
    assert personal_number("示例13812345003号", KnownNumbers(run)) == ""
    assert personal_number("示例13912345678号", KnownNumbers(run)) == TELEPHONE
    prepare(run)
    later = replace(run, now=datetime(2021, 3, 5, 9))
    fill_ledger(run.desk.ledgers / "检查台账-01号.xlsx", 3)
    assert publish(later).rows == 3
    assert send(later).files


def _numbers(run):
    """The numbers in the report at which a person's number is spoken of."""
    sheet = openpyxl.load_workbook(run.desk.checks / "校验报告.xlsx")["问题清单"]
    for row in sheet.iter_rows(values_only=True):
        if any("中像有" in str(value) for value in row):
            yield int(next(value for value in row if str(value).isdigit()))


def test_winning_numbers_are_known_once_they_are_typed(drawn):
    run, _ = drawn
    text = "号码 3 0 7 1 9 4 2 8 6 5 0 3 录错"
    refuse_numbers(run, {"理由": text})
    refuse_numbers(run, {"理由": "应为 1 8 13 19 26 33 7"}, ("1 8 13 19 26 33 + 7",))
    assert "“理由”中像有电话号码" in sentence(refuse_numbers, run, {"理由": "应为 1 8 13 19 26 33 7"})


def test_page_that_an_earlier_version_wrote_with_a_number_is_held_back(desk, monkeypatch):
    run, record, path = desk
    photo = run.desk.root.parent / "照片.png"
    photo.write_bytes(sample_picture())
    said = []
    with monkeypatch.context() as patch:
        patch.setattr("xlcheck.steps.replace.replace.personal_number", lambda *_: "")
        gone = DropOutReport((record.sample[-1].code,), "", "迁出，电话 13812345678", "", (photo,), "示例甲")
        replace_one(replace(run, say=said.append), "01号", gone)
    assert [line for line in said if "《抽取公开-01号.html》中像有电话号码" in line and "不要放到网站上" in line]
    prepare(run)
    fill_ledger(path, 3)
    said.clear()
    files = {file.name for file in send(replace(run, say=said.append)).files}
    assert "抽取公开-01号.html" not in files
    assert {"抽取记录-01号.xlsx", "补抽记录-01号-1.xlsx"} <= files
    assert [line for line in said if re.search("《抽取公开-01号.html》中像有电话号码.+没有上报", line)]
