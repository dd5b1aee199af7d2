"""检查对象档案: over the years that stand side by side, and the page of one company."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from tests.steps.helpers import contents, edited, fill_ledger, rows_of, sentence, set_unit, texts
from tests.steps.others import enter, visit
from xlcheck.journal.draw_log import LOG_NAME
from xlcheck.results.history import UNREGISTERED
from xlcheck.schema.inputs import ENTITY_BOOK, OTHER_BOOK, SETTINGS_BOOK
from xlcheck.steps.desk.desk import Desk, desks_beside
from xlcheck.steps.history.history import history


@pytest.fixture
def two_years(desk, sample):
    """A run on the desk of 2022, blank but for its workbooks, beside that of 2021 with 01号 drawn; the record."""
    run, record, path = desk
    folder = run.desk.root.with_name("2022")
    shutil.copytree(sample, folder)
    set_unit(folder, year="2022")
    return replace(run, desk=Desk(folder), now=datetime(2022, 3, 5, 9)), record, path


def company(done, code):
    return next(row for row in rows_of(done.path) if row["统一社会信用代码"] == code)


def test_last_years_draws_are_counted(two_years):
    run, record, path = two_years
    codes = fill_ledger(path, 2)
    done = history(run)
    assert (done.years, done.whole) == ((2021, 2022), True)
    lines = rows_of(done.path, 1)
    assert [str(row["年度"]) for row in lines] == ["2021"] * len(record.sample)
    assert sorted(row["统一社会信用代码"] for row in lines) == sorted(d.code for d in record.sample)
    row = company(done, codes[0])
    assert (row["被抽中次数"], row["已检查次数"], row["发现问题次数"], row["未完结"]) == ("1", "1", "0", "0")
    assert (row["最近检查日期"], row["最近结果"], row["现状态"]) == (datetime(2021, 3, 1), "未发现问题", "营业")
    assert sum(int(str(row["被抽中次数"])) for row in rows_of(done.path)) == len(record.sample)


def test_company_that_left_the_registry_keeps_its_file(two_years):
    run, record, _ = two_years
    code = record.sample[0].code
    rows = rows_of(run.desk.book(ENTITY_BOOK))
    at = next(n for n, row in enumerate(rows, start=3) if row["统一社会信用代码"] == code)
    edited(run.desk.book(ENTITY_BOOK), lambda sheet: sheet.delete_rows(at))
    done = history(run)
    assert company(done, code)["现状态"] == UNREGISTERED
    page = openpyxl.load_workbook(history(run, code).path).worksheets[0]
    assert UNREGISTERED in [cell.value for row in page.rows for cell in row]


def test_played_year_is_traced_to_its_ledgers(whole_year):
    desk = Desk(whole_year.folder)
    done = whole_year.filed
    ledgers = [row for path in desk.ledgers.glob("检查台账-*.xlsx") for row in rows_of(path)]
    lines = rows_of(done.path, 1)
    facts = ("抽查任务编号", "统一社会信用代码", "检查日期", "检查人员", "检查结果", "处理结果", "是否完结", "公示日期")
    gone = [row for row in lines if "退出" in str(row["抽取情况"])]
    assert len(gone) == 1
    shown = Counter(tuple(str(row[title]) for title in facts) for row in lines if row not in gone)
    wanted = Counter(tuple(str(row[title]) for title in facts) for row in ledgers if row["检查日期"])
    assert sum(shown.values()) == 138
    assert len(shown - wanted) <= 1  # the company whose inspector was replaced keeps the old name in its ledger
    for row in rows_of(done.path):
        own = [line for line in ledgers if line["统一社会信用代码"] == row["统一社会信用代码"]]
        visited = [line for line in own if line["检查日期"]]
        none = ("未发现问题", "未发现开展本次抽查涉及的经营活动")
        problems = [line for line in visited if line["检查结果"] not in none]
        waiting = [line for line in visited if line["是否完结"] != "是"]
        counts = [str(len(part)) for part in (own, visited, problems, waiting)]
        assert [row[t] for t in ("被抽中次数", "已检查次数", "发现问题次数", "未完结")] == counts


def test_page_of_one_company_has_its_facts_and_lines_and_no_telephone(two_years):
    run, _, path = two_years
    (code,) = fill_ledger(path, 1)
    done = history(run, code)
    assert done.path.name == f"一户一档-{code}.xlsx"
    assert len(done.history.lines) == len(done.history.entities) == 1
    registry = next(row for row in rows_of(run.desk.book(ENTITY_BOOK)) if row["统一社会信用代码"] == code)
    said = " ".join(texts(done.path))
    assert str(registry["检查对象名称"]) in said
    assert str(registry["联系电话"]) not in said
    sheet = openpyxl.load_workbook(done.path).worksheets[0]
    assert int(sheet.page_setup.paperSize) == 9
    assert any("被抽中 1 次，已检查 1 次" in str(cell.value) for (cell,) in sheet.iter_rows(max_col=1))
    name = str(registry["检查对象名称"])
    assert history(run, name).path == done.path


def test_name_that_means_several_or_none__error(two_years):
    run, _, _ = two_years
    several = sentence(history, run, "货运")
    assert "请写全名称" in several
    assert several.count("（91") + several.count("（92") == 10
    assert "没有“示例无此户”" in sentence(history, run, "示例无此户")
    assert not run.desk.histories.exists()


def break_settings(desk):
    desk.book(SETTINGS_BOOK).write_bytes(b"PK")


def lose_settings(desk):
    desk.book(SETTINGS_BOOK).unlink()


def break_log(desk):
    log = desk.archive / LOG_NAME
    log.write_text(log.read_text("utf-8").replace("01号", "02号", 1), "utf-8")


def lose_record(desk):
    next(desk.archive.glob("01号/第1次/抽取记录.xlsx")).unlink()


def open_ledger(desk):
    (desk.ledgers / ".~lock.检查台账-01号.xlsx#").write_bytes(b"")


@pytest.mark.parametrize("harm", [break_settings, lose_settings, break_log, open_ledger])
def test_year_that_cannot_be_read_is_named__error(two_years, harm):
    run, _, _ = two_years
    harm(desks_beside(run.desk)[0])
    done = history(run)
    assert (done.years, done.whole) == ((2022,), False)
    (note,) = [note for note in done.history.notes if "没有列入这一年" in note]
    assert note.startswith("“2021”文件夹没有读到")
    assert note in texts(done.path)


def test_draw_whose_record_is_lost_is_told(two_years):
    run, _, _ = two_years
    lose_record(desks_beside(run.desk)[0])
    done = history(run)
    assert (done.years, done.whole) == ((2021, 2022), False)
    (note,) = [note for note in done.history.notes if "的抽取记录丢失" in note]
    assert note.startswith("2021 年度：任务 01号")


def test_ledger_that_is_gone_or_has_errors_is_told(two_years):
    run, record, path = two_years
    fill_ledger(path, 1, closed="否")
    assert any("《检查台账-01号.xlsx》有 1 处错误" in note for note in history(run).history.notes)
    path.unlink()
    done = history(run)
    assert any("没有读到《检查台账-01号.xlsx》" in note for note in done.history.notes)
    assert len(rows_of(done.path, 1)) == len(record.sample)


def test_two_folders_of_one_year_are_told(desk):
    run, record, _ = desk
    shutil.copytree(run.desk.root, run.desk.root.with_name("2020"))
    done = history(run)
    assert any("有 2 个文件夹都是 2021 年度的" in note for note in done.history.notes)
    assert len(done.history.lines) == 2 * len(record.sample)


def test_practice_desks_stand_with_practice_desks_only(two_years):
    run, _, _ = two_years
    first, second = desks_beside(run.desk)
    assert (first.root.name, second) == ("2021", run.desk)
    first.mark_practice()
    assert desks_beside(run.desk) == [run.desk]
    run.desk.mark_practice()
    assert len(desks_beside(run.desk)) == 2
    (run.desk.root.parent / "2019").mkdir()
    assert len(desks_beside(run.desk)) == 2


def test_before_any_draw__ok(run):
    done = history(run)
    assert done.history.lines == ()
    assert len(rows_of(done.path)) == 582


def test_registry_that_is_gone__error(run):
    run.desk.book(ENTITY_BOOK).unlink()
    assert "找不到工作簿《检查对象名录库.xlsx》" in sentence(history, run)


def test_nothing_else_is_written_and_the_earlier_file_is_set_aside(two_years):
    run, _, _ = two_years
    before = contents(run.desk.root.parent)
    history(run)
    first = contents(run.desk.root.parent)
    assert set(first) - set(before) == {"2022/档案/检查对象档案.xlsx"}
    history(run)
    last = contents(run.desk.root.parent)
    assert len(set(last) - set(first)) == 1
    assert all(last[name] == data for name, data in before.items())


def test_shipped_year_is_in_no_history_of_another_bureau(two_years):
    run, _, path = two_years
    fill_ledger(path, 2)
    set_unit(run.desk.root, bureau="示例市示例区市场监督管理局")
    done = history(run)
    assert (done.years, done.whole) == ((2022,), True)
    assert rows_of(done.path, 1) == []
    assert "“2021”文件夹是程序附带的示例，不是本单位的年度，没有列入。" in done.history.notes


def test_other_inspections_are_counted_over_the_years(two_years):
    run, _, path = two_years
    code = fill_ledger(path, 1)[0]
    enter(
        replace(run, desk=Desk(run.desk.root.with_name("2021"))), visit(code, "2021-06-01"), visit(code, "2021-06-01")
    )
    enter(run, visit(code, "2022-02-03", result="未发现问题"), visit("91140603MA0K0000X1", "2022-02-04", name="示例户"))
    done = history(run)
    row = company(done, code)
    assert (row["已检查次数"], row["其他检查次数"]) == ("1", "2")
    assert row["最近检查日期"] == datetime(2022, 2, 3)
    stranger = company(done, "91140603MA0K0000X1")
    assert (stranger["检查对象名称"], stranger["其他检查次数"], stranger["现状态"]) == ("示例户", "1", UNREGISTERED)
    page = texts(history(run, code).path)
    assert any(text.startswith("其他检查：2022-02-03，日常") for text in page)
    assert any("其他检查 2 次" in text for text in page)


def test_other_inspections_that_cannot_be_read_lose_no_year(two_years):
    run, _, path = two_years
    fill_ledger(path, 1)
    run.desk.root.with_name("2021").joinpath(OTHER_BOOK.filename).write_bytes(b"")
    done = history(run)
    assert done.years == (2021, 2022)
    assert any(note.startswith("2021 年度的其他检查没有读到") for note in done.history.notes)
