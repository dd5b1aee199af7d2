"""Ratio, window and scope: every form is read, or asked about; none is guessed."""

from datetime import date
from fractions import Fraction

import pytest

from xlcheck.model import Category, Number, Percent, RatioKind, Trouble
from xlcheck.reading.expressions.ratio import parse_grades, parse_ratio, with_grades
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window

FIVE = Fraction(1, 20)


@pytest.mark.parametrize(
    ("text", "kind", "share"),
    [
        ("50%", RatioKind.EXACT, Fraction(1, 2)),
        ("百分之五", RatioKind.EXACT, FIVE),
        ("不低于百分之5", RatioKind.AT_LEAST, FIVE),
        ("50‰", RatioKind.EXACT, FIVE),
        ("1/4", RatioKind.EXACT, Fraction(1, 4)),
        ("50％", RatioKind.EXACT, Fraction(1, 2)),
        (" 5 % ", RatioKind.EXACT, FIVE),
        ("2.5%", RatioKind.EXACT, Fraction(1, 40)),
        ("不低于5%", RatioKind.AT_LEAST, FIVE),
        ("≥5%", RatioKind.AT_LEAST, FIVE),
        ("5%以上", RatioKind.AT_LEAST, FIVE),
        ("不超过5%", RatioKind.AT_MOST, FIVE),
        ("5%以内", RatioKind.AT_MOST, FIVE),
        ("至少5%", RatioKind.AT_LEAST, FIVE),
        ("至多百分之五", RatioKind.AT_MOST, FIVE),
        ("五成", RatioKind.EXACT, Fraction(1, 2)),
        ("一半以上", RatioKind.AT_LEAST, Fraction(1, 2)),
        ("按照5%的比例抽取", RatioKind.EXACT, FIVE),
        ("抽查5%", RatioKind.EXACT, FIVE),
        ("全覆盖", RatioKind.ALL, Fraction(1)),
        ("100%全覆盖", RatioKind.ALL, Fraction(1)),
        ("100%", RatioKind.ALL, Fraction(1)),
        (Percent("0.05"), RatioKind.EXACT, FIVE),
        (Percent("0.30000000000000004"), RatioKind.EXACT, Fraction(30000000000000004, 10**17)),
    ],
)
def test_ratio__ok(text, kind, share):
    ratio = parse_ratio(text)
    assert (ratio.kind, ratio.share) == (kind, share)


def test_ratio_with_count__ok():
    assert (parse_ratio("3户").kind, parse_ratio("3户").count) == (RatioKind.COUNT, 3)
    assert {parse_ratio(text).count for text in ("至少3户", "3户以上", "不超过3家", "抽取3户")} == {3}
    both = parse_ratio("10%（20户）")
    assert (both.share, both.count) == (Fraction(1, 10), 20)


def test_ratio_by_grades__ok():
    strata = parse_ratio("守信1%、警示10%、失信50%、严重失信80%").strata
    assert strata == (("A", Fraction(1, 100)), ("B", Fraction(1, 10)), ("C", Fraction(1, 2)), ("D", Fraction(4, 5)))
    assert parse_ratio("A级1%，B级5%").strata == (("A", Fraction(1, 100)), ("B", FIVE))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2%-5%", "ratio.range"),
        ("2％～5％", "ratio.range"),
        ("5", "ratio.bare-number"),
        (Number("0.5"), "ratio.bare-number"),
        ("0%", "ratio.out-of-range"),
        ("120%", "ratio.out-of-range"),
        ("0户", "ratio.out-of-range"),
        ("不低于5%且不少于3户", "ratio.two-conditions"),
        ("5%（不少于3户）", "ratio.two-conditions"),
        ("三五户", "ratio.unreadable"),
        ("守信1%、守信2%", "ratio.out-of-range"),
        ("守信1%", "ratio.unreadable"),
    ],
)
def test_ratio__error(text, code):
    assert parse_ratio(text) == Trouble(code)


def test_ratios_of_each_grade__ok():
    assert parse_grades("A级1%、B级10%、C级50%、D级100%")[3] == ("D", Fraction(1))
    assert parse_grades("守信１％；警示：10％") == (("A", Fraction(1, 100)), ("B", Fraction(1, 10)))
    assert parse_grades("") == parse_grades(" — ") == parse_grades("无") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("D级100%", "grades.unreadable"),
        ("A级1%-2%、B级5%", "grades.unreadable"),
        ("5%", "grades.unreadable"),
        ("A级1%、低风险5%", "grades.repeated"),
        ("A级1%、D级120%", "grades.out-of-range"),
    ],
)
def test_ratios_of_each_grade__error(text, code):
    assert parse_grades(text) == Trouble(code)


def test_grades_beside_an_overall_number_and_beside_themselves():
    text = "A级1%、B级10%"
    grades = parse_grades(text)
    both = with_grades(parse_ratio("不低于5%"), grades, text)
    assert (both.text, both.kind, both.share, both.strata, both.grades) == (
        "不低于5%",
        RatioKind.AT_LEAST,
        FIVE,
        grades,
        text,
    )
    same = with_grades(parse_ratio("警示10%、守信1%"), grades, text)
    assert (same.kind, same.grades) == (RatioKind.STRATA, text)
    assert with_grades(parse_ratio("A级1%、B级5%"), grades, text) == Trouble("grades.differ")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021年1月至4月", "2021-01-01", "2021-04-30"),
        ("2021年9月至12月", "2021-09-01", "2021-12-31"),
        ("1-12月", "2021-01-01", "2021-12-31"),
        ("全年", "2021-01-01", "2021-12-31"),
        ("2022年度全年", "2022-01-01", "2022-12-31"),
        ("第三季度", "2021-07-01", "2021-09-30"),
        ("第3季度", "2021-07-01", "2021-09-30"),
        ("2021年一至三季度", "2021-01-01", "2021-09-30"),
        ("一、二季度", "2021-01-01", "2021-06-30"),
        ("第二季度和第三季度", "2021-04-01", "2021-09-30"),
        ("2022年度", "2022-01-01", "2022-12-31"),
        ("本年度", "2021-01-01", "2021-12-31"),
        ("下半年", "2021-07-01", "2021-12-31"),
        ("10月-次年3月", "2021-10-01", "2022-03-31"),
        ("2020.4-2020.12", "2020-04-01", "2020-12-31"),
        ("2021年5月1日至8月31日", "2021-05-01", "2021-08-31"),
        ("2021/1/1—2021/4/30", "2021-01-01", "2021-04-30"),
        ("一月至四月", "2021-01-01", "2021-04-30"),
        ("2021年九月—十二月", "2021-09-01", "2021-12-31"),
        ("2021年3-4月份", "2021-03-01", "2021-04-30"),
        ("2月", "2021-02-01", "2021-02-28"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
    ],
)
def test_window__ok(text, start, end):
    window = parse_window(text, 2021)
    assert (window.start, window.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10月底", "window.vague"),
        ("6月前", "window.vague"),
        ("8月至5月", "window.reversed"),
        ("一、三季度", "window.unreadable"),
        ("三季度至一季度", "window.unreadable"),
        ("", "window.unreadable"),
        ("13月", "window.unreadable"),
        ("2021年2月30日至3月1日", "window.unreadable"),
        ("1月5日至4月", "window.unreadable"),
    ],
)
def test_window__error(text, code):
    assert parse_window(text, 2021) == Trouble(code)


CATEGORIES = (
    Category("道路旅客运输", wordings=("道路旅客运输企业",)),
    Category("道路货物运输", ("货运",)),
    Category("机动车维修", ("维修",), ("维修经营业户",)),
    Category("公路建设", wordings=("公路建设施工企业",)),
)


@pytest.mark.parametrize(
    ("text", "category", "founded", "operating"),
    [
        ("2021年1月前成立的运营的全区道路货物运输企业", "道路货物运输", date(2021, 1, 1), True),
        ("2021年9月前成立运营的全区维修经营业户", "机动车维修", date(2021, 9, 1), True),
        ("2021年前成立的全区货运企业", "道路货物运输", date(2021, 1, 1), False),
        ("2020年6月15日以前设立的道路旅客运输企业", "道路旅客运输", date(2020, 6, 15), False),
        ("全区管辖范围内公路建设施工企业", "公路建设", None, False),
        ("货运", "道路货物运输", None, False),
        ("2021年1月1日前注册成立并正常经营的全区货运企业", "道路货物运输", date(2021, 1, 1), True),
    ],
)
def test_scope__ok(text, category, founded, operating):
    scope = parse_scope(text, CATEGORIES)
    assert (scope.category, scope.founded_before, scope.operating) == (category, founded, operating)


@pytest.mark.parametrize("text", ["2021年13月前成立的道路货物运输企业", "2021年2月30日前成立的货运企业"])
def test_scope_before_a_day_that_is_none__error(text):
    assert parse_scope(text, CATEGORIES) == Trouble("scope.bad-date")


@pytest.mark.parametrize("text", ["水路运输企业", "2021年1月前成立的运营的全区"])
def test_scope_of_no_category_names_those_that_are_set(text):
    names = "、".join(category.name for category in CATEGORIES)
    assert parse_scope(text, CATEGORIES) == Trouble("scope.unknown-category", (("names", names),))
