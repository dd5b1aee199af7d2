"""Drop-downs of categories: what they offer, what they lack, and a copy in which they are renewed."""

from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter

from tests.builders import ENTITY, INSPECTOR, SETTINGS, by_column
from tests.cells import FIRST, HEADER, cell, letters
from tests.excel.packages import SHEET, assert_sound, pack, parts_of, write_rich
from xlcheck.checks import run_checks
from xlcheck.excel.patch import patch_copy
from xlcheck.excel.patch.renewal import renewal
from xlcheck.excel.patch.repair import repair
from xlcheck.excel.read.workbook import read_book, read_cells, read_sheets
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.messages import Level, level, problem
from xlcheck.model import Category, Place
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS
from xlcheck.schema.table import OPTIONS_SHEET

OLD = tuple(c.name for c in SETTINGS.categories)
ADDED = replace(SETTINGS, categories=(*SETTINGS.categories, Category("公路养护", ("养护",))))
NOW = tuple(c.name for c in ADDED.categories)
CATEGORY, STATUS = (letters(ENTITIES, column) for column in (ENTITIES.category, ENTITIES.status))


def lacks(path, within=ADDED, book=ENTITY_BOOK):
    """The findings about drop-downs."""
    tables, _ = read_book(path, book, within)
    found = run_checks(YearBooks(within, **{k: t for k, t in tables.items() if k in ("entities", "inspectors")}))
    return [f for f in found if f.code == "registry.list-lacks"]


def offers(path, column=ENTITIES.category):
    """What the drop-down of a column offers."""
    return read_book(path, ENTITY_BOOK, SETTINGS)[0]["entities"].parts[0].offers.get(column)


@pytest.fixture
def made(tmp_path):
    """A registry as the tool makes it."""
    path = tmp_path / ENTITY_BOOK.filename
    write_desk_book(path, ENTITY_BOOK, {"entities": [by_column(ENTITIES, ENTITY)]}, SETTINGS)
    return path


@pytest.fixture
def own(tmp_path):
    """A function that makes a registry of staff's own, whose drop-down takes its values as it is told."""

    def write(source, cells=(), name="类别"):
        path = tmp_path / "名录.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet(ENTITIES.sheet)
            sheet.write_row(0, 0, ENTITIES.titles)
            sheet.write_row(1, 0, [ENTITY.get(key, "") for key in ENTITIES.keys])
            sheet.data_validation(f"{CATEGORY}2:{CATEGORY}99", {"validate": "list", "source": source})
            sheet.data_validation(f"{STATUS}2:{STATUS}99", {"validate": "list", "source": ["营业", "停业"]})
            book.add_worksheet(name).write_column(1, 2, cells)
            book.define_name("类别表", f"='{name}'!$C$2:$C$4")
        return path

    return write


def repaired(path, within=ADDED):
    out = path.with_name(f"改正-{path.name}")
    told = repair(path, lacks(path, within), out, [c.name for c in within.categories])
    assert_sound(out)
    return told, out


def test_drop_down_with_every_category__ok(made):
    assert offers(made) == OLD
    assert lacks(made, SETTINGS) == []


def test_drop_down_without_a_category__error(made):
    (told,) = lacks(made)
    assert (told.place.cell, level(told)) == (cell(ENTITIES, ENTITIES.category, HEADER), Level.HINT)
    assert problem(told) == "“对象类别”的下拉列表中没有公路养护"
    assert (told.value, told.proposal) == ("原有的 3 个类别", "现有的 4 个类别")


def test_drop_downs_of_several_columns__error(tmp_path):
    path = tmp_path / INSPECTOR_BOOK.filename
    write_desk_book(path, INSPECTOR_BOOK, {"inspectors": [by_column(INSPECTORS, INSPECTOR)]}, SETTINGS)
    assert [f.place.title for f in lacks(path, book=INSPECTOR_BOOK)] == ["执法事项范围", "专业资质"]


def test_alias_in_the_list_stands_for_its_category__ok(own):
    assert lacks(own(["道路旅客运输", "货运", "机动车维修", "养护"])) == []


def test_category_that_is_gone_is_no_fault__ok(made):
    assert lacks(made, replace(SETTINGS, categories=SETTINGS.categories[:2])) == []


@pytest.mark.parametrize("source", ["类别!$C$2:$C$4", "'类别'!C2:C4"])
def test_values_on_another_sheet_are_read__ok(own, source):
    assert offers(own(f"={source}", ["甲", "乙", "丙"])) == ("甲", "乙", "丙")


def test_values_on_a_sheet_with_an_apostrophe_are_read__ok(own):
    assert offers(own("='类''别'!$C$2:$C$4", ["甲", "乙"], name="类'别")) == ("甲", "乙")


@pytest.mark.parametrize("source", ["=类别表", "=OFFSET(类别!$C$2,0,0,3,1)", "=类别!$C$2:$E$2", "=不在!$A$1:$A$3"])
def test_values_that_cannot_be_told_count_as_no_list__ok(own, source):
    path = own(source, ["甲", "乙"])
    assert offers(path) is None
    assert lacks(path) == []


def test_two_drop_downs_in_a_column_offer_what_both_do(own):
    path = own(["甲", "乙"])
    book = openpyxl.load_workbook(path)
    cells = f"{CATEGORY}100:{CATEGORY}200 {cell(ENTITIES, ENTITIES.licensed_on)}"
    rule = openpyxl.worksheet.datavalidation.DataValidation("list", formula1='"乙,丙"', sqref=cells)
    book.worksheets[0].add_data_validation(rule)
    book.save(path)
    assert offers(path) == ("乙",)


def newer(path):
    """The workbook with its drop-down as Excel 2010 and later save it."""
    parts = parts_of(path)
    head, _, tail = parts[SHEET].partition(b"<dataValidations")
    rest = tail.partition(b"</dataValidations>")[2]
    rule = (
        '<x14:dataValidation type="list"><x14:formula1><xm:f>类别!$C$2:$C$4</xm:f></x14:formula1>'
        f"<xm:sqref>{CATEGORY}2:{CATEGORY}99</xm:sqref></x14:dataValidation>"
    )
    block = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        f"{rule}</x14:dataValidations></ext></extLst>"
    )
    parts[SHEET] = (head + rest).replace(b"</worksheet>", f"{block}</worksheet>".encode())
    return pack(path, parts)


def test_list_in_its_newer_form_is_read_and_renewed__ok(own):
    path = newer(own("=类别!$C$2:$C$4", OLD))
    assert offers(path) == OLD
    told, out = repaired(path)
    assert [f.place.cell for f in told] == [cell(ENTITIES, ENTITIES.category, 1)]
    assert offers(out) == NOW


def test_list_of_a_registry_is_renewed_and_nothing_else__ok(made):
    told, out = repaired(made)
    assert [f.code for f in told] == ["registry.list-lacks"]
    assert offers(out) == NOW
    assert lacks(out) == []
    before, after = read_cells(made), read_cells(out)
    assert after[ENTITIES.sheet] == before[ENTITIES.sheet]
    changed = {key: text for key, text in after[OPTIONS_SHEET].items() if before[OPTIONS_SHEET].get(key) != text}
    assert changed == {(5, 1): "公路养护"}
    rules = {str(r.sqref): r for r in openpyxl.load_workbook(out).worksheets[0].data_validations.dataValidation}
    category, status = (rules[f"{column}{FIRST}:{column}503"] for column in (CATEGORY, STATUS))
    assert category.formula1 == f"{OPTIONS_SHEET}!$A$2:$A$5"
    assert (category.errorStyle, status.formula1) == ("warning", f"{OPTIONS_SHEET}!$B$2:$B$9")


def test_list_that_became_shorter_leaves_no_blank_choice__ok(made):
    fewer = replace(SETTINGS, categories=(SETTINGS.categories[0], Category("公路养护")))
    _, out = repaired(made, fewer)
    assert offers(out) == ("道路旅客运输", "公路养护")
    assert (4, 1) not in read_cells(out)[OPTIONS_SHEET]


def test_room_that_staff_left_below_their_list_stays__ok(own):
    path = own("=类别!$C$2:$C$20", OLD)
    _, out = repaired(path)
    assert offers(out) == NOW
    assert openpyxl.load_workbook(out).worksheets[0].data_validations.dataValidation[0].formula1 == "类别!$C$2:$C$20"


def test_list_with_something_below_it_moves_into_the_rule__ok(own):
    _, out = repaired(own("=类别!$C$2:$C$4", [*OLD, "勿动"]))
    assert offers(out) == NOW
    assert read_cells(out)["类别"][5, 3] == "勿动"


def test_list_in_the_rule_is_renewed__ok(own):
    assert offers(repaired(own(list(OLD)))[1]) == NOW


@pytest.mark.parametrize("name", ["甲,乙", '甲"乙', "长" * 250])
def test_list_that_no_rule_can_hold_stays__ok(own, name):
    within = replace(SETTINGS, categories=(*SETTINGS.categories, Category(name)))
    told, out = repaired(own(list(OLD)), within)
    assert told == ()
    assert offers(out) == OLD


def test_renewal_touches_the_two_sheets_only__ok(tmp_path):
    path = write_rich(tmp_path / "源.xlsm")
    sheets = read_sheets(path)
    made = renewal(sheets, {Place(path.name, "名录", 1, 3): ["甲", "乙", "丙 & 丁"]})
    out = tmp_path / "新.xlsm"
    patch_copy(path, out, sources=made.sources, values=made.values)
    assert_sound(out)
    before, after = parts_of(path), parts_of(out)
    assert {name for name in before if before[name] != after.get(name)} == {SHEET}
    assert after[SHEET] == before[SHEET].replace('"甲,乙"'.encode(), "&quot;甲,乙,丙 &amp; 丁&quot;".encode())
