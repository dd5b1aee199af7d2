"""统计: counted from the ledgers, at any time of the year."""

import shutil
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import docx
import openpyxl
import pytest

from tests.cells import FIRST, number
from tests.steps.helpers import contents, draw, edited, fill_ledger, inputs, sentence, set_unit
from tests.steps.others import enter, visit
from xlcheck.excel.read.workbook import read_cells
from xlcheck.reading.expressions.shares import percent
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK, OTHER_BOOK, PLAN_BOOK
from xlcheck.schema.outputs.report import PROGRESS, PROGRESS_COUNTS
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.report.report import report


def line(done, task="01号"):
    """A row of the sheet 进度 by key."""
    cells = read_cells(done.path)[PROGRESS.sheet]
    at = number(PROGRESS, PROGRESS.task_no)
    row = next(r for (r, c), text in cells.items() if c == at and text == task)
    return {column.key: cells.get((row, number(PROGRESS, column)), "") for column in PROGRESS}


def counts(done, task="01号"):
    row = line(done, task)
    return tuple(int(row[key]) for key in ("quota", "drawn", "inspected", "published", "overdue", "closed"))


def overdue(done):
    return int(line(done)["overdue"])


def test_nothing_drawn__ok(run):
    done = report(run)
    assert counts(done) == (6, 0, 0, 0, 0, 0)  # 50 % of the twelve of 01号 less one, by the registry as it stands
    assert (line(done)["done_rate"], line(done)["state"]) == ("0.0%", "待抽取")
    assert done.year.whole.quota == 138
    assert len(done.year.tasks) == 15


def test_progress_from_the_draw_to_the_publication(desk):
    run, record, path = desk
    n = len(record.sample)
    assert n >= 5
    assert counts(report(run)) == (n, n, 0, 0, 0, 0)
    fill_ledger(path, n - 1)
    assert counts(report(run)) == (n, n, n - 1, 0, 0, 0)
    publish(run)
    done = report(run)
    assert counts(done) == (n, n, n - 1, n - 1, 0, n - 1)
    assert (line(done)["done_rate"], line(done)["state"]) == (f"{(n - 1) / n * 100:.1f}%", "检查中")
    assert done.year.whole.done_rate == Fraction(n - 1, 138)  # what is not drawn yet is due all the same


def test_ledger_that_was_not_made__ok(run):
    record = draw(run, "01号").record
    assert counts(report(run))[:3] == (len(record.sample), len(record.sample), 0)


def test_overdue_is_counted_before_and_after_the_late_publication(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    late = replace(run, now=datetime(2021, 3, 11, 9))
    assert overdue(report(replace(run, now=datetime(2021, 3, 10, 9)))) == 0
    assert overdue(report(late)) == 2
    publish(late)
    assert overdue(report(replace(run, now=datetime(2021, 12, 31, 9)))) == 2


def test_sums_of_the_sheet_are_those_of_its_rows(desk):
    run, _, path = desk
    draw(run, "05号")
    prepare(run)
    fill_ledger(path, 2)
    fill_ledger(run.desk.ledgers / "检查台账-05号.xlsx", 3)
    done = report(run)
    cells = read_cells(done.path)[PROGRESS.sheet]
    total = next(r for (r, c), text in cells.items() if text == "合计")
    assert total == FIRST + 15
    assert len(PROGRESS_COUNTS) == 6
    for column in (number(PROGRESS, counted) for counted in PROGRESS_COUNTS):
        assert int(cells[total, column]) == sum(int(cells[row, column]) for row in range(FIRST, total))
    assert int(cells[total, number(PROGRESS, PROGRESS.inspected)]) == 5


def test_second_report_sets_the_first_aside_and_changes_nothing_else(desk):
    run, _, path = desk
    fill_ledger(path)
    report(run)
    before = contents(run.desk.root)
    report(replace(run, now=datetime(2021, 3, 6, 9)))
    changed = {n for n, data in contents(run.desk.root).items() if before.get(n) != data}
    names = ("进度与统计.xlsx", "年度总结（草稿）.docx", "全年检查台账.xlsx", "后续处置清单.xlsx", "年度计划报表.xlsx")
    aside = {name: "统计/旧版/{}_20210306-090000.{}".format(*name.rsplit(".", 1)) for name in names}
    assert changed == {*aside.values(), *(f"统计/{name}" for name in names)}
    after = contents(run.desk.root)
    for name, old in aside.items():
        assert after[old] == before[f"统计/{name}"]


def test_neither_ledger_nor_workbooks_are_written_to(desk):
    run, _, path = desk
    before, kept = inputs(run.desk), path.read_bytes()
    report(run)
    assert (inputs(run.desk), path.read_bytes()) == (before, kept)


def test_same_ledgers_give_the_same_workbook(desk):
    run, _, path = desk
    fill_ledger(path)
    assert report(run).path.read_bytes() == report(run).path.read_bytes()
    assert report(run).summary.read_bytes() == report(run).summary.read_bytes()


def words(done):
    """Every paragraph of the draft."""
    return [p.text for p in docx.Document(done.summary).paragraphs]


def test_draft_of_the_summary_speaks_of_the_same_figures(desk):
    run, record, path = desk
    n = len(record.sample)
    fill_ledger(path, n - 1)
    text = "".join(words(report(run)))
    assert f"已抽取任务1个，抽中检查对象{n}户次，已检查{n - 1}户次" in text
    assert "尚未抽取的任务14个：02号、" in text
    assert "2022年度抽查工作计划如照本年度计划结转，安排抽查任务15个" in text


def test_what_people_wrote_in_the_draft_is_set_aside(desk):
    run, _, _ = desk
    done = report(run)
    draft = docx.Document(done.summary)
    draft.add_paragraph("示例补充")
    draft.save(done.summary)
    again = report(replace(run, now=datetime(2021, 3, 6, 9)))
    assert "示例补充" not in words(again)
    kept = docx.Document(again.summary.parent / "旧版" / "年度总结（草稿）_20210306-090000.docx")
    assert "示例补充" in [p.text for p in kept.paragraphs]


def test_year_without_known_holidays_is_said(run):
    set_unit(run.desk.root, year="2098")
    edited(run.desk.root / "单位设置.xlsx", lambda sheet: sheet.delete_rows(3, 60), "节假日")
    done = report(run)
    assert any("2098 年的节假日安排尚不可知" in text for text in read_cells(done.path)[PROGRESS.sheet].values())


def test_ledger_that_is_open__error(desk):
    run, _, path = desk
    path.with_name(f".~lock.{path.name}#").write_bytes(b"")
    assert "可能正在被" in sentence(report, run)


@pytest.mark.parametrize("book", [PLAN_BOOK, ITEM_BOOK, ENTITY_BOOK])
def test_workbook_that_is_gone_or_damaged__error(run, book):
    path = run.desk.book(book)
    whole = path.read_bytes()
    path.unlink()
    assert f"找不到工作簿《{book.filename}》" in sentence(report, run)
    path.write_bytes(whole[:2000])
    text = sentence(report, run)
    assert f"《{book.filename}》" in text
    assert "损坏" in text


def test_plan_without_header_or_rows__error(run):
    path = run.desk.book(PLAN_BOOK)
    kept = shutil.copy2(path, run.desk.root.parent / "kept.xlsx")
    edited(path, lambda sheet: sheet.delete_rows(1, 2))
    assert "表头" in sentence(report, run)
    shutil.copy2(kept, path)
    edited(path, lambda sheet: sheet.delete_rows(3, 30))
    assert "没有抽查任务" in sentence(report, run)


def test_drawn_task_that_left_the_plan_is_still_counted(desk):
    run, record, _ = desk
    edited(run.desk.book(PLAN_BOOK), lambda sheet: sheet.delete_rows(3))
    done = report(run)
    assert len(done.year.tasks) == 15
    assert counts(done)[:2] == (len(record.sample), len(record.sample))


def test_all_inspections_are_counted_beside_the_random_ones(desk):
    run, _, path = desk
    codes = fill_ledger(path, 3)
    full = {"items": "示例事项", "inspectors": "示例员", "result": "未发现问题"}
    enter(run, visit(codes[0], "2021-02-01", **full), visit(codes[1], "2021-02-01"), visit(codes[1], "2020-02-01"))
    done = report(run)
    totals = done.year.inspections
    assert (totals.drawn, totals.whole, totals.figure, totals.incomplete) == (3, 5, 4, 1)
    rows = openpyxl.load_workbook(done.path)["检查总量"].iter_rows(values_only=True)
    assert [row[:2] for row in rows if row[0] in ("随机抽查", "日常", "计入年报的检查次数")] == [
        ("随机抽查", 3),
        ("日常", 2),
        ("计入年报的检查次数", 4),
    ]
    said = "".join(paragraph.text for paragraph in docx.Document(str(done.summary)).paragraphs)
    assert f"其中随机抽查3次，占{percent(Fraction(3, 5))}；" in said


def test_desk_without_other_inspections_has_no_sheet_for_them(desk):
    run, _, _ = desk
    run.desk.book(OTHER_BOOK).unlink()
    done = report(run)
    assert done.year.inspections is None
    assert "检查总量" not in openpyxl.load_workbook(done.path).sheetnames
