"""Filling templates: what is repeated, what follows, what is refused."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.fill import Formula, RowList, fill, fill_sheets
from xlcheck.excel.fill.copy import sheet_names
from xlcheck.excel.write.measure import line_count
from xlcheck.messages import error_text
from xlcheck.model import FOREVER, XlcheckError

STAMP = datetime(2021, 5, 6, 8, 0)
TWO = [{"名称": "示例甲公司", "户数": 3}, {"名称": "示例乙公司", "户数": 4}]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return tmp_path / "模板.xlsx"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "结果.xlsx"


def make(template: Path, *rows: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet 表 of these rows; save it when it is ready."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    for row in rows:
        sheet.append(row)
    book.save(template)
    return book, sheet


def sheet_of(out: Path, title: str = "表") -> Any:
    return load_workbook(out)[title]


def values(sheet: Any) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def refused(template: Path, out: Path, facts: dict[str, Any], rows: dict[str, Any]) -> XlcheckError:
    with pytest.raises(XlcheckError) as caught:
        fill(template, facts, rows, out)
    assert not out.exists()
    assert error_text(caught.value)
    return caught.value


# --- what is filled ----------------------------------------------------------------------


def test_facts_and_rows_are_filled__ok(template: Path, out: Path) -> None:
    make(template, ("{{单位}}检查表",), ("名称", "户数"), ("{{名称}}", "{{户数}}"), ("合计", "=SUM(B3:B3)"))
    fill(template, {"单位": "示例局"}, {"明细": TWO}, out)
    assert values(sheet_of(out)) == [
        ["示例局检查表", None],
        ["名称", "户数"],
        ["示例甲公司", 3],
        ["示例乙公司", 4],
        ["合计", "=SUM(B3:B4)"],
    ]


def test_several_placeholders_in_a_cell_and_wide_braces__ok(template: Path, out: Path) -> None:
    make(template, ("自{{ 开始 }}至｛｛结束｝｝，{{户 数}}户{{备注}}",))
    fill(template, {"开始": datetime(2021, 1, 4, 9, 5), "结束": FOREVER, "户数": 3, "备注": None}, {}, out)
    assert sheet_of(out)["A1"].value == "自2021年1月4日 09:05至长期，3户"


def test_values_keep_their_kind__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("{{甲}}", "{{乙}}", "{{丙}}", "{{丁}}", "{{戊}}"))
    sheet["B1"].number_format, sheet["D1"].number_format = "@", 'yyyy"年"m"月"'
    book.save(template)
    day = date(2021, 4, 30)
    fill(
        template,
        {"甲": day, "乙": day, "丙": datetime(2021, 4, 30, 9, 5), "丁": day, "戊": 123456789012345678},
        {},
        out,
    )
    cells = list(sheet_of(out)[1])
    assert [c.value for c in cells] == [
        datetime(2021, 4, 30), "2021-04-30", datetime(2021, 4, 30, 9, 5), datetime(2021, 4, 30), "123456789012345678",
    ]  # fmt: skip
    assert [c.number_format for c in cells][:4] == ["yyyy-mm-dd", "@", "yyyy-mm-dd hh:mm", 'yyyy"年"m"月"']


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", '=HYPERLINK("http://example.invalid")'])
def test_text_never_becomes_a_formula__ok(template: Path, out: Path, text: str) -> None:
    make(template, ("{{名称}}", "{{单位}}：{{名称}}", "{{名称}}起"))
    fill(template, {"名称": text, "单位": "示例局"}, {}, out)
    sheet = sheet_of(out)
    with ZipFile(out) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    assert sheet["B1"].value == f"示例局：{text}"
    assert sheet["A1"].quotePrefix is not text.startswith("#")


def test_no_records_leave_the_row_once_and_blank__ok(template: Path, out: Path) -> None:
    make(template, ("名称", "户数"), ("{{名称}}", "{{户数}}户"), ("完",))
    fill(template, {}, {"明细": RowList(("名称", "户数"))}, out)
    assert values(sheet_of(out)) == [["名称", "户数"], [None, "户"], ["完", None]]


def test_a_template_may_lack_fields_and_a_record_may_too__ok(template: Path, out: Path) -> None:
    make(template, ("{{户数}}",))
    fill(template, {"未用": "x"}, {"明细": RowList(("名称", "户数"), ({"名称": "甲"}, {"户数": 2}))}, out)
    assert values(sheet_of(out)) == [[None], [2]]


def test_facts_may_stand_in_a_repeated_row__ok(template: Path, out: Path) -> None:
    make(template, ("{{单位}}", "{{名称}}"))
    fill(template, {"单位": "示例局"}, {"明细": TWO}, out)
    assert values(sheet_of(out)) == [["示例局", "示例甲公司"], ["示例局", "示例乙公司"]]


def test_rich_text_keeps_its_fonts__ok(template: Path, out: Path) -> None:
    book, sheet = make(template)
    bold = InlineFont(b=True)
    sheet["A1"] = CellRichText("检查对象：", TextBlock(bold, "{{名称}}"), "。")
    sheet["A2"] = CellRichText("{{名", TextBlock(bold, "称}}。"))
    sheet["A3"] = CellRichText("{{", TextBlock(bold, "日期"), "}}")
    book.save(template)
    fill(template, {"名称": "示例甲公司", "日期": date(2021, 4, 30)}, {}, out)
    sheet = load_workbook(out, rich_text=True)["表"]
    assert sheet["A1"].value == CellRichText("检查对象：", TextBlock(bold, "示例甲公司"), "。")
    assert sheet["A2"].value == "示例甲公司。"
    assert sheet["A3"].value == datetime(2021, 4, 30)


# --- what follows ------------------------------------------------------------------------


def test_merges_heights_and_styles_are_copied_and_shifted__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("题",), ("{{名称}}", "{{户数}}", "手填"), ("签名",))
    thin = Side("thin")
    for cell in sheet[2]:
        cell.border, cell.font = Border(thin, thin, thin, thin), Font("仿宋", 12)
    sheet.merge_cells("C2:D2")
    sheet.merge_cells("A3:D3")
    sheet.row_dimensions[2].height, sheet.row_dimensions[3].height = 40, 55
    book.save(template)
    fill(template, {}, {"明细": TWO}, out)
    filled = sheet_of(out)
    assert sorted(area.coord for area in filled.merged_cells.ranges) == ["A4:D4", "C2:D2", "C3:D3"]
    assert [filled.row_dimensions[row].height for row in (2, 3, 4)] == [40, 40, 55]
    assert filled["C3"].value == "手填"
    assert filled["A3"].font.name == "仿宋"
    assert filled["D3"].border.right.style == "thin"


def test_a_merge_beside_the_repeated_row_is_stretched__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("标签", "名称"), (None, "{{名称}}"), ("{{名称}}", "{{户数}}"), (None, "尾"))
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("A3:A4")
    book.save(template)
    fill(template, {}, {"明细": TWO}, out)
    filled = sheet_of(out)
    assert sorted(area.coord for area in filled.merged_cells.ranges) == ["A1:A3", "A4:A6"]
    assert [filled.cell(row, 1).value for row in range(1, 7)] == ["标签", None, None, "示例甲公司", None, None]
    assert filled["B6"].value == "尾"


def test_formulas_follow_their_cells__ok(template: Path, out: Path) -> None:
    book, sheet = make(
        template,
        ("{{单位}}", "=C2", "=SUM($C2:$C2)"),
        ("{{名称}}", "=IF(C2>$C$1,C2*2,SUM(C2:D2))", "{{户数}}", "=C2/SUM($C$2:$C$2)"),
        ("合计", "=SUM('表'!C2:C2)", "=COUNTA(A:A)", "=[1]别处!A9+名称1x"),
    )
    other = book.create_sheet("它's 表")
    other["A1"], other["A2"] = "=表!A3", "=SUM(表!$C$2:$C$2,A1)"
    sheet["E3"] = ArrayFormula("E3:E3", "=SUM(C2:C2*2)")
    book.save(template)
    fill(template, {"单位": "局"}, {"明细": TWO}, out)
    filled = sheet_of(out)
    assert [filled[cell].value for cell in ("B1", "C1")] == ["=C2", "=SUM($C2:$C3)"]
    assert filled["B3"].value == "=IF(C3>$C$1,C3*2,SUM(C3:D3))"
    assert [filled[f"D{row}"].value for row in (2, 3)] == ["=C2/SUM($C$2:$C$3)", "=C3/SUM($C$2:$C$3)"]
    assert [c.value for c in filled[4]][1:4] == ["=SUM('表'!C2:C3)", "=COUNTA(A:A)", "=[1]别处!A9+名称1x"]
    assert (filled["E4"].value.ref, filled["E4"].value.text) == ("E4", "=SUM(C2:C3*2)")
    assert [c.value for c in sheet_of(out, "它's 表")["A"]] == ["=表!A4", "=SUM(表!$C$2:$C$3,A1)"]


def test_dropdowns_formats_names_and_filters_follow__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("名称", "户数"), ("{{名称}}", "{{户数}}"), ("尾", "x"))
    for formula, cell in (("选值", "A2"), ('"是,否"', "B3"), ("$B$2:$B$2", "A3")):
        rule = DataValidation("list", formula1=formula)
        rule.add(cell)
        sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("A2:B2", FormulaRule(["COUNTIF($A$2:$A$2,$A2)>1"], font=Font(b=True)))
    sheet.auto_filter.ref = "A1:B2"
    book.create_sheet("选项").append(("{{选值}}",))
    book.defined_names["选值"] = DefinedName("选值", attr_text="选项!$A$1:$A$1")
    sheet.defined_names["本表"] = DefinedName("本表", attr_text="'表'!$A$3")
    book.save(template)
    fill(template, {}, {"明细": TWO, "选项": [{"选值": v} for v in "甲乙丙"]}, out)
    filled = load_workbook(out)
    rules = {str(r.sqref): r.formula1 for r in filled["表"].data_validations.dataValidation}
    assert rules == {"A2:A3": "选值", "B4": '"是,否"', "A4": "$B$2:$B$3"}
    (block,) = filled["表"].conditional_formatting
    assert (str(block.sqref), block.rules[0].formula) == ("A2:B3", ["COUNTIF($A$2:$A$3,$A2)>1"])
    assert filled["表"].auto_filter.ref == "A1:B3"
    assert filled.defined_names["选值"].attr_text == "选项!$A$1:$A$3"
    assert filled["表"].defined_names["本表"].attr_text == "'表'!$A$4"


def test_tables_and_links_follow__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("名称", "户数"), ("{{名称}}", "{{户数}}"), ("尾",))
    sheet.add_table(Table(displayName="明细表", ref="A1:B2"))
    sheet["A3"].hyperlink = "#表!A1"
    book.save(template)
    fill(template, {}, {"明细": TWO}, out)
    filled = sheet_of(out)
    assert (filled.tables["明细表"].ref, filled.tables["明细表"].autoFilter.ref) == ("A1:B3", "A1:B3")
    assert filled["A4"].hyperlink.ref == "A4"


def test_print_set_up_is_kept__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("题",), ("表头",), ("{{名称}}",), ("尾",), ("签名",))
    sheet.print_area, sheet.print_title_rows, sheet.freeze_panes = "A1:B5", "1:2", "B3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text, sheet.page_margins.left = "第 &P 页", 0.3
    sheet.row_breaks.append(Break(4))
    sheet.column_dimensions["A"].width = 33
    book.save(template)
    fill(template, {}, {"明细": TWO}, out)
    filled = sheet_of(out)
    assert (filled.print_area, filled.print_title_rows, filled.freeze_panes) == ("'表'!$A$1:$B$6", "$1:$2", "B3")
    assert (filled.page_setup.orientation, filled.page_setup.paperSize, filled.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert (filled.oddFooter.center.text, filled.page_margins.left) == ("第 &P 页", 0.3)
    assert [line.id for line in filled.row_breaks.brk] == [5]
    assert filled.column_dimensions["A"].width == 33


def test_frozen_panes_below_the_repeated_row_move__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("{{名称}}",), ("表头",))
    sheet.freeze_panes = "A3"
    book.save(template)
    fill(template, {}, {"明细": TWO}, out)
    assert sheet_of(out).freeze_panes == "A4"


def test_dropdowns_in_the_newer_form_are_kept__ok(template: Path, out: Path) -> None:
    book, _ = make(template, ("名称",), ("{{名称}}",))
    book.create_sheet("选项").append(("{{选值}}",))
    book.save(template)
    newer = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" '
        'allowBlank="1" showErrorMessage="1"><x14:formula1><xm:f>选项!$A$1:$A$1</xm:f></x14:formula1>'
        "<xm:sqref>A2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    with ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", newer.encode())
    with ZipFile(template, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    fill(template, {}, {"明细": TWO, "选项": [{"选值": "甲"}, {"选值": "乙"}]}, out)
    (rule,) = sheet_of(out).data_validations.dataValidation
    assert (rule.type, str(rule.sqref), rule.formula1, rule.allowBlank) == ("list", "A2:A3", "选项!$A$1:$A$2", True)


# --- heights -----------------------------------------------------------------------------


def test_rows_grow_with_wrapped_text_and_never_shrink__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("{{名称}}",), ("{{单位}}",))
    for row in (1, 2):
        sheet.cell(row, 1).alignment, sheet.cell(row, 1).font = Alignment(wrap_text=True), Font("宋体", 10)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[1].height = 30
    book.save(template)
    fill(template, {"单位": "字" * 9000}, {"明细": [{"名称": "短"}, {"名称": "字" * 90}]}, out)
    filled = sheet_of(out)
    assert filled.row_dimensions[1].height == 30
    assert 10 * 13 <= filled.row_dimensions[2].height <= 12 * 13 + 20
    assert filled.row_dimensions[3].height == 409


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 5, 1),
        ("汉字汉字汉", 5, 1),
        ("汉字汉字汉字", 5, 2),
        ("一\n二\n", 5, 3),
        ("汉字ABCDEFGH", 5, 2),
        ("A" * 30, 5, 4),
    ],
)
def test_lines_are_counted__ok(text: str, room: float, lines: int) -> None:
    assert line_count(text, room) == lines


# --- formulas of the tool ----------------------------------------------------------------


def test_formulas_find_their_fields_wherever_they_stand__ok(template: Path, out: Path) -> None:
    book, _ = make(template, ("{{期限}}", "{{倍数}}"), ("x", "{{期限2}}", "{{日期}}"))
    book.create_sheet("对 照").append((None, "{{键}}", "{{值}}"))
    book.save(template)
    text = "INDEX({值[]},MATCH({ 日期 },{键[]},0))*{倍数}"
    rows = {
        "明细": [{"日期": date(2021, 3, 1), "期限2": Formula(text, date(2021, 3, 10))}, {"期限2": Formula(text)}],
        "对照": [{"键": 1, "值": 2}, {"键": 3, "值": 4}, {"键": 5, "值": 6}],
    }
    fill(template, {"期限": Formula("1+{倍数}", "a<b"), "倍数": 2}, rows, out)
    sheet = sheet_of(out)
    lookup = "INDEX('对 照'!$C$1:$C$3,MATCH(C{row},'对 照'!$B$1:$B$3,0))*'表'!$B$1"
    assert [sheet[f"B{row}"].value for row in (2, 3)] == ["=" + lookup.format(row=row) for row in (2, 3)]
    assert sheet["A1"].value == "=1+B1"
    known = load_workbook(out, data_only=True)["表"]
    assert [known[cell].value for cell in ("A1", "B2", "B3")] == ["a<b", datetime(2021, 3, 10), None]


def test_a_formula_without_its_fields_leaves_the_known_value__ok(template: Path, out: Path) -> None:
    make(template, ("{{期限}}", "至{{期限}}"))
    fill(template, {"期限": Formula("{不在}+{也不在[]}", date(2021, 3, 10))}, {}, out)
    assert values(sheet_of(out)) == [[datetime(2021, 3, 10), "至2021年3月10日"]]


# --- what is refused ---------------------------------------------------------------------


def test_unknown_placeholder__error(template: Path, out: Path) -> None:
    make(template, ("名称",), ("{{检查对象名}}",))
    error = refused(template, out, {"单位": None}, {"明细": [{"检查对象名称": "x"}]})
    assert error.code == "form.unknown"
    assert error.params == {
        "template": "模板.xlsx", "sheet": "表", "cell": "A2", "field": "检查对象名", "near": "检查对象名称",
    }  # fmt: skip
    assert "{{检查对象名}}" in error_text(error)


@pytest.mark.parametrize("text", ["{{名称}", "{名称}}", "{{名称}}}}", "{{名{{称}}"])
def test_broken_placeholder__error(template: Path, out: Path, text: str) -> None:
    make(template, (text,))
    assert refused(template, out, {"名称": "x"}, {}).code == "form.broken"


def test_placeholder_in_a_formula__error(template: Path, out: Path) -> None:
    make(template, ('="共"&"{{户数}}"',))
    assert refused(template, out, {"户数": 1}, {}).code == "form.in-formula"


def test_a_fact_named_like_a_row_field__error(template: Path, out: Path) -> None:
    make(template, ("{{名称}}",))
    error = refused(template, out, {"名称": "x"}, {"明细": TWO})
    assert (error.code, error.params["owners"]) == ("form.ambiguous", "明细、单项")


def test_a_row_that_fits_two_lists__error(template: Path, out: Path) -> None:
    make(template, ("{{名称}}",))
    error = refused(template, out, {}, {"明细": TWO, "附表": [{"名称": "x"}]})
    assert (error.code, error.params["owners"]) == ("form.ambiguous", "明细、附表")


def test_a_row_told_apart_by_another_field__ok(template: Path, out: Path) -> None:
    make(template, ("{{名称}}", "{{户数}}"))
    fill(template, {}, {"明细": TWO, "附表": [{"名称": "x"}]}, out)
    assert values(sheet_of(out)) == [["示例甲公司", 3], ["示例乙公司", 4]]


def test_a_row_that_mixes_two_lists__error(template: Path, out: Path) -> None:
    make(template, ("{{名称}}", "{{事项}}"))
    assert refused(template, out, {}, {"明细": TWO, "附表": [{"事项": "x"}]}).code == "form.two-lists"


@pytest.mark.parametrize(("text", "code"), [("字" * 32768, "form.too-long"), ("甲\x07乙", "form.characters")])
@pytest.mark.parametrize("cell", ["{{名称}}", "名称：{{名称}}"])
def test_text_that_a_cell_cannot_hold__error(template: Path, out: Path, cell: str, text: str, code: str) -> None:
    make(template, (cell,))
    assert refused(template, out, {"名称": text}, {}).code == code


def test_missing_template__error(template: Path, out: Path) -> None:
    assert refused(template, out, {}, {}).code == "form.missing"


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"PK\x05\x06" + bytes(18)])
def test_unreadable_template__error(template: Path, out: Path, data: bytes) -> None:
    template.write_bytes(data)
    assert refused(template, out, {}, {}).code == "form.unreadable"


def test_template_that_is_a_folder__error(template: Path, out: Path) -> None:
    template.mkdir()
    assert refused(template, out, {}, {}).code == "form.unreadable"


def test_missing_sheet__error(template: Path, out: Path) -> None:
    make(template, ("x",))
    with pytest.raises(XlcheckError) as caught:
        fill(template, {}, {}, out, sheets=("表", "选项"))
    assert (caught.value.code, caught.value.params["sheet"]) == ("form.sheet", "选项")


# --- the file ----------------------------------------------------------------------------


def test_the_same_stamp_gives_the_same_bytes__ok(template: Path, tmp_path: Path) -> None:
    make(template, ("{{名称}}",))
    outs = [tmp_path / "新文件夹" / f"{i}.xlsx" for i in range(2)]
    for out in outs:
        fill(template, {}, {"明细": TWO}, out, stamp=STAMP)
    assert outs[0].read_bytes() == outs[1].read_bytes()
    properties = load_workbook(outs[0]).properties
    assert (properties.created, properties.modified) == (STAMP, STAMP)


def test_a_file_in_use_is_left_whole__error(template: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    make(template, ("{{名称}}",))
    out.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(XlcheckError) as caught:
        fill(template, {"名称": "x"}, {}, out)
    assert caught.value.code == "output.locked"
    assert out.read_bytes() == b"before"
    assert sorted(path.name for path in out.parent.iterdir()) == ["模板.xlsx", "结果.xlsx"]


def test_a_folder_that_cannot_be_written__error(template: Path, tmp_path: Path) -> None:
    make(template, ("{{名称}}",))
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(XlcheckError) as caught:
        fill(template, {"名称": "x"}, {}, tmp_path / "文件" / "结果.xlsx")
    assert caught.value.code == "form.out-folder"
    assert error_text(caught.value)


def test_practice_is_printed_on_every_page__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("{{名称}}",))
    book.properties.title = "检查台账"
    sheet.HeaderFooter.differentFirst = sheet.HeaderFooter.differentOddEven = True
    sheet.oddHeader.center.text, sheet.oddHeader.center.size, sheet.oddHeader.left.text = "原有", 9, "左"
    sheet.page_margins.top, sheet.page_margins.header = 0.4, 0.2
    book.create_sheet("另页")
    book.save(template)
    fill(template, {"名称": "x"}, {}, out, practice=True)
    filled = load_workbook(out)
    headers = filled["表"].HeaderFooter
    assert [h.center.text for h in (headers.oddHeader, headers.evenHeader, headers.firstHeader)] == [
        "【演练】\n原有", "【演练】", "【演练】",
    ]  # fmt: skip
    assert headers.oddHeader.left.text == "左"
    assert filled["表"].page_margins.top == pytest.approx(0.75)
    assert filled["另页"].oddHeader.center.text == "【演练】"
    assert filled.properties.title == "【演练】检查台账"


# --- one sheet a record ------------------------------------------------------------------


def test_each_record_gets_a_sheet_that_prints_alike__ok(template: Path, out: Path) -> None:
    book, sheet = make(template, ("{{单位}}",), ("{{名称}}", "填"), ("尾",))
    rule = DataValidation("list", formula1='"是,否"')
    rule.add("B2")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("A3", FormulaRule(["$A$2<>1"], font=Font(b=True)))
    sheet.print_area, sheet.print_title_rows, sheet.freeze_panes = "A1:B3", "1:1", "A2"
    sheet.oddFooter.center.text, sheet.page_setup.orientation = "第 &P 页", "landscape"
    sheet.merge_cells("A3:B3")
    sheet.row_breaks.append(Break(3))
    book.create_sheet("说明")["A1"] = "{{不填}}"
    book.save(template)
    records = [("示例/公司", {"单位": "甲"}, {"明细": TWO}), ("示例 公司", {"单位": "乙"}, {"明细": TWO[:1]})]
    fill_sheets(template, records, out, practice=True, stamp=STAMP)
    filled = load_workbook(out)
    assert filled.sheetnames == ["示例 公司", "示例 公司（2）", "说明"]
    first, second = filled.worksheets[:2]
    assert values(first) == [["甲", None], ["示例甲公司", "填"], ["示例乙公司", "填"], ["尾", None]]
    assert values(second) == [["乙", None], ["示例甲公司", "填"], ["尾", None]]
    assert [sheet.print_area for sheet in (first, second)] == ["'示例 公司'!$A$1:$B$4", "'示例 公司（2）'!$A$1:$B$3"]
    for sheet in (first, second):
        assert (sheet.print_title_rows, sheet.freeze_panes, sheet.page_setup.orientation) == (
            "$1:$1",
            "A2",
            "landscape",
        )
        assert (sheet.oddFooter.center.text, sheet.oddHeader.center.text) == ("第 &P 页", "【演练】")
    assert [str(sheet.data_validations.dataValidation[0].sqref) for sheet in (first, second)] == ["B2:B3", "B2"]
    assert [str(next(iter(sheet.conditional_formatting)).sqref) for sheet in (first, second)] == ["A4", "A3"]
    assert [str(next(iter(sheet.merged_cells.ranges))) for sheet in (first, second)] == ["A4:B4", "A3:B3"]
    assert [sheet.row_breaks.brk[0].id for sheet in (first, second)] == [4, 3]
    assert [bool(sheet.sheet_view.tabSelected) for sheet in filled] == [True, False, False]


def test_no_records_no_file__error(template: Path, out: Path) -> None:
    make(template, ("{{名称}}",))
    with pytest.raises(XlcheckError) as caught:
        fill_sheets(template, [], out)
    assert caught.value.code == "form.no-records"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (("甲:乙?", "'甲'", ""), ("甲 乙", "甲", "表")),
        (("A", "a", "History"), ("A", "a（2）", "History（2）")),
        (("字" * 40, "字" * 40), ("字" * 31, "字" * 28 + "（2）")),
    ],
)
def test_sheet_names_are_legal_and_unlike__ok(wanted: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert sheet_names(wanted) == names
