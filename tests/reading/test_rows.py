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


def full(**cells):
    """The cells of a row that begins with a text in 序号, and has texts in other columns, the key among them."""
    return [cells.get(key, "") for key in LOTS.keys]


FEET = {
    "total with a number": (["合计", "2"], "row.totals"),
    "total in the key": (full(no="合计", code="2"), "row.totals"),
    "total of many columns": (full(no="合 计", name="92户", code="92", founded="3", status="—"), "row.totals"),
    "running total": (full(no="累计：", name="共92家", code="92", licence="12.5%"), "row.totals"),
    "total of a page": (full(name="本页小计", code="20"), "row.totals"),
    "page": (["第 1 页 共 20 页"], "row.notes"),
    "page in brackets": (["（共 20 页，第 20 页）"], "row.notes"),
    "page in English": (["Page 1 of 20"], "row.notes"),
    "page of pages": (["1/20"], "row.notes"),
    "nothing below": (full(name="以下空白"), "row.notes"),
    "end": (["—— 完 ——"], "row.notes"),
    "end in brackets": (["（以下无正文）"], "row.notes"),
    "that is all": (["*以上为全部名录"], "row.notes"),
    "who had it made": (["监制：示例市局"], "row.notes"),
    "note without a colon": (full(no="注", name="数据截至2021年3月"), "row.notes"),
    "page in the middle": (full(code="第1页，共20页"), "row.notes"),
    "page in two cells": (full(name="第 1 页", code="共 20 页"), "row.notes"),
    "page with bars": (["- 12 -"], "row.notes"),
    "who made it": (["制表：示例员    审核：示例长"], "row.notes"),
    "who made it, in the key": (full(no="制表：示例员", code="审核：示例长", status="2021年1月5日"), "row.notes"),
    "who made it, names beside": (full(no="制表：", name="示例员", code="审核：", founded="示例长"), "row.notes"),
    "seal": (["单位（盖章）：示例区交通运输局"], "row.notes"),
    "seal without a colon": (full(name="单位（公章）", code="2021年1月5日"), "row.notes"),
    "seal and day": (full(name="填报单位（盖章）：示例局", code="填报日期：2021年1月5日"), "row.notes"),
    "who filled it": (full(no="填报人：示例员", code="联系电话：0349-0000000"), "row.notes"),
    "day": (["填报日期：2021年1月5日"], "row.notes"),
    "day alone": (["2021年1月5日"], "row.notes"),
    "note": (["注：1.以营业执照为准；2.按类别填写"], "row.notes"),
    "note of two cells": (full(no="备注：", name="以营业执照为准", code="不得空缺"), "row.notes"),
    "who signs": (full(no="经办人（签字）", code="负责人（签字）"), "row.notes"),
    "total in English": (full(no="Total", code="92"), "row.totals"),
    "words in 序号": (["本表一式两份"], "row.notes"),
    "a number in words": (["共92条记录"], "row.notes"),
    "who heads the unit": (full(no="单位负责人：示例长", code="分管领导：示例副"), "row.notes"),
}


@pytest.mark.parametrize("name", FEET)
def test_foot_of_a_list_is_a_hint_and_no_error(name):
    line, code = FEET[name]
    table, found = read(lot(0), lot(1), lot(2), line)
    assert (len(table), found) == (3, {(code, "5")})


@pytest.mark.parametrize("name", ["total of many columns", "who made it, in the key", "page"])
def test_foot_of_a_page_in_the_middle_of_a_list_is_one_too(name):
    line, code = FEET[name]
    later = [lot(1, code=f"91140603MA0K{n:05}0", name=f"示例{n}货运", no=str(n)) for n in range(20)]
    table, found = read(lot(0, no="1"), *later[:10], line, *later[10:])
    assert (len(table), (code, "13") in found) == (21, True)


HINTS = {
    "example": full(no="示例", name="某某货运有限公司", code=CODES[2], category="道路货物运输", status="营业"),
    "example in words": full(no="填写示例：", name="某某货运有限公司", code=CODES[2]),
    "example in brackets": full(no="（例）", name="某某货运有限公司", code=CODES[2], founded="2015-03-01"),
    "must or may": full(no="选填", name="必填", code="必填", category="必填", founded="必填项", remark="可不填"),
    "stars": full(name="*必填*", code="[必填]", category="（必填）", phone="选填"),
    "formats": full(no="数字", name="文本", code="18位", founded="日期格式", licence_to="yyyy-mm-dd"),
    "explained": full(
        no="填写说明", name="与营业执照一致", code="请按执照录入", founded="格式：2021-01-05", status="下拉选择"
    ),
    "to be chosen": full(name="请填写全称", code="18位代码", category="从下拉列表中选择", status="请选择"),
}


@pytest.mark.parametrize("name", HINTS)
def test_hint_below_the_header_is_no_record(name):
    table, found = read(HINTS[name], lot(0), lot(1))
    assert (rows_of(table), found) == ([3, 4], {("row.hints", "2")})


def test_two_hints_below_the_header():
    table, found = read(HINTS["must or may"], HINTS["example"], lot(0))
    assert (rows_of(table), found) == ([4], {("row.hints", "2、3")})


def test_header_that_is_repeated_on_each_page_is_no_record():
    later = [lot(1, code=f"91140603MA0K{n:05}0", name=f"示例{n}货运", no=str(n)) for n in range(20)]
    table, found = read(*later[:10], list(LOTS.titles), *later[10:])
    assert (len(table), ("row.hints", "12") in found) == (20, True)


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "示例1"},
        {"name": "合计货运有限公司", "no": "1"},
        {"name": "注册会计货运行", "no": "一"},
        {"name": "制表机货运有限公司", "no": "A-1"},
        {"name": "单位后勤车队", "remark": "必填"},
        {"name": "第1页印务货运部"},
        {"name": "日期货运部", "remark": "选填", "town": "示例"},
    ],
    ids=lambda cells: cells["name"],
)
def test_record_with_such_words_is_a_record(cells):
    table, found = read(lot(0, **cells))
    assert len(table) == 1
    assert not {code for code, _ in found if code.startswith("row.")}


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
