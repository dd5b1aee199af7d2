"""与上年度对比: the desk beside this one, as it stands, and never written to."""

from datetime import datetime

import pytest

from tests.steps.helpers import contents, fill_ledger, set_unit
from xlcheck.excel.read.workbook import read_cells
from xlcheck.schema.inputs import PLAN_BOOK
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.report.report import report
from xlcheck.steps.report.year_before import year_before


@pytest.fixture
def two(desk):
    """A run on the desk of 2022, the run on that of 2021 beside it, and the ledger of the latter's only drawn task."""
    last, record, path = desk
    made = new_desk(last.desk.root.parent / "2022", 2022, last)
    return Run(made.desk, datetime(2022, 1, 10, 9)), last, path, len(record.sample)


def test_figures_of_the_year_before(two):
    run, last, path, count = two
    fill_ledger(path, 2)
    before = year_before(run, 2022)
    assert (before.year, before.tasks, before.note) == (2021, 15, "")
    assert (before.whole.drawn, before.whole.inspected) == (count, 2)
    assert before.whole.overdue == 2  # as of today, since nobody has published them
    assert before.whole.quota == report(last).year.whole.quota


def test_comparison_stands_in_the_workbook(two):
    run, _, path, count = two
    fill_ledger(path, 2)
    cells = read_cells(report(run).path)["与上年度对比"]
    rows = {
        text: [cells[row, n] for n in (2, 3, 4)]
        for (row, column), text in cells.items()
        if column == 1 and row > 1 and (row, 4) in cells
    }
    assert rows["抽查任务数"] == ["15", "15", "0"]
    assert rows["已抽户次"] == ["0", str(count), str(-count)]
    assert rows["已查户次"] == ["0", "2", "-2"]


def test_nothing_of_the_year_before_is_written_to(two):
    run, last, path, _ = two
    fill_ledger(path, 2)
    before = contents(last.desk.root)
    report(run)
    assert contents(last.desk.root) == before


def test_no_such_year_is_said_in_the_sheet(run):
    done = report(run)
    assert done.year.before.whole is None
    assert read_cells(done.path)["与上年度对比"][2, 1].startswith("没有找到上一年度（2020 年）的文件夹")
    assert str(run.desk.root.parent) not in done.year.before.note


@pytest.mark.parametrize("theirs", [False, True])
def test_practice_is_compared_with_practice_only(two, theirs):
    run, last, _, _ = two
    (last if theirs else run).desk.mark_practice()
    before = year_before(run, 2022)
    assert before.whole is None
    assert "演练只与演练对比" in before.note
    (run if theirs else last).desk.mark_practice()
    assert year_before(run, 2022).whole is not None


def test_year_before_that_cannot_be_read__error(two):
    run, last, _, _ = two
    last.desk.book(PLAN_BOOK).unlink()
    before = year_before(run, 2022)
    assert before.whole is None
    assert "2021 年）的数据没有读出" in before.note
    assert f"《{PLAN_BOOK.filename}》" in before.note
    assert report(run).year.whole.quota > 0  # this year's figures do not depend on it


def test_ledger_of_the_year_before_that_is_open__error(two):
    run, _, path, _ = two
    path.with_name(f".~lock.{path.name}#").write_bytes(b"")
    assert "可能正在被" in year_before(run, 2022).note


def test_folder_that_holds_another_year__error(two):
    run, last, _, _ = two
    set_unit(last.desk.root, year="2019")
    before = year_before(run, 2022)
    assert (before.whole, "年度是 2019" in before.note) == (None, True)


def test_figures_with_a_missing_ledger_are_said_to_be_doubtful(two):
    run, _, path, _ = two
    path.unlink()
    before = year_before(run, 2022)
    assert before.whole is not None
    assert "1 处台账找不到或有错误" in before.note
    cells = read_cells(report(run).path)["与上年度对比"]
    assert before.note in cells.values()


def test_folder_without_settings_is_no_desk(run):
    (run.desk.root.parent / "2020").mkdir()
    assert "没有找到" in year_before(run, 2021).note


def test_shipped_year_is_no_year_before_of_another_bureau(two):
    run, last, _, _ = two
    set_unit(run.desk.root, bureau="示例市示例区市场监督管理局")
    before = year_before(run, 2022)
    assert before.whole is None
    assert "是程序附带的示例，不是本单位的年度，没有与上年度对比" in before.note
    set_unit(last.desk.root, bureau="示例市示例区市场监管局")  # a year of its own, before it was renamed
    assert year_before(run, 2022).whole is not None
