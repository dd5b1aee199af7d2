"""What a cell shows where its number format makes another text of its value: read so into columns of text."""

from datetime import datetime

import pytest
import xlsxwriter

from tests.builders import ENTITY, INSPECTOR, SETTINGS, by_column, plan_cells
from tests.excel.read.test_other_formats import converted, needs_office
from xlcheck.excel.read.date_formats import date_of
from xlcheck.excel.read.number_formats import meaning_of_code, shown_number, shown_string
from xlcheck.excel.read.workbook import read_book, read_sheets
from xlcheck.messages import problem
from xlcheck.model import Formatted, Number, Percent, Unseen, YearlessDay, shown_text
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, PLAN, PLAN_BOOK


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("00000000", "1", "00000001"),
        ('00"号"', "1", "01号"),
        ('00"号"', "-1", "-01号"),
        ('0;-0;"无"', "0", "无"),
        ('"有";"缺";"无"', "-3", "缺"),
        ("[Red]000", "7", "007"),
        ("[红色]000", "7", "007"),
        (r"0\号", "3", "3号"),
        ("0年", "5", "5年"),
        ('0_)"号"* ', "3", "3号"),
        ("000-0000-0000", "13900001111", "139-0000-1111"),
        ("(0000)0000000", "3491234567", "(0349)1234567"),
        ('#,##0.00"元"', "1234.5", "1,234.50元"),
        ("¥#,##0.00", "1234.5", "¥1,234.50"),
        ("[$¥-804]#,##0", "1234", "¥1,234"),
        ('[>=90]"优";[>=60]"及格";"差"', "75", "及格"),
        ('[>=90]"优";[>=60]"及格";"差"', "10", "差"),
        ('[=1]"男";[=2]"女";0', "2", "女"),
        ('General"号"', "12", "12号"),
        ('G/通用格式"人"', "12", "12人"),
        ('@"号"', "1", "1号"),
        ("000.0#", "1.5", "001.5"),
        ('0.0,"千"', "12345", "12.3千"),
        ("0;-0;", "0", ""),
        ("# ?/?", "0.5", "1/2"),
        ("# ?/?", "1.5", "1 1/2"),
        ("# ?/?", "-0.5", "-1/2"),
        ("# ??/??", "0.3", "3/10"),
        ("# ?/8", "0.3", "2/8"),
        ("?/?", "1.5", "3/2"),
        ('# ?/?"份"', "0.25", "1/4份"),
        ("[DBNum1]0", "12", "一二"),
        ("[DBNum1]General", "12", "一十二"),
        ("[DBNum1][$-804]G/通用格式", "105", "一百〇五"),
        ("[DBNum1]", "20", "二十"),
        ("[DBNum1]General", "1.5", "一.五"),
        ("[DBNum1]General", "100001", "一十万〇一"),
        ('[DBNum2][$-804]General"元"', "100000001", "壹亿零壹元"),
        ('[DBNum2]0"号"', "105", "壹零伍号"),
        ("[DBNum3]0", "1234", "１２３４"),
        ("[DBNum1]0;[DBNum1]-0", "-3", "-三"),
    ],
)
def test_number_is_shown_as_its_format_makes_it(code, number, shown):
    cell = shown_number(code, number)
    assert (type(cell), cell, shown_text(cell)) == (Formatted, number, shown)
    assert meaning_of_code(code) == f"0:{code}"


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("General", "12"),
        ("0", "12.7"),
        ("0.00", "12.789"),
        ("#,##0", "1234567"),
        ("#,##0_);[Red]-#,##0", "-1234"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1234"),
        ("[Red];[Blue]", "12"),
        ("# ?/?", "2"),
        ("0.00E+00", "12345"),
        ("##0.0E+0", "12345678"),
        ("0000", "1E400"),
        ("0000", "NaN"),
        ("0000", "甲"),
    ],
)
def test_number_of_which_a_format_makes_no_other_text_stays(code, number):
    cell = shown_number(code, number)
    assert (type(cell), cell) == (Number, number)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('@"号"', "甲号"),
        ('"第"@', "第甲"),
        ('0;-0;无;"（"@"）"', "（甲）"),
        ("000", "甲"),
    ],
)
def test_text_is_shown_as_its_format_makes_it(code, shown):
    assert shown_string(code, "甲") == shown


@pytest.mark.parametrize(
    ("code", "makes", "stored"),
    [
        (";;;", shown_number, "12"),
        (";;", shown_number, "-1"),
        ("0;;", shown_number, "-0.5"),
        (";;;", shown_string, "甲"),
        ("0;-0;0;", shown_string, "甲"),
    ],
)
def test_what_a_format_hides_is_kept_as_unseen(code, makes, stored):
    cell = makes(code, stored)
    assert (type(cell), cell, meaning_of_code(code)) == (Unseen, stored, f"0:{code}")


@needs_office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_cell_that_hides_its_content_is_read_and_said(tmp_path, suffix):
    cells = by_column(ENTITIES, ENTITY) | {ENTITIES.remark: "迁往外地", ENTITIES.founded: datetime(2019, 5, 6)}
    hidden = {ENTITIES.remark: ";;;", ENTITIES.name: ";;;@", ENTITIES.status: ";;;"}
    path = write(tmp_path / "检查对象名录库.xlsx", ENTITIES, cells, hidden)
    path = path if suffix == "xlsx" else converted(path, suffix)
    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    assert tables["entities"].at(2, ENTITIES.remark) == "迁往外地"
    assert tables["entities"].at(2, ENTITIES.status) == cells[ENTITIES.status]
    said = {f.place.column for f in findings if f.code == "cell.unseen"}
    assert said == {1 + ENTITIES.columns.index(c) for c in (ENTITIES.remark, ENTITIES.status)}


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("yyyy-mm-dd", "date"),
        ('yyyy"年"m"月"', "month"),
        ("[$-804]yyyy年m月", "month"),
        ("mmm-yy", "month"),
        ('m"月"d"日"', "day"),
        ("d-mmm", "day"),
        ("[$-804]m月d日;@", "day"),
        ('e"年"m"月"d"日"', "date"),
        ('e"年"m"月"', "month"),
        ('[$-411]ggge"年"m"月"d"日"', "date"),
        ("[$-411]ggge", "date"),
        ("[DBNum1][$-804]yyyy年m月d日", "date"),
        ("yyyy/m/d h:mm AM/PM", "date"),
        ('yyyy"年"', '1:yyyy"年"'),
        ("aaaa", "1:aaaa"),
        ("h:mm", "1:h:mm"),
        ("mm:ss.000", "1:mm:ss.000"),
        ("#年", "0:#年"),
        ("0.0%", "percent"),
        ("0.00", ""),
        ("@", ""),
    ],
)
def test_meaning_of_a_format(code, meaning):
    assert meaning_of_code(code) == meaning


@pytest.mark.parametrize(
    ("code", "days", "shown"),
    [
        ("yyyy", "44316", "2021"),
        ('e"年"', "44316", "2021年"),
        ('[DBNum1]yyyy"年"', "44316", "二〇二一年"),
        ("yy", "44316", "21"),
        ("bbbb", "44316", "2564"),
        ('m"月"', "44316", "4月"),
        ('dd"日"', "44320", "04日"),
        ("aaaa", "44316", "星期五"),
        ("[$-804]dddd", "44318", "星期日"),
        ("aaa", "44316", "五"),
        ("ddd", "44316", "周五"),
        ("h:mm", "0.5", "12:00"),
        ("h:mm", "44316.375", "9:00"),
        ("hh:mm:ss", "0.75", "18:00:00"),
        ("mm:ss.0", "0.0007", "01:00.0"),
        ("h:mm AM/PM", "0.5", "12:00 PM"),
        ('[$-804]上午/下午h"时"mm"分"', "0.0625", "上午1时30分"),
        ("[h]:mm", "1.25", "30:00"),
        ("[mm]:ss", "0.125", "180:00"),
    ],
)
def test_date_without_month_and_day_is_what_it_shows(code, days, shown):
    cell = date_of(days, datetime(1899, 12, 30), meaning_of_code(code))
    assert (type(cell), cell, shown_text(cell)) == (Formatted, days, shown)


def test_day_without_its_year_is_kept_and_shown_without():
    cell = date_of("44316", datetime(1899, 12, 30), meaning_of_code('m"月"d"日"'))
    assert (type(cell), cell, shown_text(cell)) == (YearlessDay, datetime(2021, 4, 30), "4月30日")


def write(path, table, cells, shows, header=1):
    """A sheet of one row below its header, some of whose cells have a number format of their own."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(table.sheet)
        sheet.write_row(0, 0, table.titles)
        for position, column in enumerate(table):
            look = book.add_format({"num_format": shows[column]}) if column in shows else None
            value = cells.get(column, "")
            (sheet.write_datetime if isinstance(value, datetime) else sheet.write)(1, position, value, look)
    return path


def test_certificate_of_a_zero_run_is_what_it_shows(tmp_path):
    cells = by_column(INSPECTORS, INSPECTOR) | {INSPECTORS.cert: 1}
    path = write(tmp_path / "执法检查人员名录库.xlsx", INSPECTORS, cells, {INSPECTORS.cert: "00000000"})
    tables, findings = read_book(path, INSPECTOR_BOOK, SETTINGS)
    assert tables["inspectors"].at(2, INSPECTORS.cert) == "00000001"
    assert [f for f in findings if f.place.column == 1 + INSPECTORS.columns.index(INSPECTORS.cert)] == []


@pytest.mark.parametrize("shows", ['00"号"', "00\\号", '[Blue]00"号";-0'])
def test_task_number_with_a_literal_is_what_it_shows(tmp_path, shows):
    table = PLAN.as_offered
    cells = {table.column(key): value for key, value in plan_cells(1).items()} | {table.column("task_no"): 1}
    path = write(tmp_path / "抽查工作计划.xlsx", table, cells, {table.column("task_no"): shows})
    assert read_book(path, PLAN_BOOK, SETTINGS)[0]["plan"].at(2, PLAN.task_no) == "01号"


@pytest.mark.parametrize(
    ("value", "shows", "text"),
    [(0.05, "0%", "5%"), (0.125, "0.0%", "12.5%"), (3, '0"辆"', "3辆"), (1234, "#,##0", "1234"), (True, "0", "TRUE")],
)
def test_text_column_has_the_units_that_are_shown(tmp_path, value, shows, text):
    cells = by_column(ENTITIES, ENTITY) | {ENTITIES.remark: value}
    path = write(tmp_path / "检查对象名录库.xlsx", ENTITIES, cells, {ENTITIES.remark: shows})
    assert read_book(path, ENTITY_BOOK, SETTINGS)[0]["entities"].at(2, ENTITIES.remark) == text


def test_month_that_became_a_date_is_read_as_a_month(tmp_path):
    table = PLAN.as_offered
    window = table.column("window")
    cells = {table.column(key): value for key, value in plan_cells(1).items()} | {window: datetime(2021, 5, 1)}
    path = write(tmp_path / "a.xlsx", table, cells, {window: 'yyyy"年"m"月"'})
    assert read_book(path, PLAN_BOOK, SETTINGS)[0]["plan"].at(2, PLAN.window) == "2021年5月"


def test_day_without_its_year_in_a_plan_is_of_the_year_of_the_plan(tmp_path):
    table = PLAN.as_offered
    window = table.column("window")
    cells = {table.column(key): value for key, value in plan_cells(1).items()} | {window: datetime(2020, 4, 30)}
    path = write(tmp_path / "a.xlsx", table, cells, {window: 'm"月"d"日"'})
    assert read_book(path, PLAN_BOOK, SETTINGS)[0]["plan"].at(2, PLAN.window) == "4月30日"


@pytest.mark.parametrize(
    ("shows", "shown", "day"),
    [
        ('m"月"d"日"', "4月30日", datetime(2021, 4, 30)),
        ("d-mmm", "1月2日", datetime(2022, 1, 2)),
        ('yyyy"年"m"月"', "2021年5月", datetime(2021, 5, 1)),
    ],
)
def test_day_that_a_cell_shows_in_part_is_kept_and_told(tmp_path, shows, shown, day):
    cells = by_column(ENTITIES, ENTITY) | {ENTITIES.licence_to: day}
    path = write(tmp_path / "检查对象名录库.xlsx", ENTITIES, cells, {ENTITIES.licence_to: shows})
    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    assert tables["entities"].at(2, ENTITIES.licence_to) == day
    (told,) = [f for f in findings if f.code == "date.part-shown"]
    assert (told.place.title, problem(told)) == ("许可有效期至", f"单元格只显示“{shown}”，按里面存的 {day.date()} 读取")


def test_ratio_reads_what_a_literal_shows(tmp_path):
    table = PLAN.as_offered
    ratio = table.column("ratio")
    cells = {table.column(key): value for key, value in plan_cells(1).items()} | {ratio: 5}
    plan = read_book(write(tmp_path / "a.xlsx", table, cells, {ratio: '0"%"'}), PLAN_BOOK, SETTINGS)[0]["plan"]
    assert plan.typed_in(2, PLAN.ratio) == "5%"


def test_equal_numbers_of_two_formats_are_told_apart(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        for row, shows in enumerate(("000", '0"号"', "0", "0%")):
            sheet.write_number(row, 0, 1, book.add_format({"num_format": shows}))
    cells = read_sheets(tmp_path / "a.xlsx")[0].columns[0]
    assert list(map(type, cells)) == [Formatted, Formatted, Number, Percent]
    assert len(dict.fromkeys(cells[:2])) == 2
    assert [shown_text(cell) for cell in cells] == ["001", "1号", "1", "100%"]
