"""标注副本: findings on the cells of a copy, and what they mean on a sheet of its own."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from tests.builders import write_sheet
from tests.excel.packages import assert_sound
from xlcheck.excel.patch import LEGEND_SHEET, MOST_NOTES
from xlcheck.excel.patch.annotate import FILLS, annotate
from xlcheck.messages import Level
from xlcheck.model import Place, finding

BOOK = "名录.xlsx"


def at(row: int, column: int, sheet: str = "名录") -> Place:
    return Place(BOOK, sheet, row, column)


ERROR = finding("cell.required", at(2, 1), title="名称")
WARNING = finding("code.check", at(2, 1), "X")
HINT = finding("phone.unusual", at(3, 2), "12")


@pytest.fixture
def source(tmp_path):
    return write_sheet(tmp_path / BOOK, {"名录": [["名称", "电话"], ["", "12"], ["示例", "12"]]})


def annotated(source, *findings):
    out = source.parent / "校验" / f"标注-{BOOK}"
    annotate(source, findings, out)
    assert_sound(out)
    return openpyxl.load_workbook(out)


def test_each_cell_has_the_colour_of_its_worst_finding__ok(source):
    sheet = annotated(source, WARNING, HINT, ERROR)["名录"]
    assert sheet["A2"].fill.fgColor.rgb == FILLS[Level.ERROR]
    assert sheet["B3"].fill.fgColor.rgb == FILLS[Level.HINT]
    assert sheet["A1"].fill.fill_type is None


def test_note_tells_every_finding_worst_first__ok(source):
    note = annotated(source, WARNING, ERROR)["名录"]["A2"].comment.text
    assert note.splitlines() == [
        "错误：“名称”没有填写。请补填。",
        "警告：代码的校验位不符，可能有一位录错。请按营业执照核对；确与执照一致的，可以不改。",
    ]


def test_every_cell_of_a_folded_finding_is_marked__ok(source):
    sheet = annotated(source, replace(HINT, also=(at(2, 2), at(9, 2))))["名录"]
    assert {sheet[c].fill.fgColor.rgb for c in ("B2", "B3", "B9")} == {FILLS[Level.HINT]}
    assert sheet["B9"].comment.text.startswith("提示：")


def test_findings_without_a_cell_are_told_on_the_legend__ok(source):
    whole = finding("book.open", Place(BOOK), book=BOOK, owner="某人", lock="~$名录.xlsx")
    column = finding("header.missing", Place(BOOK, "名录", 1, None, "代码"), title="代码")
    legend = annotated(source, column, whole)[LEGEND_SHEET]
    texts = [(a.value, b.value, a.fill.fgColor.rgb) for a, b in legend]
    assert texts[:2] == [("颜色", "含义", "FFDDE7F0"), ("错误", "必须改正，否则不能抽取或公示", FILLS[Level.ERROR])]
    assert texts[-2] == ("名录", "错误：缺少“代码”一列。请在表头补上这一列；列的先后不限。", FILLS[Level.ERROR])
    assert texts[-1][0] == "整个工作簿"
    assert legend.page_setup.fitToHeight == 0


def test_more_findings_than_notes_is_said__ok(source):
    findings = [finding("phone.unusual", at(row, 2), "12") for row in range(1, MOST_NOTES + 2)]
    book = annotated(source, *findings)
    assert any(str(MOST_NOTES) in str(b.value) for _, b in book[LEGEND_SHEET])
    assert book["名录"].cell(MOST_NOTES + 1, 2).comment is None


def test_sheet_that_is_not_there_is_passed_over__ok(source):
    assert annotated(source, finding("cell.required", at(2, 1, "没有"), title="名称")).sheetnames == [
        "名录",
        LEGEND_SHEET,
    ]
