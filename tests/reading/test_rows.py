"""Rows that are no records are told apart, and nothing is dropped in silence."""

import pytest

from tests.builders import ENTITY, INSPECTOR, SETTINGS
from xlcheck.model import RawSheet
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.schema.inputs import ENTITIES, INSPECTORS

CODES = ("91140603MA0K00001K", "91140603MA0K00002H", "91140603MA0K00003F")


def company(number, **cells):
    return [
        (ENTITY | {"code": CODES[number], "name": f"示例{number}公司"} | cells).get(key, "") for key in ENTITIES.keys
    ]


def read(*lines, merges=(), table=ENTITIES, header=None):
    rows = [(n, list(cells)) for n, cells in enumerate([header or table.titles, *lines], start=1) if cells]
    sheet = RawSheet.of_rows("名录", tuple(rows), merges=tuple(merges))
    frame, findings = type_table(table, "名录.xlsx", [(sheet, find_header(table, sheet))], SETTINGS)
    return frame, {
        (f.code, dict(f.params).get("rows", f.place.cell)) for f in findings if not f.code.startswith("code.")
    }


@pytest.mark.parametrize("text", ["平鲁区（92所）", "一、道路货物运输企业", "（二）旅客运输", "某某区(共3户)"])
def test_group_row__ok(text):
    frame, found = read([text], company(0), company(1))
    assert list(frame.frame.index) == [3, 4]
    assert found == {("row.groups", "2")}


def test_merged_group_row__ok():
    frame, found = read(["北片"], company(0), merges=[(2, 1, 2, len(ENTITIES.columns))])
    assert list(frame.frame.index) == [3]
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
    frame, found = read(company(0), line)
    assert (len(frame), found) == (1, {(code, "3")})


def test_a_name_alone_is_an_unfinished_record__error():
    frame, found = read(company(0), ["", "示例新公司"])
    assert len(frame) == 2
    assert ("cell.required", "C3") in found


def test_a_company_whose_name_begins_like_a_total_is_a_record():
    frame, _ = read(company(0, name="合计货运有限公司"))
    assert len(frame) == 1


def test_company_over_two_rows_is_one_record():
    code = ENTITIES.keys.index("code") + 1
    business = ENTITIES.keys.index("business")
    second = [""] * len(ENTITIES.columns)
    first = company(0, business="普通货运")
    second[business] = "冷藏运输"
    frame, found = read(first, second, company(1), merges=[(2, code, 3, code), (2, 2, 3, 2)])
    assert list(frame.frame.index) == [2, 4]
    assert frame.frame.at[2, "business"] == "普通货运；冷藏运输"
    assert found == {("row.joined", "2")}


def test_category_merged_over_many_companies_counts_for_each():
    category = ENTITIES.keys.index("category") + 1
    frame, found = read(
        company(0), company(1, category=""), company(2, category=""), merges=[(2, category, 4, category)]
    )
    assert list(frame.frame["category"]) == ["道路货物运输"] * 3
    assert found == set()


def test_two_row_header__ok():
    titles = list(INSPECTORS.titles)
    at = titles.index("执法证号")
    top = ["" if n in (at + 1, at + 2) else t for n, t in enumerate(titles)]
    top[at] = "执法证"
    sub = [""] * len(titles)
    sub[at : at + 3] = ["执法证号", "类型", "有效期至"]
    rows = ((1, ["人员名单"]), (2, top), (3, sub), (4, ["1", "示例员"]))
    sheet = RawSheet.of_rows("表", rows, merges=((2, at + 1, 2, at + 3),))
    header = find_header(INSPECTORS, sheet)
    assert header.row == 3
    assert set(header.columns) == set(INSPECTORS.keys)


def test_several_sheets_are_one_table_and_keep_their_places():
    without = [t for t in ENTITIES.titles if t != "对象类别"]
    cut = ENTITIES.keys.index("category")
    one = RawSheet.of_rows("道路货物运输", ((1, without), (2, company(0)[:cut] + company(0)[cut + 1 :])))
    two = RawSheet.of_rows("货运", ((1, without), (2, company(0)[:cut] + company(0)[cut + 1 :])))
    found = [(sheet, find_header(ENTITIES, sheet)) for sheet in (one, two)]
    frame, findings = type_table(ENTITIES, "名录.xlsx", found, SETTINGS)
    assert list(frame.frame["category"]) == ["道路货物运输"] * 2
    repeated = [f for f in findings if f.code == "cell.repeated"]
    assert [(f.place.sheet, f.place.cell) for f in repeated] == [("货运", "C2")]
    assert dict(repeated[0].params)["first"] == "“道路货物运输”第 2 行"


def test_swapped_columns_are_one_finding():
    lines = [company(n, name=CODES[n], code=f"示例{n}公司") for n in range(3)]
    frame, found = read(*lines)
    assert found == {("header.swapped", "C1")}
    assert len(frame) == 3


def test_swapped_certificates_and_names_are_one_finding():
    rows = [INSPECTOR | {"name": f"SL140603-{n:04d}", "cert": f"示例员{n}"} for n in range(3)]
    lines = [INSPECTORS.titles, *([row.get(key, "") for key in INSPECTORS.keys] for row in rows)]
    sheet = RawSheet.of_rows("执法检查人员名录库", tuple(enumerate(lines, start=1)))
    _, findings = type_table(INSPECTORS, "人员.xlsx", [(sheet, find_header(INSPECTORS, sheet))], SETTINGS)
    assert [f.code for f in findings] == ["header.swapped"]
