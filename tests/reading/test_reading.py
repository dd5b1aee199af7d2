"""From a sheet's cells to a typed table: what a clerk leaves in it is kept, or said."""

from datetime import date

import pytest

from tests.cells import cell
from tests.reading.tables import CODES, LOTS, lot, read
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.model import ErrorValue, NoValue, Number
from xlcheck.reading.tables import day


def codes(*lines, **more):
    return [(f.code, f.place.cell) for f in read(*lines, **more)[1]]


def renamed(**titles):
    """The titles of the table with some changed, by key."""
    return [titles.get(c.key, c.title) for c in LOTS]


def numbered(number, **cells):
    """The cells of a row with its 序号, as Excel holds it."""
    return lot(number, no=Number(number + 1), **cells)


def test_registry__ok():
    table, findings = read(numbered(0), numbered(1))
    assert findings == []
    assert table.data.index.tolist() == [2, 3]
    assert table[LOTS.no].tolist() == [1, 2]
    assert day(table.at(2, LOTS.founded)) == date(2015, 3, 1)
    assert day(table.at(2, LOTS.left_on)) is None
    assert (table.at(2, LOTS.town), table[LOTS.code].tolist()) == ("", list(CODES[:2]))


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", "\u200b", "\ufeff \u2060", "\x07", "\uffff"])
def test_required_cell_that_shows_nothing__error(blank):
    assert codes(numbered(0, name=blank)) == [("cell.required", cell(LOTS, LOTS.name, 2))]


@pytest.mark.parametrize("cells", [["", " "], ["\u3000"], ["\u200b", "", "\n"]])
def test_row_that_shows_nothing_is_no_record__ok(cells):
    table, findings = read(numbered(0), cells)
    assert (len(table), findings) == (1, [])


def test_rows_numbered_in_advance_are_no_records():
    lines = [numbered(0), *([Number(n)] for n in range(2, 30))]
    table, (told,) = read(*lines)
    assert len(table) == 1
    assert (told.code, level(told)) == ("row.numbered", Level.HINT)
    assert "共 28 行" in problem(told)


def test_row_with_more_than_its_number_is_a_record__error():
    assert ("cell.required", cell(LOTS, LOTS.name, 3)) in codes(numbered(0), [Number("2"), "", CODES[1]])


def test_signs_that_no_cell_can_hold_are_left_out():
    table, findings = read(numbered(0, name="示例\x07公司\x01", remark="一\x0b二\n三\ufffe"))
    assert findings == []
    assert (table.at(2, LOTS.name), table.at(2, LOTS.remark)) == ("示例公司", "一 二 三")


def test_repeated_code_names_the_row_above__error():
    _, (told,) = read(numbered(0), numbered(1, code=f" {CODES[0].lower()} "))
    assert (told.code, told.place.cell) == ("cell.repeated", cell(LOTS, LOTS.code, 3))
    assert "第 2 行" in problem(told)


def test_error_and_formula_without_value__error():
    told = codes(numbered(0, name=ErrorValue("#N/A"), status=NoValue("=Z1")))
    assert sorted(told) == [
        ("cell.error-value", cell(LOTS, LOTS.name, 2)),
        ("cell.no-value", cell(LOTS, LOTS.status, 2)),
    ]


def test_formula_of_the_tools_own_may_be_without_value__ok():
    table, findings = read(numbered(0, checked=NoValue("=Z1")))
    assert (findings, day(table.at(2, LOTS.checked))) == ([], None)


def test_wrong_choice_proposes_the_close_one__error():
    _, (told,) = read(numbered(0, status="停业整"))
    assert (told.code, told.proposal, told.value) == ("choice.unknown", "停业整顿", "停业整")
    assert "营业、停业、整改" in remedy(told)


@pytest.mark.parametrize(
    ("content", "code", "proposal"),
    [
        (Number("42064"), "date.serial", "2015-03-01"),
        ("15.3.1", "date.short-year", "2015-03-01"),
        ("15.13.1", "date.impossible", ""),
        ("2015年2月30日", "date.impossible", ""),
        ("不详", "date.unreadable", ""),
    ],
)
def test_date_that_is_none__error(content, code, proposal):
    _, (told,) = read(numbered(0, founded=content))
    assert (told.code, told.place.cell, told.proposal) == (code, cell(LOTS, LOTS.founded, 2), proposal)
    assert proposal in problem(told) + remedy(told)


def test_missing_required_column__error():
    without = [column for column in LOTS if column != LOTS.status]
    line = [content for column, content in zip(LOTS, numbered(0), strict=True) if column != LOTS.status]
    _, (told,) = read(line, titles=[column.title for column in without])
    assert (told.code, told.place.cell, problem(told)) == ("header.missing", "", "缺少“经营状态”一列")


def test_renamed_required_column__error():
    _, (told, *rest) = read(numbered(0), titles=renamed(status="经营状况"))
    assert (told.code, told.place.cell, told.value) == ("header.renamed", cell(LOTS, LOTS.status, 1), "经营状况")
    assert rest == []


def test_renamed_optional_column_is_pointed_out():
    """A term that is not read would let every lapsed licence into the draw."""
    table, (told,) = read(numbered(0, licence_to="2015-12-31"), titles=renamed(licence_to="许可证有效期"))
    found = (told.code, told.place.cell, level(told))
    assert found == ("header.similar", cell(LOTS, LOTS.licence_to, 1), Level.WARNING)
    assert "像是“许可有效期至”" in problem(told)
    assert day(table.at(2, LOTS.licence_to)) is None


def test_column_of_staffs_own_is_kept_and_not_mistaken():
    titles = [*LOTS.titles, "车辆数", "复核人"]
    table, findings = read([*numbered(0), Number("12"), "示例员"], titles=titles)
    assert findings == []
    assert table.extra.to_dict("records") == [{"车辆数": "12", "复核人": "示例员"}]


def test_repeated_column__error():
    (told,) = read([*numbered(0), "另一名称"], titles=[*LOTS.titles, "企业名称"])[1]
    assert (told.code, told.place.row, told.place.column) == ("header.repeated", 1, len(LOTS.titles) + 1)


def test_title_is_matched_however_it_is_typed__ok():
    titles = renamed(name="检查对象\n名称", code="统一社会信用代码／注册号", licence=" 经营许可证号 ")
    assert codes(numbered(0), titles=titles) == []


def test_columns_in_another_order__ok():
    backwards = LOTS.with_columns(LOTS.columns[::-1])
    table, findings = read(numbered(0)[::-1], titles=backwards.titles)
    assert (findings, table.at(2, LOTS.code)) == ([], CODES[0])
    assert table.place(2, LOTS.code).cell == cell(backwards, LOTS.code, 2)
