"""Two workbooks are told apart by what a person sees, not by how a library packs it."""

import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from tests.workbook_content import NEAR, differing
from xlcheck.steps.desk.desk import shipped

PLAN = shipped("workbooks") / "2021" / "抽查工作计划.xlsx"
NOTES = "填写说明"


@pytest.fixture
def changed(tmp_path):
    """Gives the places that differ after a change of the plan's first sheet."""

    def after(change):
        path = tmp_path / PLAN.name
        book = openpyxl.load_workbook(PLAN, rich_text=True)
        change(book.worksheets[0])
        book.save(path)
        return differing(path, PLAN)

    return after


def test_packed_again_and_saved_again__ok(changed, tmp_path):
    path = tmp_path / "packed.xlsx"
    with zipfile.ZipFile(PLAN) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    assert path.read_bytes() != PLAN.read_bytes()
    assert differing(path, PLAN) == []
    assert changed(lambda _: None) == []


def narrower(by):
    return lambda sheet: setattr(sheet.column_dimensions["B"], "width", sheet.column_dimensions["B"].width - by)


def with_rule(sheet):
    sheet.conditional_formatting.add("B3:B9", FormulaRule(["TRUE"], font=Font(color="FFFFFF")))


CHANGES = {
    "B3": lambda sheet: setattr(sheet["B3"], "value", "示例改动"),
    "B3 look": lambda sheet: setattr(sheet["B3"], "number_format", ";;;"),
    "B4 look": lambda sheet: setattr(sheet["B4"], "font", Font(name="宋体", size=8)),
    "B3 note": lambda sheet: setattr(sheet["B3"], "comment", Comment("示例", "示例甲")),
    "width from B": narrower(2 * NEAR),
    "row 5": lambda sheet: setattr(sheet.row_dimensions[5], "hidden", True),
    "merged": lambda sheet: sheet.merge_cells("B3:C3"),
    "frozen": lambda sheet: setattr(sheet, "freeze_panes", "D9"),
    "list of B3": lambda sheet: sheet.add_data_validation(DataValidation("list", '"是,否"', sqref="B3")),
    "condition of B3:B9": with_rule,
    "paper": lambda sheet: setattr(sheet.page_setup, "orientation", "portrait"),
    "footer": lambda sheet: setattr(sheet.oddFooter.center, "text", "示例"),
    "repeated": lambda sheet: setattr(sheet, "print_title_rows", "1:1"),
    "state": lambda sheet: setattr(sheet, "sheet_state", "hidden"),
}


@pytest.mark.parametrize("place", CHANGES)
def test_what_a_person_sees_is_told_by_its_place(changed, place):
    assert f"抽查工作计划 {place}" in changed(CHANGES[place])


def test_a_width_a_little_otherwise__ok(changed):
    assert changed(narrower(NEAR / 2)) == []


def test_another_sheet_is_told(changed):
    found = changed(lambda sheet: sheet.parent.remove(sheet.parent[NOTES]))
    assert found[0] == "sheets"
    assert f"{NOTES} A1" in found
