"""What 0.1.0 read in a text stays what it read, however texts are read now."""

from datetime import date
from fractions import Fraction

import pytest

from xlcheck.draws.formats.one.ratio_text import ratio_said
from xlcheck.draws.formats.one.window_text import window_said
from xlcheck.model import RatioKind, Trouble
from xlcheck.reading.expressions.window import parse_window


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年1月至4月", date(2021, 1, 1), date(2021, 4, 30)),
        ("2021年1月4日至15日", date(2021, 1, 4), date(2021, 1, 5)),
        ("2021年一至三季度", date(2021, 1, 1), date(2021, 9, 30)),
        ("2020.4-2020.12", date(2020, 4, 1), date(2020, 12, 31)),
        ("10月-次年3月", date(2021, 10, 1), date(2022, 3, 31)),
        ("2月", date(2021, 2, 1), date(2021, 2, 28)),
        ("2021年度", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_window_that_the_first_version_read__ok(text, first, last):
    window = window_said(text, 2021)
    assert (window.start, window.end) == (first, last)


def test_window_of_a_page_without_rules_is_not_read_anew():
    assert parse_window("2021年1月4日至15日", 2021).end == date(2021, 1, 15)
    assert window_said("2021年1月4日至15日", 2021).end == date(2021, 1, 5)


@pytest.mark.parametrize(
    ("text", "kind", "share", "count"),
    [
        ("1 5%", RatioKind.EXACT, Fraction(3, 20), None),
        ("不低于百分之5", RatioKind.AT_LEAST, Fraction(1, 20), None),
        ("1/4", RatioKind.EXACT, Fraction(1, 4), None),
        ("至多3户", RatioKind.COUNT, None, 3),
        ("10%（20户）", RatioKind.EXACT, Fraction(1, 10), 20),
        ("100%", RatioKind.ALL, Fraction(1), None),
        ("守信1%、警示10%", RatioKind.STRATA, None, None),
    ],
)
def test_ratio_that_the_first_version_read__ok(text, kind, share, count):
    ratio = ratio_said(text)
    assert (ratio.kind, ratio.share, ratio.count) == (kind, share, count)


@pytest.mark.parametrize(
    ("read", "text"), [(ratio_said, "120%"), (ratio_said, "适当"), (lambda t: window_said(t, 2021), "8月至5月")]
)
def test_text_that_the_first_version_did_not_read__error(read, text):
    assert isinstance(read(text), Trouble)
