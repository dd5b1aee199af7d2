"""后续处置: each inspection that has a sequel is listed once, by what is still open of it."""

from datetime import date

import pytest

from tests.builders import SETTINGS
from tests.results.cases import CLEAN, CODES, DRAWN, PROBLEM, ledger, rows
from tests.steps.helpers import rows_of
from xlcheck.excel.write.report.follow_up import write_follow_up
from xlcheck.results.report.follow_up import follow_up
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_HANDED, LEDGER_PUBLISHED
from xlcheck.schema.outputs.report import RECTIFICATION
from xlcheck.schema.vocabularies import TO_CORRECT, TO_HAND_OVER, TO_INFORM

OPEN = PROBLEM | {"closed": "否", "rectified": ""}
HANDED = CLEAN | {"result": "不配合检查情节严重", "disposal": TO_HAND_OVER, "closed": "否"}
TOLD = HANDED | {"disposal": TO_INFORM}


def lists(*typed_in, today="2021-03-20"):
    return follow_up(ledger(rows(*typed_in)).lines, SETTINGS, date.fromisoformat(today))


def written(path, found):
    """(序号, 统一社会信用代码) of 整改跟踪, as it is written."""
    write_follow_up(path, found, SETTINGS, "2021-03-20")
    shown = (RECTIFICATION.no.title, RECTIFICATION.code.title)
    return [tuple(str(row[title]) for title in shown) for row in rows_of(path, 1)]


@pytest.mark.parametrize(
    ("cells", "today", "state", "late"),
    [
        (OPEN, "2021-03-15", "待整改", None),
        (OPEN, "2021-03-16", "整改逾期", 1),
        (OPEN, "2021-03-20", "整改逾期", 4),  # a Saturday: 16 to 19 March
        (OPEN, "2022-03-31", "整改逾期", "一年以上"),
        (OPEN | {"rectified": "2021-03-10"}, "2021-03-20", "已整改未完结", None),
        (OPEN | {"rectified": "2021-03-17"}, "2021-06-30", "已整改未完结", 2),
        (PROBLEM, "2021-03-20", "已完结", None),
        (OPEN | {"closed": "是"}, "2021-06-30", "已完结", None),
        (OPEN | {"rectify_by": ""}, "2021-06-30", "待整改", None),
        (OPEN | {"rectify_by": "月底"}, "2021-06-30", "待整改", None),
        (OPEN | {"disposal": TO_CORRECT, "rectify_by": ""}, "2021-06-30", "待整改", None),
        (OPEN | {"disposal": "其他"}, "2021-03-16", "整改逾期", 1),
    ],
)
def test_rectification_by_its_dates(cells, today, state, late, tmp_path):
    found = lists(cells, today=today)
    (case,) = found.rectifications
    assert (case.state, case.late, case.inspection.code) == (state, late, CODES[0])
    assert written(tmp_path / "后续处置清单.xlsx", found) == [("1", CODES[0])]


def test_what_is_pressing_comes_first(tmp_path):
    found = lists(PROBLEM, OPEN | {"rectify_by": "2021-03-25"}, OPEN)
    assert [case.inspection.code for case in found.rectifications] == [CODES[2], CODES[1], CODES[0]]
    listed = written(tmp_path / "后续处置清单.xlsx", found)
    assert listed == [("1", CODES[2]), ("2", CODES[1]), ("3", CODES[0])]


def test_clean_rows_and_untouched_ones_are_in_no_list():
    found = lists(CLEAN)
    assert (found.rectifications, found.handed_over, found.informed, found.notes) == ((), (), (), ())
    assert {count.count for count in found.counts} == {0}


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, "待{}"),
        ({"receiver": "示例局", "answer": "已受理"}, "待{}"),
        ({"handed_on": "2021-03-05"}, "已{}，待反馈"),
        ({"handed_on": "三月五日"}, "已{}，待反馈"),
        ({"handed_on": "2021-03-05", "answer": "已立案"}, "已反馈"),
    ],
)
def test_what_was_handed_over_or_told_by_what_staff_recorded(cells, state):
    found = lists(HANDED | cells, TOLD | cells)
    ((handed,), (informed,)) = (found.handed_over, found.informed)
    assert (handed.state, informed.state) == (state.format("移送"), state.format("抄告"))
    assert (handed.inspection.code, informed.inspection.code) == (CODES[0], CODES[1])


def test_cells_stand_as_they_were_typed():
    (case,) = lists(HANDED | {"handed_on": "三月五日", "handed_no": "=1+1"}).handed_over
    cells = case.inspection.cells
    assert (cells["handed_on"], cells["handed_no"], cells["inspected"]) == ("三月五日", "=1+1", date(2021, 3, 1))


def test_record_of_a_hand_over_that_was_not_ordered_is_told():
    found = lists(PROBLEM | {"receiver": "示例局"}, HANDED | {"receiver": "示例局"})
    (note,) = found.notes
    assert "没有列入清单的 1 户次" in note
    assert DRAWN.visits[0].drawn.name in note


def test_sums_are_those_of_the_lists():
    found = lists(PROBLEM, HANDED, TOLD)
    sums = {(count.matter, count.state): count.count for count in found.counts}
    assert sums["整改", "已完结"] == sums["整改", "合计"] == 1
    assert sums["移送", "待移送"] == sums["移送", "合计"] == sums["抄告", "待抄告"] == 1
    assert sum(count for (_, state), count in sums.items() if state != "合计") == 3


def test_columns_for_the_hand_over_are_nobody_elses_business():
    assert (LEDGER.receiver, LEDGER.handed_on, LEDGER.handed_no, LEDGER.answer) == LEDGER_HANDED
    assert all(column.private for column in LEDGER_HANDED)
    assert not set(LEDGER_HANDED) & {*LEDGER_PUBLISHED, *LEDGER.as_offered}
