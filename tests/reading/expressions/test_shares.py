"""Shares as people read them."""

from fractions import Fraction

import pytest

from xlcheck.reading.expressions.shares import percent


@pytest.mark.parametrize(
    ("share", "text"),
    [(None, "—"), (Fraction(0), "0.0%"), (Fraction(1, 3), "33.3%"), (Fraction(2, 3), "66.7%"), (Fraction(1), "100.0%")],
)
def test_percent(share, text):
    assert percent(share) == text
