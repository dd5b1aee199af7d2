"""到期提醒.xlsx: the sheets that a clerk acts on, each count a number."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from tests.builders import SETTINGS
from tests.cells import cell
from tests.draws.cases import HALF, plan
from xlcheck.excel.write.remind import write_reminders
from xlcheck.model import Matter, Reminder, Reminders, Tally, TaskReminders, Urgency, Window
from xlcheck.schema.outputs.remind import DUE_LINES, DUE_PEOPLE, DUE_SUMMARY, DUE_TASKS

D, V, P, M = Matter.DRAW, Matter.VISIT, Matter.PUBLISH, Matter.RECTIFY
OVERDUE, TODAY, SOON, LATER, DONE = Urgency


def due(matter, urgency, day="2021-03-10", **more):
    made = Reminder(
        matter, urgency, date.fromisoformat(day), 0, "202101", "01号", "示例货运", "91140603MA0K00001K", ("甲", "乙")
    )
    return replace(made, **more)


DUES = (
    due(P, OVERDUE, "2021-03-01", left=-2, inspected=date(2021, 2, 20)),
    due(M, OVERDUE, "2021-03-02"),
    due(P, TODAY),
    due(P, SOON, "2021-03-12", complete=False, certain=False),
    due(V, LATER, "2021-04-30", people=("乙", "丙")),
    due(D, LATER, "2021-08-31", name="", code="", people=(), task_no="02号", left=None),
)
DONE_ONES = (due(P, DONE), due(V, DONE), due(V, DONE))
ROW = replace(plan(HALF), window=Window("", date(2021, 1, 1), date(2021, 4, 30)))
TASKS = (
    TaskReminders(ROW, "第一批", 5, date(2021, 5, 13), Tally.over((*DUES[:5], *DONE_ONES))),
    TaskReminders(replace(ROW, task_no="02号", window=None, scope=None), "", 0, None, Tally.over(DUES[5:])),
)
REMINDERS = Reminders(
    date(2021, 3, 10),
    3,
    DUES,
    Tally.over((*DUES, *DONE_ONES)),
    TASKS,
    (("甲", Tally.over(DUES[:4])), ("丙", Tally.over(DUES[4:5]))),
    ("2098 年的节假日安排尚不可知。",),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "提醒" / "到期提醒.xlsx"


def written(path, reminders=REMINDERS, **more):
    write_reminders(path, reminders, SETTINGS, "2021-03-10 09:00", **more)
    return openpyxl.load_workbook(path)


def lines(book, table):
    """The rows below the titles, by key."""
    _, titles, *rows = [[cell.value for cell in row] for row in book[table.sheet].rows]
    assert titles == list(table.titles)
    return [dict(zip(table.keys, row, strict=True)) for row in rows]


def test_sheets_in_their_order(path):
    assert written(path).sheetnames == ["汇总", "按任务", "按人员", "明细"]


def test_summary_counts_each_matter(path):
    rows = lines(written(path), DUE_SUMMARY)[:4]
    counts = {
        row["matter"]: [row[key] for key in ("overdue", "today", "soon", "later", "done", "total")] for row in rows
    }
    assert counts == {
        "抽取（任务）": [0, 0, 0, 1, 0, 1],
        "检查（户）": [0, 0, 0, 1, 2, 3],
        "公示（户）": [1, 1, 1, 0, 1, 4],
        "整改（户）": [1, 0, 0, 0, 0, 1],
    }
    assert [row["last_day"].date() for row in rows] == [
        date(2021, 8, 31), date(2021, 4, 30), date(2021, 3, 1), date(2021, 3, 2),
    ]  # fmt: skip


def test_notes_say_when_by_what_and_what_is_not_known(path):
    notes = [str(row["matter"]) for row in lines(written(path), DUE_SUMMARY)[5:]]
    assert "截至 2021-03-10 09:00。3 个工作日以内到期的列为“即将到期”。" in notes
    assert any("检查后第 7 个工作日" in note for note in notes)
    assert notes[-1] == "2098 年的节假日安排尚不可知。"


def test_tasks_and_their_sum(path):
    first, second, total = lines(written(path), DUE_TASKS)
    counted = ("entities", "late_visits", "visits", "overdue", "today", "soon", "later", "published",
               "late_rectifications")  # fmt: skip
    assert [first[key] for key in counted] == [5, 0, 1, 1, 1, 1, 0, 1, 1]
    assert (first["window_end"].date(), first["publish_by"].date()) == (date(2021, 4, 30), date(2021, 5, 13))
    assert first["next_step"] == "公示逾期 1 户，请尽快公示"
    assert (second["window_end"], second["category"], second["next_step"]) == (None, None, "待抽取")
    assert total["task_no"] == "合计"
    assert all(total[key] == first[key] + second[key] for key in counted)


def test_people(path):
    first, last = lines(written(path), DUE_PEOPLE)
    assert (first["name"], first["overdue"], first["late_rectifications"], first["last_day"].date()) == (
        "甲",
        1,
        1,
        date(2021, 3, 1),
    )
    assert (last["name"], last["entities"], last["visits"], last["overdue"]) == ("丙", 1, 1, 0)


def test_lines_are_in_full_and_coloured_by_urgency(path):
    book = written(path)
    rows = lines(book, DUE_LINES)
    assert [row["urgency"] for row in rows] == ["已逾期", "已逾期", "今日到期", "即将到期", "未到期", "未到期"]
    assert (rows[0]["left"], rows[0]["people"], rows[0]["inspected"].date()) == (-2, "甲、乙", date(2021, 2, 20))
    assert rows[3]["remark"] == "台账没有填完整，还不能公示；节假日尚不可知，只按周一至周五计算"
    assert (rows[5]["task_no"], rows[5]["name"], rows[5]["left"]) == ("02号", None, None)
    fills = [book["明细"][cell(DUE_LINES, DUE_LINES.urgency, row)].fill.fgColor.rgb for row in range(3, 9)]
    assert len({*fills[:2]}) == 1
    assert len({*fills[1:5]}) == 4
    assert fills[4] == fills[5]


def test_nothing_to_be_done__ok(path):
    empty = Reminders(date(2021, 3, 10), 3, (), Tally.over(()), (), ())
    book = written(path, empty)
    assert [row["total"] for row in lines(book, DUE_SUMMARY)[:4]] == [0] * 4
    assert lines(book, DUE_LINES) == []


def test_hostile_names_stay_text(path):
    hostile = due(P, OVERDUE, name="=1+1", people=("@x", '=HYPERLINK("y")'))
    book = written(path, replace(REMINDERS, dues=(hostile,), people=(("=2", Tally.over([hostile])),)))
    cells = [cell for sheet in book.worksheets for row in sheet.rows for cell in row]
    assert {"=1+1", '@x、=HYPERLINK("y")', "=2"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_only_a_practice_workbook_is_marked(path):
    for practice in (False, True):
        for sheet in written(path, practice=practice).worksheets:
            assert ("演练" in str(sheet.oddHeader.center.text)) == practice
