"""年度覆盖测算 in 校验报告.xlsx."""

import openpyxl

from xlcheck.excel.write.check import write_findings
from xlcheck.model import Coverage, Outlook, PlanView
from xlcheck.schema.outputs.check import COVERAGE

LINES = (
    Coverage("道路货物运输", 3, 382, 57, (328, 51, 3, 0)),
    Coverage("机动车维修", 2, 100, 30, (72, 26, 2, 0)),
    Coverage("公路建设", 1, 0, 0, (0, 0, 0, 0)),
)

COUNTS = ("应抽户次", "抽不到", "抽到1次", "抽到2次", "抽到3次及以上", "至少抽到1次")
"""The titles of what is counted of each category."""


def rows(tmp_path, outlook):
    write_findings(
        tmp_path / "报告.xlsx", (), {"单位设置.xlsx": "../"}, "2021-01-05 09:00", plan=PlanView(outlook=outlook)
    )
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    return [[cell for cell in row if cell is not None] for row in book["年度覆盖测算"].values]


def test_a_row_a_category_and_their_sum(tmp_path):
    _, titles, *lines, whole, _, _ = rows(tmp_path, Outlook(LINES, "每户年度上限 2 次"))
    assert titles == list(COVERAGE.titles)
    assert tuple(title for title in titles if title in COUNTS) == COUNTS
    named = (COVERAGE.category, COVERAGE.tasks, COVERAGE.entities)
    places = [titles.index(title) for title in (*(column.title for column in named), *COUNTS)]
    assert [[line[place] for place in places] for line in lines] == [
        ["道路货物运输", 3, 382, 57, 328, 51, 3, 0, "14.1%"],
        ["机动车维修", 2, 100, 30, 72, 26, 2, 0, "28.0%"],
        ["公路建设", 1, 0, 0, 0, 0, 0, 0, "—"],
    ]
    assert [whole[place] for place in places] == ["合计", 6, 482, 87, 400, 77, 5, 0, "17.0%"]


def test_the_policy_and_what_is_left_out_are_said(tmp_path):
    notes = rows(tmp_path, Outlook(LINES, "年内不重复抽取", ("04号", "07号"), ("05号",), ("06号", "08号")))[-5:]
    assert "年内不重复抽取" in notes[0][0]
    assert [note for (note,) in notes[2:]] == [
        "没有计入的任务（有错误，不能测算）：04号、07号。",
        "没有计入的任务（定向抽查，还没有写定向条件）：05号。",
        "抽查类型待定，按不定向抽查计入的任务：06号、08号。",
    ]


def test_no_sheet_without_an_outlook(tmp_path):
    write_findings(tmp_path / "报告.xlsx", (), {"单位设置.xlsx": "../"}, "2021-01-05 09:00")
    assert "年度覆盖测算" not in openpyxl.load_workbook(tmp_path / "报告.xlsx").sheetnames
