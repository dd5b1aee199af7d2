"""冻结收存单: what is printed, and what the QR code holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.draws.lodging.slips import dice_slip, fingerprint, lodged_task, slip
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.printed import KEPT_FOR, LONGEST, PROVES, grouped, held_by_symbol, slip_page
from xlcheck.draws.lodging.slip import PUT_OFF, slip_from_json, slip_json
from xlcheck.model import PAGE_COLUMNS, Role

ONE, SIX = slip(1), slip(6)


def texts(cells, *roles):
    return [cell.text for cell in cells if cell.role in roles]


def parts(made):
    """The cells above the line to cut along, and those below it."""
    cells = slip_page(made).cells
    [cut] = [cell.row for cell in cells if cell.role is Role.CUT]
    return [c for c in cells if c.row < cut], [c for c in cells if c.row > cut]


def said(cells):
    return "\n".join(cell.text for cell in cells)


@pytest.mark.parametrize("made", [ONE, SIX, slip(40), dice_slip(3)])
def test_every_row_fills_the_page(made):
    rows = {}
    for cell in slip_page(made).cells:
        assert cell.col == rows.get(cell.row, 0) + 1
        rows[cell.row] = cell.col + cell.span - 1
    assert set(rows.values()) == {PAGE_COLUMNS}
    assert list(rows) == list(range(1, len(rows) + 1))


def test_a_digest_is_printed_in_groups_of_eight():
    digest = fingerprint("frame")
    assert [len(group) for group in grouped(digest).split(" ")] == [8] * 8
    assert grouped(digest).replace(" ", "") == digest
    assert grouped("无上年基线") == "无上年基线"


@pytest.mark.parametrize("made", [ONE, SIX, slip(15), slip(2, opening="无上年基线")])
def test_it_says_all_that_the_slip_has(made):
    above, _ = parts(made)
    bare = said(above).replace(" ", "")
    for words in (
        made.bureau,
        "2026年第3次冻结",
        "2026-02-1210:24:08+08:00",
        made.source_name,
        made.format,
        made.version,
    ):
        assert words in bare
    assert "2026年2月26日（按财政部休市公告）" in bare
    for digest in (made.opening, made.moved, made.log_digest):
        assert digest in bare
    for task in made.tasks:
        assert f"{task.task_no}第{task.attempt}次{task.plan_no}\n{task.task_name}" in bare
        assert f"抽样框{task.frame}\n人　员{task.inspectors}\n规　则{task.rules}" in bare


def test_each_task_stands_beside_its_own_fingerprints():
    above, _ = parts(SIX)
    rows = {cell.row: cell for cell in above if cell.role is Role.NOTE}
    digests = {cell.row: cell.text for cell in above if cell.role is Role.DIGEST and cell.row in rows}
    assert len(rows) == len(digests) == 6
    for task, row in zip(SIX.tasks, rows, strict=True):
        assert task.task_name in rows[row].text
        assert grouped(task.rules) in digests[row]


@pytest.mark.parametrize(
    ("made", "deadline", "when"),
    [
        (ONE, "请于2026年2月26日18:00前张贴、发出或报上级收存", ("开奖日", "2026年2月26日（按财政部休市公告）")),
        (
            replace(ONE, day_basis=PUT_OFF),
            "请于原定开奖日18:00前张贴、发出或报上级收存",
            ("开奖日", "2026年2月26日（改期，见通知）"),
        ),
        (
            dice_slip(1),
            "请于掷骰（摇球）以前张贴、发出或报上级收存",
            ("掷骰时间", "冻结以后，当众掷骰（摇球）"),
        ),
        (
            dice_slip(1, source_key="system", source_name="本机随机数"),
            "请于抽取以前张贴、发出或报上级收存",
            ("号码产生", "冻结以后，由本机产生"),
        ),
        (
            dice_slip(1, source_key="other"),
            "请于号码产生以前张贴、发出或报上级收存",
            ("号码产生", "冻结以后"),
        ),
    ],
)
def test_it_says_by_when_it_must_have_left_the_hand(made, deadline, when):
    above, _ = parts(made)
    assert texts(above, Role.HEADING)[0] == deadline
    row = next(cell.row for cell in above if cell.text == "随机数来源")
    assert tuple(cell.text for cell in above if cell.row == row)[2:] == when


def test_the_code_stands_on_either_part_and_at_the_foot():
    above, below = parts(SIX)
    code = lodging_code(SIX)
    for cells in (above, below):
        [printed] = texts(cells, Role.CODE)
        assert "-".join(printed.split()) == code
    assert slip_page(SIX).foot == f"收存码 {code}"


def test_the_part_of_the_witness_stands_by_itself():
    _, below = parts(SIX)
    bare = said(below)
    for words in (SIX.bureau, "收存联", "2026年第3次冻结", SIX.frozen_at, KEPT_FOR, "本联由监督人自行保存"):
        assert words in bare
    for task in SIX.tasks:
        short = (f"{name}  {d[:8]} {d[8:16]}" for name, d in zip(
            ("抽样框", "人　员", "规　则"), (task.frame, task.inspectors, task.rules), strict=True))  # fmt: skip
        assert f"{task.task_no} 第{task.attempt}次 {' '.join(short)}" in bare
    assert [c.text for c in below if c.row == below[-1].row] == ["监督人（签名）", "", "日期", ""]
    assert len(texts(below, Role.BLANK)) == 2


def test_no_heading_parts_the_code_from_the_part_of_the_witness():
    """Rows from the last heading on stay on one sheet of paper."""
    above, below = parts(SIX)
    assert texts(below, Role.HEADING) == []
    heading = [cell.row for cell in above if cell.role is Role.HEADING][-1]
    assert [cell.role for cell in above if cell.row == heading + 1] == [Role.CODE, Role.SYMBOL]


def test_what_it_proves_is_the_freeze_and_never_the_numbers():
    above, below = map(said, parts(ONE))
    assert PROVES in above
    assert KEPT_FOR in below
    assert "本单不证明号码" in PROVES
    assert "不证明号码" in KEPT_FOR
    for text in (PROVES, KEPT_FOR):
        assert "冻结" in text


def test_practice_is_marked_on_either_part():
    above, below = parts(slip(1, practice=True))
    assert above[0].text.startswith("【演练】")
    assert texts(below, Role.SUBTITLE)[0].startswith("【演练】")
    assert "演练" not in said(slip_page(ONE).cells)


def symbol(made):
    [found] = [cell.symbol for cell in slip_page(made).cells if cell.symbol]
    return found


def test_the_symbol_of_one_task_holds_the_whole_slip():
    assert slip_from_json(symbol(ONE)) == ONE
    assert "扫码得本单全部内容" in said(slip_page(ONE).cells)


def test_that_of_more_holds_the_code_and_the_digest_of_the_json():
    code, _, digest = symbol(SIX).partition("|")
    assert code == lodging_code(SIX)
    assert digest == fingerprint(slip_json(SIX))
    assert "扫码得收存码和JSON文件的SHA-256" in said(slip_page(SIX).cells)


def test_the_whole_slip_is_held_as_long_as_its_bytes_can_be_scanned():
    room = LONGEST - len(slip_json(ONE).encode())
    fits, longer = (slip(1, version="0.2.0" + "x" * more) for more in (room, room + 1))
    assert held_by_symbol(fits) == slip_json(fits)
    assert held_by_symbol(longer).startswith(f"{lodging_code(longer)}|")


def test_many_short_fingerprints_take_several_rows_of_the_sheet():
    _, below = parts(slip(23))
    digests = texts(below, Role.DIGEST)
    assert [text.count("\n") + 1 for text in digests] == [10, 10, 3]
    assert lodged_task(23).rules[:8] in digests[-1]
