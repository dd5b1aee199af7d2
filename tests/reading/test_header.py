"""Headers are found by title, in any order, below any number of title rows."""

import pytest

from tests.reading.tables import LOTS
from xlcheck.model import RawSheet
from xlcheck.reading.header import find_header, header_candidates
from xlcheck.schema.inputs import ENTITIES, PLAN


def rows(*lines):
    return RawSheet.of_rows("表", tuple((number, list(cells)) for number, cells in enumerate(lines, start=1)))


def backwards(table):
    """Where each column stands once the titles are turned round."""
    return {column: len(table.columns) - n for n, column in enumerate(table)}


def test_header_below_titles_and_in_another_order__ok():
    header = find_header(LOTS, rows(["某年度名录"], ["（报批稿）"], reversed(LOTS.titles)))
    assert header.row == 3
    assert header.columns == backwards(LOTS)
    assert (header.missing, header.repeated, header.unknown) == ((), (), ())


def test_header_with_aliases_line_breaks_and_full_width__ok():
    header = find_header(LOTS, rows(["经营 许可\n证号", "抽查比列", "统一社会信用代码／注册号", "自己的列"]))
    assert header.columns == {LOTS.licence: 1, LOTS.share: 2, LOTS.code: 3}
    assert header.unknown == (("自己的列", 4),)


def test_renamed_column__error():
    titles = ["信用代码" if t == "统一社会信用代码" else t for t in LOTS.titles]
    assert find_header(LOTS, rows(titles)).missing == (("统一社会信用代码", "信用代码"),)


def test_repeated_column__error():
    header = find_header(LOTS, rows([*LOTS.titles, "抽查比例"]))
    assert header.repeated == (("抽查比例", len(LOTS.titles) + 1),)


@pytest.mark.parametrize("titles", [("统一社会信用代码", "注册号"), ("注册号", "统一社会信用代码")])
def test_old_number_in_a_column_of_its_own_is_no_second_code(titles):
    header = find_header(ENTITIES, RawSheet.of_rows("名录", [(1, ("检查对象名称", *titles, "经营状态"))]))
    assert header.columns[ENTITIES.code] == 2 + titles.index("统一社会信用代码")
    assert (header.repeated, header.unknown) == ((), (("注册号", 2 + titles.index("注册号")),))


def test_two_other_titles_of_one_column__error():
    sheet = RawSheet.of_rows("名录", [(1, ("企业名称", "单位名称", "统一社会信用代码"))])
    assert find_header(ENTITIES, sheet).repeated == (("检查对象名称", 2),)


def test_no_header__error():
    assert find_header(LOTS, rows(["通知"], ["各科室："])) is None
    assert find_header(LOTS, rows()) is None


def test_plan_needs_no_column_but_those_of_the_document__ok():
    header = find_header(PLAN, rows(["某年度计划"], ["（报批稿）"], reversed(PLAN.as_offered.titles)))
    assert header.row == 3
    assert header.columns == backwards(PLAN.as_offered)
    assert (header.missing, header.repeated, header.unknown) == ((), (), ())


def test_plan_with_the_words_of_the_document__ok():
    header = find_header(PLAN, rows(["抽查 计划\n编号", "抽查比列", "抽查时间", "自己的列"]))
    assert header.columns == {PLAN.plan_no: 1, PLAN.ratio: 2, PLAN.window: 3}
    assert header.unknown == (("自己的列", 4),)


@pytest.mark.parametrize("across", [True, False])
def test_heading_right_above_the_titles_is_no_part_of_them__ok(across):
    """Neither one that is merged over all columns nor one that stands in the corner."""
    titles = ["编号", "名称", "范围"]
    merges = ((1, 1, 1, 3),) if across else ()
    sheet = RawSheet.of_rows("表", ((1, ["某局某年度抽查工作计划"]), (2, titles)), merges)
    assert [row for row, _ in header_candidates(sheet)] == [1, 2]


def test_group_over_some_of_the_titles_is_read_with_them__ok():
    sheet = RawSheet.of_rows("表", ((1, ["", "抽查"]), (2, ["编号", "比例", "日期"])), ((1, 2, 1, 3),))
    *_, (row, titles) = header_candidates(sheet)
    assert (row, [forms[-1] for forms in titles]) == (2, ["编号", "抽查比例", "抽查日期"])
