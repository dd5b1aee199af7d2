"""Verification finds any changed, added or missing cell, and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cells import FIRST, cell
from tests.draws.cases import SHARED, STRATA, TIED, drawn, entities, grades, position, request, rich_request, staff
from tests.draws.layouts import all_cells
from tests.length import examples
from xlcheck.draws.formats.one.printed import print_content
from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.verification.draw import SHOWN, verify
from xlcheck.model import Difference, Role, Source
from xlcheck.schema.outputs.draw import TICKETS

RICH = drawn(rich_request())
CELLS = all_cells(RICH)
BLANKS = [(c.row, c.col) for c in flatten(print_content(RICH)) if c.role is Role.BLANK]
PLACES = [(sheet, *at) for sheet, cells in CELLS.items() for at in cells]
EMPTY = [
    (sheet, row, column)
    for sheet, cells in CELLS.items()
    for row in range(1, max(r for r, _ in cells) + 2)
    for column in range(1, max(c for _, c in cells) + 2)
    if (row, column) not in cells and not (sheet == "抽取记录" and (row, column) in BLANKS)
]
CODE = position(TICKETS, TICKETS.code, FIRST)
ONE_EACH = [next(p for p in PLACES if p[0] == sheet) for sheet in CELLS]


def with_cell(sheet, row, column, text):
    return {**CELLS, sheet: {**CELLS[sheet], (row, column): text}}


@pytest.mark.parametrize(
    "record",
    [
        RICH,
        drawn(request(entities(1))),
        drawn(request(grades(A=12, B=11, C=3), ratio=STRATA)),
        drawn(request(grades(A=40, B=11, C=9), ratio=SHARED)),
        drawn(request(grades(A=10, B=10, C=10), ratio=TIED)),
        drawn(request(entities(40), staff(9), team_size=3)),
        drawn(request(sources=(Source("system1", "本机随机数", (2**90,)),))),
    ],
)
def test_a_sound_record__ok(record):
    assert verify(all_cells(record)) == ()


def test_filled_in_signatures__ok():
    signed = {**CELLS["抽取记录"], **dict.fromkeys(BLANKS, "示例甲 2021-01-05")}
    assert verify({**CELLS, "抽取记录": signed}) == ()


@pytest.mark.parametrize(("sheet", "row", "column"), PLACES)
def test_any_changed_cell__error(sheet, row, column):
    text = CELLS[sheet][row, column]
    turned = str((int(text[-1]) + 1) % 10) if text[-1].isdigit() else "〇"
    for other in (text + "甲", text + " ", "", text[:-1] + turned):
        assert verify(with_cell(sheet, row, column, other))


@pytest.mark.parametrize("sheet", list(CELLS))
def test_any_added_cell__error(sheet):
    for place in (p for p in EMPTY if p[0] == sheet):
        assert verify(with_cell(*place, "甲"))
        assert verify(with_cell(*place, "是"))
    assert verify(with_cell(sheet, 2000, 1, "甲"))
    assert verify(with_cell(sheet, 1, 16384, "甲"))


@pytest.mark.parametrize(("sheet", "row"), sorted({(sheet, row) for sheet, row, _ in PLACES}))
def test_any_missing_row__error(sheet, row):
    blanked = {at: text for at, text in CELLS[sheet].items() if at[0] != row}
    moved_up = {(r - (r > row), c): text for (r, c), text in blanked.items()}
    assert verify({**CELLS, sheet: blanked})
    assert verify({**CELLS, sheet: moved_up})


@pytest.mark.parametrize(("sheet", "row"), sorted({(sheet, row) for sheet, row, _ in PLACES}))
def test_any_two_neighbouring_rows_swapped__error(sheet, row):
    swap = {row: row + 1, row + 1: row}
    swapped = {(swap.get(r, r), c): text for (r, c), text in CELLS[sheet].items()}
    assert swapped == CELLS[sheet] or verify({**CELLS, sheet: swapped})


@pytest.mark.parametrize("sheet", list(CELLS))
def test_a_missing_sheet__error(sheet):
    assert verify({name: cells for name, cells in CELLS.items() if name != sheet})
    assert verify({**CELLS, sheet: {}})


def test_a_sheet_too_many__error():
    assert verify({**CELLS, "附表": {(1, 1): "甲"}}) == (Difference("“附表”工作表", "多出", "不应有"),)


def test_cells_that_a_layout_adds_are_compared_too():
    def beside(_):
        tickets = {position(TICKETS, TICKETS.place, r): d.ticket[:11] for r, d in enumerate(RICH.order, start=FIRST)}
        return {"签号": tickets, "核对": {(1, 1): "相符"}}

    with_beside = all_cells(RICH, beside)
    assert verify(with_beside, beside) == ()
    assert verify(with_beside)
    with_beside["签号"][position(TICKETS, TICKETS.place, FIRST)] = "0.000000001"
    assert [d.where for d in verify(with_beside, beside)] == [f"“签号”工作表 {cell(TICKETS, TICKETS.place)}"]


def test_the_difference_names_cell_and_label():
    seed_row = next(r for (r, c), text in CELLS["数据"].items() if text == "抽取地点")
    [venue] = verify(with_cell("数据", seed_row, 2, "二楼"))
    assert (venue.where, venue.found) == (f"“数据”工作表 B{seed_row}（抽取地点）", "二楼")
    assert venue.expected == "局三楼会议室"
    [page] = verify(with_cell("抽取记录", 11, 3, "二楼"))
    assert (page.where, page.found, page.expected) == ("“抽取记录”工作表 C11", "二楼", "局三楼会议室")


def test_a_changed_ticket_is_named():
    ticket = position(TICKETS, TICKETS.ticket, 5)
    assert verify(with_cell("签号", *ticket, "0.1"))[0] == Difference(
        f"“签号”工作表 {cell(TICKETS, TICKETS.ticket, 5)}（签号）", "0.1", CELLS["签号"][ticket]
    )


def test_an_emptied_cell_is_named():
    [difference] = verify(with_cell("抽取记录", 1, 1, ""))
    assert (difference.where, difference.found) == ("“抽取记录”工作表 A1", "（空）")


def test_a_changed_id_is_named_and_not_the_fingerprint_that_follows():
    [first] = verify(with_cell("签号", *CODE, "91140603MA0K999999"))
    assert first == Difference(
        f"“签号”工作表 {cell(TICKETS, TICKETS.code)}（统一社会信用代码）", "91140603MA0K999999", CELLS["签号"][CODE]
    )


def test_no_more_than_the_first_differences_are_named():
    renamed = {at: f"{text}改" for at, text in CELLS["抽取记录"].items() if at not in BLANKS}
    assert len(verify({**CELLS, "抽取记录": renamed})) == SHOWN


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "found"),
    [
        ("签号", *position(TICKETS, TICKETS.rank, FIRST), "一", "一"),
        ("签号", *CODE, CELLS["签号"][position(TICKETS, TICKETS.code, FIRST + 1)], "91140603"),
        ("数据", 7, 2, "0", "每户检查人数为 0 人"),
        ("数据", 7, 2, "9" * 80, "找不到符合要求的"),
        ("数据", 42, 2, "", "还没有给出数字"),
    ],
)
def test_a_record_that_cannot_be_drawn_again_is_one_difference(sheet, row, column, text, found):
    [difference] = verify(with_cell(sheet, row, column, text))
    assert found in difference.found


@given(st.sampled_from(PLACES), st.text(max_size=30) | st.integers(-5, 10**30).map(str))
@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_content_of_a_cell_makes_it_raise(place, text):
    assert verify(with_cell(*place, text)) or CELLS[place[0]].get(place[1:]) == text


@given(
    st.dictionaries(
        st.sampled_from([*CELLS, "别的"]),
        st.dictionaries(st.tuples(st.integers(1, 60), st.integers(1, 20)), st.text(max_size=8), max_size=40),
    )
)
@settings(deadline=None)
def test_no_workbook_makes_it_raise(workbook):
    assert verify(workbook)
