"""The committed form templates: fresh, complete, legible on A4."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.cells import cell
from tests.workbook_content import differing
from xlcheck.excel.fill import RowList, fill, fill_sheets
from xlcheck.excel.fill.fields import PLACEHOLDER
from xlcheck.excel.forms import (
    APPROVAL_FORM,
    ARRANGEMENT_FORM,
    CORRECTION_FORM,
    CREDIT_FORM,
    FOLDER,
    FORMS,
    INSPECTION_FORM,
    LEDGER_FORM,
    LETTER_FORM,
    MERGE_NOTES_FORM,
    NOTICE_FORM,
    ORDER_FORM,
    PLATFORM_FORM,
    PORTAL_FORM,
    RESULT_FORM,
    SERVICE_FORM,
    Form,
    chinese_number,
    deadline_formula,
    option_rows,
    tick_boxes,
    titled,
    write_forms,
)
from xlcheck.excel.forms.ledger import TOOL_COLUMNS
from xlcheck.excel.forms.letters import OFFICIAL_TEXT
from xlcheck.excel.forms.tables import fitted_widths
from xlcheck.excel.places import Area, area_of
from xlcheck.model import RawSheet
from xlcheck.reading.header import find_header
from xlcheck.schema.outputs.ledger import ARRANGEMENT, LEDGER, LEDGER_OFFERED, MERGE_NOTES
from xlcheck.schema.outputs.publish import CORRECTION, CREDIT, PLATFORM, PORTAL
from xlcheck.schema.table import Column

TEMPLATES = Path(__file__).parents[3] / "templates" / FOLDER
OFFERED = LEDGER.as_offered
TABLES = {LEDGER_FORM.filename: OFFERED, PORTAL_FORM.filename: PORTAL, PLATFORM_FORM.filename: PLATFORM,
          CREDIT_FORM.filename: CREDIT, CORRECTION_FORM.filename: CORRECTION,
          ARRANGEMENT_FORM.filename: ARRANGEMENT, MERGE_NOTES_FORM.filename: MERGE_NOTES}  # fmt: skip
HEADER, FIRST = 3, 4
"""The row of the column titles in a form that is a table across, and of the first record."""
FROZEN = {OFFERED: LEDGER.code, CREDIT: CREDIT.party_kind, CORRECTION: CORRECTION.code, ARRANGEMENT: ARRANGEMENT.code}
"""The first column that moves, where those before it stay in sight."""
FIRST_FIELDS = (
    (
        INSPECTION_FORM,
        """单位简称 记录编号 抽查计划编号 抽查任务编号 抽查任务名称 抽查日期 抽查类型 检查对象名称 对象类别
        统一社会信用代码 法定代表人 经营地址 经营许可证号 检查人员 检查依据 检查结果选项 处理结果选项""",
        "序号 检查事项 检查内容及要求 检查方式",
    ),
    (
        LETTER_FORM,
        """单位名称 通知文号 抽查计划编号 抽查任务编号 抽查任务名称 抽查日期 抽查计划名称 检查对象名称
        统一社会信用代码 检查人员 检查依据 准备材料 联系人 联系电话""",
        "汉字序号 检查事项 检查内容及要求",
    ),
)
"""The fields of the forms of version 0.1.0, which bureaus have restyled."""
PAPERS = (APPROVAL_FORM, LETTER_FORM, INSPECTION_FORM, SERVICE_FORM, RESULT_FORM, ORDER_FORM)
"""The forms that a visit takes and of which there is an official text."""
ONE_PAGE = ("行政检查审批表", "送达回证", "检查结果告知书", "责令改正通知书")
"""Sheets that are one page each."""
STAMP = datetime(2021, 5, 6)
ITEM = {"检查事项": "教练车辆与教练员管理", "检查内容及要求": "教练车技术状况、检测和维护记录是否齐全。" * 2}


def by_name(form: Form) -> str:
    return form.filename


def filled(form: Form, tmp_path: Path, records: dict[str, Any], **facts: object) -> Any:
    """The form filled from its template, facts not given as 示例 and the field's name."""
    out = tmp_path / form.filename
    given: dict[str, Any] = {name: f"示例{name}" for name in form.facts} | facts
    fill(TEMPLATES / form.filename, given, form.rows(records), out, stamp=STAMP)
    return load_workbook(out)


def ledger_rows(count: int) -> tuple[dict[Column, Any], ...]:
    return tuple(
        {LEDGER.no: i, LEDGER.name: f"示例公司{i}", LEDGER.code: f"91140603MA0K{i:06d}",
         LEDGER.inspected: date(2021, 3, 1), LEDGER.publish_by: deadline_formula(date(2021, 3, 10))}
        for i in range(1, count + 1)
    )  # fmt: skip


def place(form: Form, text: str) -> Area:
    """The cells in which a text stands on the first sheet of a form's template; forms fill without moving the first."""
    sheet = load_workbook(TEMPLATES / form.filename).worksheets[0]
    held = next(cell for row in sheet.iter_rows() for cell in row if text in str(cell.value))
    merged = (area.coord for area in sheet.merged_cells.ranges if held.coordinate in area)
    return area_of(next(merged, held.coordinate))


def down(column: Column, count: int) -> str:
    """The cells of a column of the ledger that has so many rows."""
    return f"{cell(OFFERED, column, FIRST)}:{cell(OFFERED, column, FIRST + count - 1)}"


def test_committed_templates_are_fresh__ok(tmp_path: Path) -> None:
    for path in write_forms(tmp_path):
        assert differing(path, TEMPLATES / path.name) == [], f"{path.name}; run write_forms"
    assert sorted(p.name for p in TEMPLATES.iterdir()) == sorted(form.filename for form in FORMS)


@pytest.mark.parametrize("form", FORMS, ids=by_name)
def test_declared_fields_are_those_of_the_template__ok(form: Form) -> None:
    found: set[str] = set()
    for sheet in load_workbook(TEMPLATES / form.filename).worksheets:
        for row in sheet.iter_rows(values_only=True):
            found |= {field for value in row for field in PLACEHOLDER.findall(str(value or ""))}
    assert found == {*form.facts, *(field for fields in form.lists.values() for field in fields)}


@pytest.mark.parametrize("form", FORMS, ids=by_name)
def test_forms_fill_even_with_empty_lists__ok(form: Form, tmp_path: Path) -> None:
    for sheet in filled(form, tmp_path, {}).worksheets:
        text = "".join(str(v or "") for row in sheet.iter_rows(values_only=True) for v in row)
        assert "{{" not in text
        assert sheet.page_setup.paperSize == (8 if sheet.title == LEDGER.sheet else 9)
        tall = sheet.page_setup.fitToHeight
        pages = 1 if sheet.title in ONE_PAGE else 0
        assert (sheet.page_setup.fitToWidth or 1, 1 if tall is None else tall) == (1, pages)
        assert "&P" in sheet.oddFooter.center.text


def printed(table):
    """The table without the columns that stand beside its print area."""
    return table.with_columns([column for column in table if column not in LEDGER_OFFERED])


def test_columns_that_are_offered_stand_beside_what_is_printed__ok(tmp_path: Path) -> None:
    sheet = filled(LEDGER_FORM, tmp_path, {"台账": titled(OFFERED, ledger_rows(3)), **option_rows()})["检查台账"]
    last = cell(OFFERED, LEDGER.remark, FIRST + 2)
    assert sheet.print_area.split("!")[-1].replace("$", "") == f"A1:{last}"
    assert list(OFFERED.columns)[-len(LEDGER_OFFERED) :] == list(LEDGER_OFFERED)


@pytest.mark.parametrize("name", TABLES)
def test_tables_across_print_legibly_and_repeat_their_header__ok(name: str) -> None:
    table = TABLES[name]
    widths = fitted_widths(printed(table))
    inches = {"A4": 11.69, "A3": 16.54}[table.paper]
    scale = (inches - 0.6) * 96 / sum(width * 8 + 5 for width in widths)
    assert min(1, scale) * 10 > 6.2  # points on paper; 七号, the smallest common size, has 5.5
    sheet = load_workbook(TEMPLATES / name)[table.sheet]
    frozen = cell(table, FROZEN.get(table, table.columns[0]), FIRST)
    assert (sheet.page_setup.orientation, sheet.print_title_rows, sheet.freeze_panes) == ("landscape", "$1:$3", frozen)
    header = find_header(
        table, RawSheet.of_rows("表", tuple((row, [c.value or "" for c in sheet[row]]) for row in (1, 2, 3, 4)))
    )
    assert header is not None
    assert header.row == HEADER
    assert list(header.columns) == list(table.columns)


def test_ledger_guides_what_staff_type__ok(tmp_path: Path) -> None:
    book = filled(LEDGER_FORM, tmp_path, {"台账": titled(OFFERED, ledger_rows(3)), **option_rows()})
    sheet = book["检查台账"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert set(rules) >= {down(column, 3) for column in (LEDGER.inspected, LEDGER.method, LEDGER.result)}
    inspected, method, result, disposal, closed = (
        rules[down(column, 3)]
        for column in (LEDGER.inspected, LEDGER.method, LEDGER.result, LEDGER.disposal, LEDGER.closed)
    )
    assert (inspected.type, inspected.promptTitle, inspected.prompt) == ("date", "检查日期", LEDGER.inspected.hint)
    assert (method.formula1, method.showErrorMessage) == ("检查方式选项", True)
    assert (result.formula1, result.showErrorMessage) == ("检查结果选项", True)
    assert {rule.errorStyle for rule in (method, disposal, closed)} <= {None, "stop"}
    assert {rule.error for rule in (method, disposal, closed)} == {"请从下拉列表中选择。"}
    assert result.errorStyle == "warning"
    assert "顿号" in result.error
    assert "程序提示时选“是”" in result.prompt
    assert book.defined_names["检查结果选项"].attr_text == "选项!$A$9:$A$16"
    assert [c.value for c in book["选项"]["A"]][7:10] == ["检查结果", "未发现问题", "未按规定公示应当公示的信息"]
    assert sheet.auto_filter.ref == f"A{HEADER}:{cell(OFFERED, OFFERED.columns[-1], 6)}"
    grey = {column for column, filled in zip(OFFERED, sheet[5], strict=True) if filled.fill.fill_type == "solid"}
    assert grey == TOOL_COLUMNS
    code, day = (sheet[cell(OFFERED, column, FIRST)] for column in (LEDGER.code, LEDGER.inspected))
    assert (code.number_format, day.number_format) == ("@", "yyyy-mm-dd")
    assert [str(block.sqref) for block in sheet.conditional_formatting] == [down(LEDGER.publish_by, 3)]


def test_ledger_looks_deadlines_up__ok(tmp_path: Path) -> None:
    deadlines = [{"对照日期": date(2021, 3, day), "对照期限": date(2021, 3, day + 9)} for day in (1, 2, 3, 4)]
    book = filled(LEDGER_FORM, tmp_path, {"台账": titled(OFFERED, ledger_rows(2)), "期限": deadlines})
    table = "'公示期限对照'!"
    inspected, publish_by = (cell(OFFERED, column, 5) for column in (LEDGER.inspected, LEDGER.publish_by))
    assert book["检查台账"][publish_by].value == (
        f'=IF({inspected}="","",IFERROR(INDEX({table}$B$3:$B$6,MATCH({inspected},{table}$A$3:$A$6,0)),""))'
    )
    known = load_workbook(tmp_path / LEDGER_FORM.filename, data_only=True)
    assert known["检查台账"][publish_by].value == datetime(2021, 3, 10)
    assert known["公示期限对照"]["B6"].value == datetime(2021, 3, 13)


@pytest.mark.parametrize("form", [INSPECTION_FORM, LETTER_FORM], ids=by_name)
def test_a_paper_of_three_items_has_two_pages_the_second_of_which_says_whose_it_is__ok(
    form: Form, tmp_path: Path
) -> None:
    out = tmp_path / form.filename
    boxes = {key: tick_boxes(v[key] for v in values) for key, values in option_rows().items()}
    facts = {name: f"示例{name}" for name in form.facts} | {k: v for k, v in boxes.items() if k in form.facts}
    items = [{**ITEM, "序号": i, "汉字序号": "一", "检查方式": "现场检查"} for i in (1, 2, 3)]
    rows = form.rows({"事项": [{k: v for k, v in item.items() if k in form.lists["事项"]} for item in items]})
    fill_sheets(TEMPLATES / out.name, [("甲", facts, rows)] * 2, out, practice=True)
    sheet = load_workbook(out).worksheets[1]
    (line,) = sheet.row_breaks.brk
    margins = sheet.page_margins
    for page in (range(1, line.id + 1), range(line.id + 1, sheet.max_row + 1)):
        assert sum(sheet.row_dimensions[row].height for row in page) < 842 - (margins.top + margins.bottom) * 72
    again = str(sheet.cell(line.id + 1, 1).value)
    assert again.startswith("续页　示例检查对象名称")
    assert facts["核对码" if form is INSPECTION_FORM else "通知文号"] in again


def test_items_of_a_record_stand_below_each_other__ok(tmp_path: Path) -> None:
    items = [{**ITEM, "序号": i, "检查方式": "现场检查"} for i in (1, 2, 3)]
    sheet = filled(INSPECTION_FORM, tmp_path, {"事项": items}).worksheets[0]
    item, wanted, seen = (place(INSPECTION_FORM, text) for text in ("{{检查事项}}", "{{检查内容及要求}}", "检查情况"))
    rows = range(item.top, item.top + 3)
    assert sheet.cell(rows[-1], item.left).value == "教练车辆与教练员管理"
    merged = {area.coord for area in sheet.merged_cells.ranges}
    assert {*(replace(wanted, top=row, bottom=row).name for row in rows)} <= merged
    assert replace(seen, top=rows[-1], bottom=rows[-1]).name in merged


@pytest.mark.parametrize(("form", "of_facts", "of_items"), FIRST_FIELDS, ids=["record", "letter"])
def test_a_form_with_the_fields_of_the_first_version_is_filled__ok(
    form: Form, of_facts: str, of_items: str, tmp_path: Path
) -> None:
    facts, items = of_facts.split(), of_items.split()
    old = tmp_path / "0.1.0.xlsx"
    with xlsxwriter.Workbook(str(old)) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, [f"{{{{{field}}}}}" for field in facts])
        sheet.write_row(len(facts), 0, [f"{{{{{field}}}}}" for field in items])
    given = {name: f"示例{name}" for name in form.facts}
    fill(old, given, form.rows({"事项": [dict.fromkeys(items, "示例")] * 2}), tmp_path / "新.xlsx")
    cells = [cell.value for cell in load_workbook(tmp_path / "新.xlsx").worksheets[0]["A"]]
    assert cells == [*(f"示例{field}" for field in facts), "示例", "示例"]


@pytest.mark.parametrize("form", PAPERS, ids=by_name)
def test_papers_say_beside_the_print_that_the_official_text_is_to_be_compared__ok(form: Form) -> None:
    sheet = load_workbook(TEMPLATES / form.filename).worksheets[0]
    (said,) = [cell for cell in sheet[1] if cell.value == OFFICIAL_TEXT]
    assert said.column > area_of(sheet.print_area.split("!")[-1].replace("$", "")).right


def test_letter_and_notice_name_their_facts__ok(tmp_path: Path) -> None:
    items = [{**ITEM, "汉字序号": "一"}]
    letter = filled(LETTER_FORM, tmp_path, {"事项": items}, 检查对象名称="示例驾校").worksheets[0]
    to, first = (place(LETTER_FORM, field) for field in ("{{检查对象名称}}", "{{检查事项}}"))
    assert letter.cell(to.top, to.left).value == "示例驾校："
    assert str(letter.cell(first.top, first.left).value).startswith("　　（一）教练车辆与教练员管理：教练车技术状况")
    source = {"序号": 1, "来源": "lottery1", "名称": "示例彩票第1期", "说明": "尚未开奖"}
    notice = filled(NOTICE_FORM, tmp_path, {"随机数来源": [source]}, 制作时间=datetime(2021, 1, 15, 9, 30)).worksheets[
        0
    ]
    made = place(NOTICE_FORM, "{{制作时间}}")
    listed = [place(NOTICE_FORM, f"{{{{{field}}}}}") for field in source]
    assert [notice.cell(at.top, at.left).value for at in listed] == [1, "lottery1", "示例彩票第1期", "尚未开奖"]
    assert [c.value for c in notice[listed[0].top] if c.value is not None] == list(source.values())
    assert {at.top for at in listed} == {listed[0].top}
    assert notice.cell(made.top, made.left).value == datetime(2021, 1, 15, 9, 30)


def test_rows_of_a_form__ok() -> None:
    rows = NOTICE_FORM.rows({})
    assert rows == {"随机数来源": RowList(("序号", "来源", "名称", "说明"))}


def test_rows_that_a_form_does_not_have__error() -> None:
    with pytest.raises(KeyError, match="台账"):
        NOTICE_FORM.rows({"台账": ()})


def test_headings_count_in_chinese__ok() -> None:
    numbers = {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 99: "九十九"}
    assert {n: chinese_number(n) for n in numbers} == numbers


def test_tick_boxes_break_between_values__ok() -> None:
    assert tick_boxes(("未发现问题", "责令改正", "其他"), 14) == "□未发现问题　□责令改正\n□其他"
