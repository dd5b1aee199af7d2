"""What is odd about visits is accepted by its number in the report, wherever it stands, and then told no more."""

import openpyxl
import pytest

from tests.cells import FIRST
from tests.steps.helpers import LEDGER_FIRST, fill_ledger, published_codes, rows_of, sentence, type_over
from tests.steps.others import enter, visit
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import Level, level
from xlcheck.schema.inputs import OTHER_BOOK, SETTINGS_BOOK, WAIVERS
from xlcheck.schema.outputs.check import ENTRY_FINDINGS, FINDINGS
from xlcheck.steps.check.accept import accept as step
from xlcheck.steps.check.check import REPORT_NAME, check
from xlcheck.steps.ledger.check_entries import check_entries
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind.status import status

SATURDAY, SUNDAY = "2021-02-27", "2021-02-28"


def checked(run):
    return check(run, ledgers=check_entries)


def accept(run, *numbers, reason="示例理由"):
    return step(run, numbers, reason, "示例甲", check_entries)


def numbers_of(run, words):
    """The numbers in the report that is written now, of the problems in which some words stand."""
    rows = rows_of(checked(run).report, [sheet.name for sheet in read_sheets(report(run))].index(ENTRY_FINDINGS.sheet))
    return [int(str(row["序号"])) for row in rows if words in str(row["问题"])]


def report(run):
    return run.desk.checks / REPORT_NAME


def asked(findings):
    """The visits about which is still asked."""
    return sorted((f.code, f.key) for f in findings if f.code.startswith("visit.") and level(f) is not Level.HINT)


def entered(run):
    """(code, workbook, row) of what is accepted."""
    sheets = {sheet.name: sheet for sheet in read_sheets(run.desk.book(SETTINGS_BOOK))}
    return [tuple(cells[:3]) for number, cells in sheets[WAIVERS.sheet].rows if number >= FIRST]


@pytest.fixture
def odd(desk):
    """A ledger with two visits on days off, one before its draw, one half filled; two rows of 其他检查 on days off."""
    run, _, path = desk
    codes = fill_ledger(path, 4)
    for n, day in enumerate((SATURDAY, SUNDAY, "2021-01-04")):
        type_over(path, LEDGER_FIRST + n, inspected=day)
    type_over(path, LEDGER_FIRST + 3, situation="")
    other = str(rows_of(path)[5]["统一社会信用代码"])
    enter(run, visit(other, "2021-02-06"), visit(other, "2021-02-14"))
    checked(run)
    return run, codes, other


def test_numbers_of_entries_go_on_from_those_of_the_workbooks(odd):
    run, _, _ = odd
    done = checked(run)
    book = openpyxl.load_workbook(done.report)
    numbers = [
        [row[0] for row in book[name].iter_rows(min_row=3, values_only=True) if isinstance(row[0], int)]
        for name in (FINDINGS.sheet, ENTRY_FINDINGS.sheet)
    ]
    assert [*numbers[0], *numbers[1]] == list(range(1, 1 + len(numbers[0]) + len(numbers[1])))
    assert len(numbers[1]) == len(done.entries.findings) > 5


def test_visit_of_a_ledger_is_accepted_by_its_number_in_check_publish_and_status(odd):
    run, codes, other = odd
    (number,) = numbers_of(run, f"{SATURDAY} 是")
    assert accept(run, number).rows == 1
    assert entered(run) == [("visit.on-day-off", "检查台账-01号.xlsx", codes[0])]
    left = sorted(
        [
            ("visit.before-draw", codes[2]),
            ("visit.on-day-off", codes[1]),
            ("visit.on-day-off", f"{other} 2021-02-14"),
            ("visit.on-day-off", f"{other} 2021-02-06"),
        ]
    )
    assert asked(checked(run).entries.findings) == left
    assert asked(status(run, 5).findings) == left
    assert asked(publish(run).findings) == left
    assert published_codes(run.desk) == codes[:2]


def test_row_of_other_inspections_is_accepted_alone_whatever_else_the_company_has(odd):
    run, _, other = odd
    (number,) = numbers_of(run, "2021-02-14 是")
    accept(run, number)
    assert entered(run) == [("visit.on-day-off", OTHER_BOOK.filename, f"{other} 2021-02-14")]
    left = asked(publish(run).findings)
    assert ("visit.on-day-off", f"{other} 2021-02-06") in left
    assert ("visit.on-day-off", f"{other} 2021-02-14") not in left


def test_accepted_visit_is_listed_with_its_reason_and_not_called_unused(odd):
    run, _, _ = odd
    accept(run, *numbers_of(run, f"{SATURDAY} 是"), *numbers_of(run, "2021-02-06 是"), reason="群众来电，示例")
    done = checked(run)
    assert [f.waiver for f in done.entries.findings if f.waiver] == ["群众来电，示例"] * 2
    assert "waiver.unused" not in {f.code for f in done.findings}
    texts = [str(cell) for sheet in read_sheets(done.report) for _, cells in sheet.rows for cell in cells]
    assert any("已接受：群众来电，示例" in text for text in texts)


def test_day_that_is_another_by_now_is_asked_about_again(odd):
    run, _, other = odd
    accept(run, *numbers_of(run, "2021-02-14 是"))
    enter(run, visit(other, "2021-02-06"), visit(other, "2021-02-15"))
    assert ("visit.on-day-off", f"{other} 2021-02-15") in asked(publish(run).findings)


@pytest.mark.parametrize(
    ("words", "said"), [("早于抽取日期", "是错误，不能接受"), ("还缺：", "说的是台账里登记的内容，不能接受")]
)
def test_what_cannot_be_and_what_is_missing_is_not_accepted(odd, words, said):
    run, _, _ = odd
    (number,) = numbers_of(run, words)
    before = run.desk.book(SETTINGS_BOOK).read_bytes()
    assert f"第 {number} 号{said}" in sentence(accept, run, number)
    assert run.desk.book(SETTINGS_BOOK).read_bytes() == before


def test_marked_copy_of_other_inspections_has_what_is_odd_about_its_rows(odd):
    run, _, _ = odd
    (copy,) = [path for path in checked(run).copies if OTHER_BOOK.filename in path.name]
    notes = [cell.comment.text for row in openpyxl.load_workbook(copy).worksheets[0] for cell in row if cell.comment]
    assert sum("是周六" in note or "是周日" in note for note in notes) == 2


def test_rows_without_any_ledger_are_checked_and_errors_keep_nothing_from_being_frozen(odd):
    run, _, _ = odd
    for path in run.desk.ledgers.glob("*"):
        path.unlink()
    done = checked(run)
    assert [(f.code, f.place.book) for f in done.entries.findings] == [("visit.on-day-off", OTHER_BOOK.filename)] * 2
    assert done.count(Level.ERROR) == 0
