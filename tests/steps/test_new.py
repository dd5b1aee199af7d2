"""新建: a blank desk, and last year's carried over; nothing that exists is touched."""

import hashlib
import shutil
from datetime import date, datetime

import openpyxl
import pytest

from xlcheck.excel.read import read_cells, read_sheets
from xlcheck.messages import Level, error_text, level
from xlcheck.model import XlcheckError
from xlcheck.schema.inputs import (
    ENTITY_BOOK,
    INPUT_BOOKS,
    INSPECTOR_BOOK,
    ITEM_BOOK,
    PLAN,
    PLAN_BOOK,
    SETTINGS_BOOK,
)
from xlcheck.steps.check import check
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.load import load_settings, read_tables
from xlcheck.steps.new import new_desk
from xlcheck.steps.sample import PRINTED_PLAN

REGISTRIES = (ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK)


def edited(path, change):
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def plan_of(desk):
    """The plan's rows by title, as they stand."""
    rows = [cells for _, cells in read_sheets(desk.book(PLAN_BOOK))[0].rows]
    titles = rows[1]
    return [dict(zip(titles, cells, strict=False)) for cells in rows[2:]]


def carried(run, year=2022):
    return new_desk(run.desk.root.parent / str(year), year, run).desk


def files(folder):
    return {p.relative_to(folder): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def sentence(call, *arguments):
    with pytest.raises(XlcheckError) as caught:
        call(*arguments)
    return error_text(caught.value)


def test_blank_desk_has_every_workbook_and_its_year(tmp_path):
    made = new_desk(tmp_path / "2022", 2022)
    assert {p.name for p in (tmp_path / "2022").iterdir()} == {book.filename for book in INPUT_BOOKS}
    assert made.carried == ()
    cells = read_cells(made.desk.book(SETTINGS_BOOK))["单位信息"]
    year = next(row for (row, column), text in cells.items() if (column, text) == (1, "年度"))
    assert cells[year, 2] == "2022"


def test_blank_desk_asks_for_the_bureaus_name_first(tmp_path):
    made = new_desk(tmp_path / "2022", 2022)
    run = Run(made.desk, datetime(2022, 1, 5))
    assert "没有填写单位名称" in sentence(check, run)
    edited(made.desk.book(SETTINGS_BOOK), lambda sheet: sheet.cell(3, 2, "示例市示例区交通运输局"))
    done = check(run)
    assert {f.code for f in done.findings} == {"sheet.empty"}
    assert done.count(Level.ERROR) == 0


def test_existing_folder_is_refused_and_left_alone(run):
    before = files(run.desk.root.parent)
    assert "没有改动" in sentence(new_desk, run.desk.root, 2021)
    assert "没有改动" in sentence(new_desk, run.desk.root, 2022, run)
    (run.desk.root.parent / "2022").mkdir()
    (run.desk.root.parent / "2022" / "草稿.txt").write_text("x", "utf-8")
    assert "没有改动" in sentence(new_desk, run.desk.root.parent / "2022", 2022, run)
    (run.desk.root.parent / "2022" / "草稿.txt").unlink()
    assert files(run.desk.root.parent) == before


def test_file_of_that_name_is_refused(tmp_path):
    (tmp_path / "2022").write_text("x", "utf-8")
    assert "没有改动" in sentence(new_desk, tmp_path / "2022", 2022)


def test_empty_folder_is_used__ok(tmp_path):
    (tmp_path / "2022").mkdir()
    assert new_desk(tmp_path / "2022", 2022).desk.book(PLAN_BOOK).exists()


@pytest.fixture
def from_print(run):
    """The desk of 2022 carried over from the plan as it was printed."""
    shutil.copy2(run.desk.root / PRINTED_PLAN, run.desk.book(PLAN_BOOK))
    return run, carried(run)


def test_printed_plan_is_renumbered_and_renamed(from_print):
    _, desk = from_print
    rows = plan_of(desk)
    assert [row["抽查计划编号"] for row in rows] == [f"2022{n:02d}" for n in range(1, 16)]
    assert [row["抽查任务编号"] for row in rows] == [f"{n:02d}号" for n in range(1, 16)]
    for number, row in enumerate(rows, start=1):
        assert row["抽查计划名称"] == f"2022年朔州市平鲁区交通运输局抽查工作计划{number:02d}"
        assert row["抽查任务名称"].startswith("2022年平鲁区交通运输局")


def test_nothing_of_another_bureau_or_year_is_left(from_print):
    _, desk = from_print
    text = "\n".join(t for cells in read_cells(desk.book(PLAN_BOOK)).values() for t in cells.values())
    names = [row[title] for row in plan_of(desk) for title in ("抽查计划名称", "抽查任务名称", "抽查日期")]
    assert len(names) == 45
    assert "献县" not in text
    assert all("2022年" in name and "2021" not in name for name in names)


def test_years_move_in_scopes_and_windows_and_the_rest_stays(from_print):
    run, desk = from_print
    before, after = plan_of(run.desk), plan_of(desk)
    assert {row["抽查日期"] for row in after} == {"2022年1月至4月", "2022年5月至8月", "2022年9月至12月"}
    assert after[0]["抽查对象范围"].startswith("2021年1月前成立的")  # the print has 2020 here
    assert after[2]["抽查对象范围"].startswith("2022年1月前成立的")
    for title in ("抽查类型", "抽查比例", "抽查事项"):
        assert [row.get(title) for row in after] == [row.get(title) for row in before]
    assert [row.get("抽查对象范围", "") for row in after[5:11]] == [""] * 6  # blank in print, and not guessed


def test_registries_are_carried_byte_for_byte_and_last_year_is_untouched(run):
    before = files(run.desk.root)
    desk = carried(run)
    for book in REGISTRIES:
        assert desk.book(book).read_bytes() == run.desk.book(book).read_bytes()
    assert files(run.desk.root) == before


def test_settings_are_carried_without_what_belongs_to_the_year(run):
    desk = carried(run)
    old, _, _ = load_settings(run.desk)
    new, _, findings = load_settings(desk)
    assert [f for f in findings if level(f) is Level.ERROR] == []
    assert (new.year, new.document_no, new.document_date) == (2022, "", None)
    assert (new.days_off, new.days_on) == (frozenset(), frozenset())
    assert (new.bureau, new.categories, new.rounds, new.policy) == (old.bureau, old.categories, old.rounds, old.policy)
    assert new.vocabularies == old.vocabularies
    leaders = [read_cells(d.book(SETTINGS_BOOK))["领导小组"] for d in (run.desk, desk)]
    assert leaders[0] == leaders[1]


def test_plan_carried_from_the_corrected_one_has_no_error(run):
    desk = carried(run)
    done = check(Run(desk, datetime(2022, 1, 5)))
    assert done.count(Level.ERROR) == 0
    assert {f.code for f in done.findings} <= {"registry.licence-lapses", "registry.cert-lapses"}


def test_desk_is_carried_twice__ok(run):
    first = carried(run)
    second = carried(Run(first, datetime(2022, 12, 1)), 2023)
    assert [row["抽查日期"] for row in plan_of(second)][:2] == ["2023年1月至4月"] * 2
    assert load_settings(second)[0].year == 2023


def test_columns_of_staffs_own_are_kept(run):
    def add(sheet):
        for title, column in (("抽查主体", 10), ("备注", 11), ("备注", 12), ("印发日期", 13)):
            sheet.cell(2, column, title)
            for row in range(3, 18):
                sheet.cell(row, column, f"{title}{row}-{column}")
        for row in range(3, 18):
            sheet.cell(row, 13, date(2020, 12, 31))
        sheet.cell(3, 11, 7)
        sheet.cell(4, 11, "=1+1")

    edited(run.desk.book(PLAN_BOOK), add)
    desk = carried(run)
    rows = plan_of(desk)
    assert [row["抽查主体"] for row in rows] == [f"抽查主体{r}-10" for r in range(3, 18)]
    assert rows[0]["备注"] == "7"
    assert rows[1].get("备注", "") == ""  # a formula whose result was never stored
    assert rows[2]["备注（2）"] == "备注5-12"
    assert rows[2]["备注"] == "备注5-11"
    assert rows[0]["印发日期"] == datetime(2020, 12, 31)
    tables, _ = read_tables(desk, PLAN_BOOK)
    assert set(tables["plan"].extra.columns) == {"备注(2)", "印发日期"}


def test_cell_that_could_not_be_read_stays_as_it_stood(run):
    def change(sheet):
        sheet.cell(3, 5, "抽签决定")
        sheet.cell(3, 6, 0.5).number_format = "0%"
        sheet.cell(4, 9, "２０２１年1月至4月")
        sheet.cell(5, 9, "2021 年1月至4月")

    edited(run.desk.book(PLAN_BOOK), change)
    rows = plan_of(carried(run))
    assert (rows[0]["抽查类型"], rows[0]["抽查比例"]) == ("抽签决定", "50%")
    assert [row["抽查日期"] for row in rows[1:3]] == ["2022年1月至4月", "2022 年1月至4月"]


@pytest.mark.parametrize("book", [PLAN_BOOK, *REGISTRIES])
def test_last_year_without_a_workbook__error(run, book):
    run.desk.book(book).unlink()
    assert f"《{book.filename}》" in sentence(carried, run)
    assert not (run.desk.root.parent / "2022").exists()


def test_last_year_with_a_damaged_plan__error(run):
    path = run.desk.book(PLAN_BOOK)
    path.write_bytes(path.read_bytes()[:2000])
    assert "损坏" in sentence(carried, run)
    assert not (run.desk.root.parent / "2022").exists()


def test_last_year_whose_plan_has_no_header__error(run):
    edited(run.desk.book(PLAN_BOOK), lambda sheet: sheet.delete_rows(1, 2))
    assert "表头" in sentence(carried, run)
    assert not (run.desk.root.parent / "2022").exists()


def test_every_title_of_the_plan_is_kept_in_its_order(run):
    rows = read_sheets(carried(run).book(PLAN_BOOK))[0].rows
    assert rows[1][1] == list(PLAN.as_offered.titles)


def test_desk_is_where_it_was_asked_for(tmp_path):
    made = new_desk(tmp_path / "各年" / "2030", 2030)
    assert made.desk == Desk(tmp_path / "各年" / "2030")
