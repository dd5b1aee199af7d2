"""From a sheet's cells to a typed frame: what a clerk leaves in it is kept, or said."""

from datetime import date, datetime

import pytest

from tests.builders import ENTITY, SETTINGS, plan_cells
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.model import ErrorValue, NoValue, Number, Percent, RatioKind, RawSheet
from xlcheck.reading.header import find_header
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.reading import type_table
from xlcheck.reading.tables import day
from xlcheck.schema.inputs import ENTITIES, PLAN

CODES = ("91140603MA0K00001K", "91140603MA0K00002H", "91140603MA0K00003F")


def company(number=0, **cells):
    made = ENTITY | {"code": CODES[number], "name": f"示例{number}公司", "no": Number(number + 1)} | cells
    return [made.get(key, "") for key in ENTITIES.keys]


def read(*lines, titles=None, table=ENTITIES):
    """The frame and the findings but those of invented codes; the header stands in row 1."""
    sheet = RawSheet.of_rows(table.sheet, tuple(enumerate([list(titles or table.titles), *lines], start=1)))
    frame, findings = type_table(table, "名录.xlsx", [(sheet, find_header(table, sheet))], SETTINGS)
    return frame, [f for f in findings if not f.code.startswith(("code.check", "code.org"))]


def codes(*lines, **more):
    return [(f.code, f.place.cell) for f in read(*lines, **more)[1]]


def renamed(**titles):
    """The titles of the registry with some changed, by key."""
    return [titles.get(c.key, c.title) for c in ENTITIES.columns]


def test_registry__ok():
    table, findings = read(company(0), company(1))
    assert findings == []
    assert table.frame.index.tolist() == [2, 3]
    assert table.frame["no"].tolist() == [1, 2]
    assert day(table.frame.at[2, "founded"]) == date(2015, 3, 1)
    assert day(table.frame.at[2, "licensed_on"]) is None
    assert (table.frame.at[2, "town"], table.frame["code"].tolist()) == ("", list(CODES[:2]))


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", "\u200b", "\ufeff \u2060", "\x07", "\uffff"])
def test_required_cell_that_shows_nothing__error(blank):
    assert codes(company(0, name=blank)) == [("cell.required", "B2")]


@pytest.mark.parametrize("cells", [["", " "], ["\u3000"], ["\u200b", "", "\n"]])
def test_row_that_shows_nothing_is_no_record__ok(cells):
    table, findings = read(company(0), cells)
    assert (len(table), findings) == (1, [])


def test_rows_numbered_in_advance_are_no_records():
    lines = [company(0), *([Number(n)] for n in range(2, 30))]
    table, (told,) = read(*lines)
    assert len(table) == 1
    assert (told.code, level(told)) == ("row.numbered", Level.HINT)
    assert "共 28 行" in problem(told)


def test_row_with_more_than_its_number_is_a_record__error():
    assert ("cell.required", "B3") in codes(company(0), [Number("2"), "", CODES[1]])


def test_signs_that_no_cell_can_hold_are_left_out():
    table, findings = read(company(0, name="示例\x07公司\x01", remark="一\x0b二\n三\ufffe"))
    assert findings == []
    assert (table.frame.at[2, "name"], table.frame.at[2, "remark"]) == ("示例公司", "一 二 三")


def test_repeated_code_names_the_row_above__error():
    _, (told,) = read(company(0), company(1, code=f" {CODES[0].lower()} "))
    assert (told.code, told.place.cell) == ("cell.repeated", "C3")
    assert "第 2 行" in problem(told)


def test_error_and_formula_without_value__error():
    told = codes(company(0, name=ErrorValue("#N/A"), status=NoValue("=Z1")))
    assert sorted(told) == [("cell.error-value", "B2"), ("cell.no-value", "O2")]


def test_wrong_choice_proposes_the_close_one__error():
    _, (told,) = read(company(0, status="停业整"))
    assert (told.code, told.proposal, told.value) == ("choice.unknown", "停业整顿", "停业整")
    assert "营业、停业、整改" in remedy(told)


@pytest.mark.parametrize(
    ("cell", "code", "proposal"),
    [
        (Number("42064"), "date.serial", "2015-03-01"),
        ("15.3.1", "date.short-year", "2015-03-01"),
        ("15.13.1", "date.impossible", ""),
        ("2015年2月30日", "date.impossible", ""),
        ("不详", "date.unreadable", ""),
    ],
)
def test_date_that_is_none__error(cell, code, proposal):
    _, (told,) = read(company(0, founded=cell))
    assert (told.code, told.place.cell, told.proposal) == (code, "H2", proposal)
    assert proposal in problem(told) + remedy(told)


def test_missing_required_column__error():
    titles = [t for t in ENTITIES.titles if t != "经营状态"]
    line = [c for c, key in zip(company(0), ENTITIES.keys, strict=True) if key != "status"]
    _, (told,) = read(line, titles=titles)
    assert (told.code, told.place.cell, problem(told)) == ("header.missing", "", "缺少“经营状态”一列")


def test_renamed_required_column__error():
    _, (told, *rest) = read(company(0), titles=renamed(status="经营状况"))
    assert (told.code, told.place.cell, told.value) == ("header.renamed", "O1", "经营状况")
    assert rest == []


def test_renamed_optional_column_is_pointed_out():
    """A term that is not read would let every lapsed licence into the draw."""
    table, (told,) = read(company(0, licence_to="2015-12-31"), titles=renamed(licence_to="许可证有效期"))
    assert (told.code, told.place.cell, level(told)) == ("header.similar", "G1", Level.WARNING)
    assert "像是“许可有效期至”" in problem(told)
    assert day(table.frame.at[2, "licence_to"]) is None


def test_column_of_staffs_own_is_kept_and_not_mistaken():
    titles = [*ENTITIES.titles, "车辆数", "复核人"]
    table, findings = read([*company(0), Number("12"), "示例员"], titles=titles)
    assert findings == []
    assert table.extra.to_dict("records") == [{"车辆数": "12", "复核人": "示例员"}]


def test_repeated_column__error():
    assert codes([*company(0), "另一名称"], titles=[*ENTITIES.titles, "企业名称"]) == [("header.repeated", "S1")]


def test_title_is_matched_however_it_is_typed__ok():
    titles = renamed(name="检查对象\n名称", code="统一社会信用代码／注册号", licence=" 经营许可证号 ")
    assert codes(company(0), titles=titles) == []


def test_columns_in_another_order__ok():
    order = ENTITIES.titles[::-1]
    table, findings = read(company(0)[::-1], titles=order)
    assert (findings, table.frame.at[2, "code"]) == ([], CODES[0])
    assert table.place(2, "code").cell == "P2"


def plan_of(**cells):
    """The one plan row with a cell as Excel holds it, and what its expressions gave."""
    made = plan_cells(1) | cells
    plan, findings = read([made[key] for key in PLAN.as_offered.keys], table=PLAN)
    assert findings == []
    (row,), told = plan_rows(plan, SETTINGS)
    return row, [(f.code, f.place.cell) for f in told]


@pytest.mark.parametrize("cell", [Percent("0.5"), "50%", "５０％"])
def test_ratio_in_its_forms__ok(cell):
    row, told = plan_of(ratio=cell)
    assert (told, row.ratio.kind, str(row.ratio.share)) == ([], RatioKind.EXACT, "1/2")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (datetime(2021, 1, 2), "ratio.unreadable"),  # 1/2 typed into Excel
        (True, "ratio.unreadable"),
        (Number("0.5"), "ratio.bare-number"),
        (Percent("1.5"), "ratio.out-of-range"),
    ],
)
def test_ratio_that_excel_took_for_something_else__error(cell, code):
    assert plan_of(ratio=cell)[1] == [(code, "F2")]


@pytest.mark.parametrize("cell", [datetime(2021, 1, 1), Number("1"), True])
def test_window_that_excel_took_for_something_else__error(cell):
    assert plan_of(window=cell)[1] == [("window.unreadable", "I2")]


@pytest.mark.parametrize("cell", [datetime(2021, 1, 1), Number("1")])
def test_scope_that_excel_took_for_something_else__error(cell):
    assert plan_of(scope=cell)[1] == [("scope.unknown-category", "H2")]
