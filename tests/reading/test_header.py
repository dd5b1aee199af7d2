"""Headers are found by title, in any order, below any number of title rows."""

from xlcheck.model import RawSheet
from xlcheck.reading.header import find_header
from xlcheck.schema.inputs import ENTITIES, PLAN


def rows(*lines):
    return RawSheet.of_rows("表", tuple((number, list(cells)) for number, cells in enumerate(lines, start=1)))


def test_header_below_titles_and_in_another_order__ok():
    titles = list(reversed(PLAN.as_offered.titles))
    header = find_header(PLAN, rows(["某年度计划"], ["（报批稿）"], titles))
    assert header.row == 3
    assert header.columns == {key: 9 - n for n, key in enumerate(PLAN.as_offered.keys)}
    assert (header.missing, header.repeated, header.unknown) == ((), (), ())


def test_header_with_aliases_line_breaks_and_full_width__ok():
    header = find_header(PLAN, rows(["抽查 计划\n编号", "抽查比列", "抽查时间", "自己的列"]))
    assert header.columns == {"plan_no": 1, "ratio": 2, "window": 3}
    assert header.unknown == (("自己的列", 4),)


def test_renamed_column__error():
    titles = ["信用代码" if t == "统一社会信用代码" else t for t in ENTITIES.titles]
    assert find_header(ENTITIES, rows(titles)).missing == (("统一社会信用代码", "信用代码"),)


def test_repeated_column__error():
    header = find_header(PLAN, rows([*PLAN.as_offered.titles, "抽查比例"]))
    assert header.repeated == (("抽查比例", 10),)


def test_no_header__error():
    assert find_header(PLAN, rows(["通知"], ["各科室："])) is None
    assert find_header(PLAN, rows()) is None
