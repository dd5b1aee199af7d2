"""Years and offices in a text, however they are written."""

import pytest

from tests.builders import SETTINGS
from xlcheck.reading.bureaus import foreign_bureau, is_own, other_office, places_of
from xlcheck.reading.years import with_year, years_in


@pytest.mark.parametrize(
    "text",
    [
        "2022年抽查",
        "2022 年抽查",
        "２０２２年度抽查",
        "二〇二二年抽查",
        "二○二二年抽查",
        "2O22年抽查",
        "2022\u200b年抽查",
        "20l2年抽查",
    ],
)
def test_year_in_whatever_signs__ok(text):
    (year,) = years_in(text)
    assert year in (2022, 2012)
    assert with_year(text, 2021).startswith("2021年")


@pytest.mark.parametrize("text", ["抽查三年行动", "第2021号", "十二年", "12021年"])
def test_signs_that_are_no_year__ok(text):
    assert years_in(text) == []
    assert with_year(text, 2021) == text


def test_year_that_is_right_is_left_as_it_is():
    assert with_year("2021 年与2020年", 2021) == "2021 年与2021年"


@pytest.mark.parametrize(
    "text",
    [
        "2021年示例市示例区交通运输局抽查方案",
        "2021年示例区交通运输局抽查方案",
        "2021年区交通运输局抽查方案",
        "2021年交通运输局抽查方案",
        "2021年我局抽查方案",
        "2021年度区局抽查方案",
        "示例区交通运输局2021年抽查方案",
        "关于示例区交通运输局2021年抽查方案",
        "2021年货运中心抽查方案",
        "2021年抽查方案",
    ],
)
def test_own_bureau_in_whatever_form__ok(text):
    assert foreign_bureau(text, SETTINGS) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("献县交通运输局2021年抽查方案", "献县交通运输局"),
        ("2021年献县交通运输局抽查方案", "献县交通运输局"),
        ("2021年应急管理局抽查方案", "应急管理局"),
        ("2021年献县货运中心抽查方案", "献县货运中心"),
    ],
)
def test_another_bureau__error(text, found):
    start, end = foreign_bureau(text, SETTINGS)
    assert text[start:end] == found


def test_places_of_the_bureau():
    assert places_of(SETTINGS) == ("示例市示例区", "示例市示例", "示例区", "示例市", "示例")


@pytest.mark.parametrize("employer", ["示例区应急管理局", "示例区公安局交警大队", "市场监管局", "示例区卫健委"])
def test_other_office__ok(employer):
    assert other_office(employer, SETTINGS)


@pytest.mark.parametrize(
    "employer", ["示例区交通运输局", "示例区道路运输管理局", "综合行政执法队", "运管所", "示例区公路局", ""]
)
def test_office_that_may_be_below_the_bureau__ok(employer):
    assert not other_office(employer, SETTINGS)


def test_name_that_is_the_end_of_another_is_not_the_bureau():
    assert not is_own("献县交通运输局", SETTINGS)
