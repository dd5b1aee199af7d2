"""补抽记录: what it says, and that any changed cell of it is found."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.draws.cases import STRATA, codes, drawn, drop_out, entities, grades, position, request, rich_request, staff
from tests.draws.layouts import all_cells
from tests.length import examples
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.formats.one.replacement_printed import SHEET as PAGE
from xlcheck.draws.formats.one.replacement_printed import print_replacement
from xlcheck.draws.formats.one.replacement_sheet import SHEET, drop_outs_from, replaced_grid
from xlcheck.draws.record.blocks import HeadingBlock, TableBlock, flatten
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.draws.verification.replacement import (
    drawn_task_from,
    replacement_book,
    verify_replacement,
)
from xlcheck.model import PAGE_COLUMNS, Role
from xlcheck.schema.outputs.draw import TICKETS

LOGGED = "ef" * 32


def replaced(record, *steps):
    """A task after several drop_outs; each is made of the task as it stands."""
    drawn_task = drawn_task_of(record)
    for step in steps:
        drawn_task = following(drawn_task, step(drawn_task), LOGGED)
    return drawn_task


def entity(drawn_task, at=0, **more):
    return drop_out(drawn_task.current[at].drawn.code, **more)


def inspector(drawn_task, cert, **more):
    return drop_out(*(v.drawn.code for v in drawn_task.current if cert in v.team.certs), cert=cert, **more)


def cells_of(drawn_task):
    return replacement_book(drawn_task).cells()


def text_of(drawn_task):
    return "\n".join(cell.text for cell in replacement_book(drawn_task).printed)


RECORD = drawn(rich_request())
ONE = replaced(RECORD, lambda s: entity(s, note="3 月 2 日现场查看，场所已空置", evidence=()))
TWO = replaced(
    drawn(request(entities(8), staff(6, specialists=2, recusals=[(3, codes(2))]), speciality="道路货物运输")),
    entity,
    lambda s: inspector(s, "SL-00", wholly=True),
)
CELLS = cells_of(TWO)
OWN = [(sheet, *at) for sheet in (SHEET, PAGE) for at in CELLS[sheet]]
BLANKS = [(c.row, c.col) for c in replacement_book(TWO).printed if c.role is Role.BLANK]
PLACES = [(sheet, *at) for sheet, cells in CELLS.items() for at in cells]


def with_cell(sheet, row, column, text):
    return {**CELLS, sheet: {**CELLS[sheet], (row, column): text}}


@pytest.mark.parametrize(
    "drawn_task",
    [
        ONE,
        TWO,
        replaced(RECORD, *[entity] * 3),
        replaced(drawn(request(grades(A=12, B=11, C=6), ratio=STRATA)), lambda s: entity(s, -1)),
        replaced(drawn(request(entities(12), staff(7), team_size=3)), lambda s: inspector(s, "SL-02"), entity),
    ],
)
def test_a_sound_record__ok(drawn_task):
    assert verify_replacement(cells_of(drawn_task)) == ()
    assert drawn_task_from(cells_of(drawn_task)) == drawn_task


def test_drop_outs_are_read_back_as_they_were_laid_out():
    assert drop_outs_from(replaced_grid(TWO)) == [(r.drop_out, LOGGED) for r in TWO.replacements]


def test_it_holds_the_whole_record_of_the_draw():
    record_cells = all_cells(TWO.record)
    assert {sheet: cells for sheet, cells in CELLS.items() if sheet not in (SHEET, PAGE)} == {
        sheet: cells for sheet, cells in record_cells.items() if sheet != "抽取记录"
    }


def test_filled_in_signatures__ok():
    assert len(BLANKS) == 6
    assert verify_replacement({**CELLS, PAGE: CELLS[PAGE] | dict.fromkeys(BLANKS, "示例甲 2021-03-02")}) == ()


@pytest.mark.parametrize(("sheet", "row", "column"), OWN)
def test_any_changed_cell__error(sheet, row, column):
    text = CELLS[sheet][row, column]
    turned = str((int(text[-1]) + 1) % 10) if text[-1].isdigit() else "〇"
    for other in (text + "甲", "", text[:-1] + turned):
        assert verify_replacement(with_cell(sheet, row, column, other))


def test_a_changed_draw_below_it__error():
    for sheet, (row, column) in {s: next(iter(c)) for s, c in CELLS.items()}.items():
        assert verify_replacement(with_cell(sheet, row, column, "示例改动"))
    assert verify_replacement(with_cell("签号", *position(TICKETS, TICKETS.name, 5), "示例改名有限公司"))


@pytest.mark.parametrize("sheet", list(CELLS))
def test_a_missing_sheet_or_cell_too_many__error(sheet):
    assert verify_replacement({name: cells for name, cells in CELLS.items() if name != sheet})
    assert verify_replacement(with_cell(sheet, 2000, 1, "甲"))
    assert verify_replacement({**CELLS, "附表": {(1, 1): "甲"}})


def test_a_replacement_left_out__error():
    """Without the first, the second follows another task."""
    first = {at for at, text in CELLS[SHEET].items() if at[1] == 1 and text.startswith("补抽1 ")}
    left = {at: text for at, text in CELLS[SHEET].items() if (at[0], 1) not in first}
    assert verify_replacement({**CELLS, SHEET: left})


def test_the_difference_names_cell_and_label():
    row = next(r for (r, c), text in CELLS[SHEET].items() if text == "补抽1 原因")
    assert verify_replacement(with_cell(SHEET, row, 2, "迁出"))[0].where == f"“补抽”工作表 B{row}（补抽1 原因）"
    row = next(r for (r, c), text in CELLS[SHEET].items() if text == "补抽1 补入的检查对象")
    [only] = verify_replacement(with_cell(SHEET, row, 2, "91140603MA0K999999"))
    assert only.where == f"“补抽”工作表 B{row}（补抽1 补入的检查对象）"


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("补抽1 退出的检查对象", "91140603MA0K999999", "不在任务 02号 的抽中名单内"),
        ("补抽1 退出的检查对象", "", "退出 "),
        ("补抽1 不再参加本任务", "也许", "也许"),
        ("补抽1 补抽时间", "昨天", "昨天"),
        ("补抽2 退出的检查人员", "SL-99", "SL-99"),
    ],
)
def test_a_record_that_cannot_be_made_again_is_one_difference(label, text, found):
    row = next(r for (r, c), named in CELLS[SHEET].items() if named == label)
    [difference] = verify_replacement(with_cell(SHEET, row, 2, text))
    assert found in difference.found


@given(st.sampled_from(PLACES), st.text(max_size=30) | st.integers(-5, 10**30).map(str))
@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.too_slow])
def test_no_content_of_a_cell_makes_it_raise(place, text):
    assert verify_replacement(with_cell(*place, text)) or CELLS[place[0]].get(place[1:]) == text


@given(
    st.dictionaries(
        st.sampled_from([*CELLS, "别的"]),
        st.dictionaries(st.tuples(st.integers(1, 60), st.integers(1, 20)), st.text(max_size=8), max_size=40),
    )
)
def test_no_workbook_makes_it_raise(workbook):
    assert verify_replacement(workbook)


@pytest.mark.parametrize("drawn_task", [ONE, TWO])
def test_every_row_fills_the_page(drawn_task):
    rows = {}
    for cell in replacement_book(drawn_task).printed:
        assert cell.col == rows.get(cell.row, 0) + 1
        rows[cell.row] = cell.col + cell.span - 1
    assert set(rows.values()) == {PAGE_COLUMNS}


def test_the_page_of_an_entity_says_who_left_why_and_who_came():
    text, made = text_of(ONE), ONE.replacements[0]
    gone, came = ONE.visits[0], ONE.visits[-1]
    for needed in (
        "“双随机、一公开”补抽记录",
        "第 2 次抽取，2021-01-05 15:30，抽中 5 户",
        content_digest(RECORD),
        f"{gone.drawn.name}（{gone.drawn.code}）",
        "第 1 签",
        "注销",
        "3 月 2 日现场查看，场所已空置",
        "第 1 次补抽，2021-03-02 10:15，操作人 示例员甲",
        came.drawn.code,
        came.drawn.ticket,
        "补抽后还剩候补 2 户",
        LOGGED,
        RECORD.seed,
        "take=6",
        *(f"（{cert}）" for cert in came.team.certs),
    ):
        assert needed in text
    assert made.entered.rank == 6
    headings = [b.text for b in print_replacement(ONE) if isinstance(b, HeadingBlock)]
    assert headings == ["一、抽查任务", "二、退出的检查对象", "三、补入的检查对象", "四、验证方法", "五、签字"]


def test_the_page_of_an_inspector_lists_each_seat_and_what_was_replaced_before():
    text, made = text_of(TWO), TWO.replacements[1]
    assert "此前补抽" in text
    assert "第 1 次（注销）" in text
    assert "不再参加本任务" in text
    assert "证据1.jpg，SHA-256 " + "cd" * 32 in text
    (table,) = (b for b in print_replacement(TWO) if isinstance(b, TableBlock) and "补入人员" in b.titles)
    visits = {v.drawn.code: v for v in TWO.visits}
    assert [row[0] for row in table.rows] == [visits[t.code].drawn.name for t in made.teams]
    for row, team in zip(table.rows, made.teams, strict=True):
        assert row[1] in row[2]
        assert all(f"（{cert}）" in row[2] for cert in team.certs)
    assert ("consistent_sampler" in text) is False


def test_tries_that_were_turned_down_are_on_the_page():
    record = drawn(request(entities(20), staff(6, specialists=2), speciality="道路货物运输"))
    pages = [replaced(record, lambda s, at=at: entity(s, at)) for at in range(3)]
    tried = [page for page in pages if page.replacements[0].attempts]
    assert all("未采用的检查组" in text_of(page) for page in tried)
    assert {bool(page.replacements[0].attempts) for page in pages} == {bool(tried)}


def test_a_stratum_is_named():
    record = drawn(request(grades(A=12, B=11, C=6), ratio=STRATA))
    text = text_of(replaced(record, lambda s: entity(s, -1)))
    assert "同一分级" in text
    assert "C 级第" in text


def test_blank_cells_are_only_those_to_sign():
    for drawn_task in (ONE, TWO):
        blank = {c.role for c in flatten(print_replacement(drawn_task)) if not c.text and not c.symbol}
        assert blank == {Role.BLANK}
