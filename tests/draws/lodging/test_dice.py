"""掷骰记录单: twelve boxes in order, what is thrown for, who signs, and the same for the witness."""

from __future__ import annotations

import pytest

from tests.draws.lodging.slips import dice_slip
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.dice import RULES, dice_page
from xlcheck.draws.lodging.printed import grouped
from xlcheck.model import PAGE_COLUMNS, Role

MADE = dice_slip(2)
THROWN = [f"第{number}次" for number in range(1, 13)]


def parts(made=MADE):
    cells = dice_page(made).cells
    [cut] = [cell.row for cell in cells if cell.role is Role.CUT]
    return [c for c in cells if c.row < cut], [c for c in cells if c.row > cut]


def said(cells):
    return "\n".join(cell.text for cell in cells)


@pytest.mark.parametrize("made", [MADE, dice_slip(1), dice_slip(15)])
def test_every_row_fills_the_page(made):
    rows = {}
    for cell in dice_page(made).cells:
        assert cell.col == rows.get(cell.row, 0) + 1
        rows[cell.row] = cell.col + cell.span - 1
    assert set(rows.values()) == {PAGE_COLUMNS}


@pytest.mark.parametrize("part", [0, 1])
def test_either_part_has_twelve_boxes_in_two_rows_of_six_in_order(part):
    boxes = [cell for cell in parts()[part] if cell.role is Role.BOX]
    assert [box.text for box in boxes] == THROWN
    rows = sorted({box.row for box in boxes})
    assert rows[1] == rows[0] + 1
    assert [sum(box.row == row for box in boxes) for row in rows] == [6, 6]
    assert {box.span for box in boxes} == {2}


def test_it_bears_tasks_attempts_and_whole_fingerprints():
    above, _ = parts()
    for task in MADE.tasks:
        assert f"{task.task_no} 第{task.attempt}次 {task.plan_no}" in said(above)
        for digest in (task.frame, task.inspectors, task.rules):
            assert grouped(digest) in said(above)


def test_the_counterfoil_bears_the_fingerprints_and_the_code():
    _, below = parts()
    for task in MADE.tasks:
        for digest in (task.frame, task.inspectors, task.rules):
            assert f"{digest[:8]} {digest[8:16]}" in said(below)
    assert lodging_code(MADE) in said(below)
    assert "本联由监督人自行保存" in said(below)
    assert "监督人（签名）" in said(below)


def test_the_code_stands_beside_the_boxes_and_at_the_foot():
    above, _ = parts()
    first = next(cell.row for cell in above if cell.role is Role.BOX)
    assert [cell.text for cell in above if cell.row == first - 1] == ["收存码", lodging_code(MADE)]
    assert dice_page(MADE).foot == f"收存码 {lodging_code(MADE)}"


def test_the_rules_are_in_plain_words():
    above, _ = parts()
    for rule in RULES:
        assert rule in said(above)
    for needed in ("十面骰子，面上是0至9", "记下以后放回", "掷12次", "墨水笔", "一次也不重掷", "落到地上", "附注"):
        assert needed in said(above)


def test_two_sign_of_whom_one_is_not_the_operator():
    above, _ = parts()
    signed = {cell.text for cell in above if cell.role is Role.LABEL}
    assert {"操作人", "监督人", "在场人", "掷骰日期、时间", "附注"} <= signed
    assert "至少两人签名，其中至少一人不是操作人" in said(above)
    assert sum(cell.role is Role.BLANK for cell in above) == 5


def test_boxes_signatures_and_counterfoil_stay_on_one_sheet_of_paper():
    above, below = parts()
    heading = [cell for cell in above if cell.role is Role.HEADING][-1]
    assert heading.text == "掷骰结果（共12次，从左到右，先上后下）"
    assert heading.row < min(cell.row for cell in above if cell.role is Role.BOX)
    assert not [cell for cell in below if cell.role is Role.HEADING]


def test_practice_is_marked_on_either_part():
    above, below = parts(dice_slip(1, practice=True))
    assert above[0].text.startswith("【演练】")
    assert below[0].text.startswith("【演练】")
    assert "演练" not in said(dice_page(MADE).cells)
