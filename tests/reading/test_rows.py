"""Rows that are no records are told apart, and nothing is dropped in silence."""

import pytest

from tests.builders import SETTINGS
from tests.cells import cell
from tests.reading.tables import BOOK, CODES, LOTS, lot
from tests.reading.tables import read as read_all
from xlcheck.model import RawSheet
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table

FIRST = 2
"""The row below the header."""


def position(column):
    """Where a column stands, counted from 1."""
    return 1 + LOTS.columns.index(column)


def read(*lines, merges=()):
    """The table, and what is told: code, and the rows that are no plain records or the cell."""
    table, findings = read_all(*lines, merges=merges)
    return table, {
        (f.code, dict(f.params).get("rows", f.place.cell)) for f in findings if not f.code.startswith("code.")
    }


def rows_of(table):
    return list(table.data.index)


@pytest.mark.parametrize("text", ["平鲁区（92所）", "一、道路货物运输企业", "（二）旅客运输", "某某区(共3户)"])
def test_group_row__ok(text):
    table, found = read([text], lot(0), lot(1))
    assert rows_of(table) == [3, 4]
    assert found == {("row.groups", "2")}


def test_merged_group_row__ok():
    table, found = read(["北片"], lot(0), merges=[(2, 1, 2, len(LOTS.columns))])
    assert rows_of(table) == [3]
    assert found == {("row.groups", "2")}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["合计", "", "", "2"], "row.totals"),
        (["小计：2"], "row.totals"),
        (["注：以营业执照为准"], "row.notes"),
        (["填表人：", "示例员"], "row.notes"),
    ],
)
def test_last_row_that_is_no_record__ok(line, code):
    table, found = read(lot(0), line)
    assert (len(table), found) == (1, {(code, "3")})


def test_a_name_alone_is_an_unfinished_record__error():
    table, found = read(lot(0), ["", "示例新公司"])
    assert len(table) == 2
    assert ("cell.required", cell(LOTS, LOTS.code, 3)) in found


def test_a_company_whose_name_begins_like_a_total_is_a_record():
    table, _ = read(lot(0, name="合计货运有限公司"))
    assert len(table) == 1


def test_company_over_two_rows_is_one_record():
    code, name = position(LOTS.code), position(LOTS.name)
    second = [""] * len(LOTS.columns)
    second[position(LOTS.remark) - 1] = "冷藏运输"
    table, found = read(lot(0, remark="普通货运"), second, lot(1), merges=[(2, code, 3, code), (2, name, 3, name)])
    assert rows_of(table) == [2, 4]
    assert table.at(2, LOTS.remark) == "普通货运；冷藏运输"
    assert found == {("row.joined", "2")}


def test_category_merged_over_many_companies_counts_for_each():
    at = position(LOTS.category)
    table, found = read(lot(0), lot(1, category=""), lot(2, category=""), merges=[(2, at, 4, at)])
    assert list(table[LOTS.category]) == ["道路货物运输"] * 3
    assert found == set()


def test_two_row_header__ok():
    titles = list(LOTS.titles)
    at = titles.index("执法证号")
    top = ["" if n in (at + 1, at + 2) else t for n, t in enumerate(titles)]
    top[at] = "执法证"
    sub = [""] * len(titles)
    sub[at : at + 3] = ["执法证号", "类型", "有效期至"]
    rows = ((1, ["企业名单"]), (2, top), (3, sub), (4, ["1", "示例公司"]))
    sheet = RawSheet.of_rows("表", rows, merges=((2, at + 1, 2, at + 3),))
    header = find_header(LOTS, sheet)
    assert header.row == 3
    assert set(header.columns) == set(LOTS)


def test_several_sheets_are_one_table_and_keep_their_places():
    without = LOTS.with_columns([column for column in LOTS if column != LOTS.category])
    line = [content for column, content in zip(LOTS, lot(0), strict=True) if column != LOTS.category]
    sheets = [RawSheet.of_rows(name, ((1, list(without.titles)), (2, line))) for name in ("道路货物运输", "货运")]
    table, findings = type_table(LOTS, BOOK, [(sheet, find_header(LOTS, sheet)) for sheet in sheets], SETTINGS)
    assert list(table[LOTS.category]) == ["道路货物运输"] * 2
    repeated = [f for f in findings if f.code == "cell.repeated"]
    assert [(f.place.sheet, f.place.cell) for f in repeated] == [("货运", cell(without, LOTS.code, FIRST))]
    assert dict(repeated[0].params)["first"] == "“道路货物运输”第 2 行"


def test_swapped_columns_are_one_finding():
    table, found = read(*(lot(n, name=CODES[n], code=f"示例{n}公司") for n in range(3)))
    assert found == {("header.swapped", cell(LOTS, LOTS.code, 1))}
    assert len(table) == 3


def test_swapped_certificates_and_names_are_one_finding():
    _, findings = read_all(*(lot(n, name=f"SL140603-{n:04d}", cert=f"示例员{n}") for n in range(3)))
    assert [(f.code, f.place.cell) for f in findings] == [("header.swapped", cell(LOTS, LOTS.cert, 1))]
