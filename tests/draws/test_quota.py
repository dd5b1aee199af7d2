"""应抽数 in exact arithmetic, and how it is printed."""

from dataclasses import replace
from fractions import Fraction
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.cases import STRATA, entities, grades, request
from xlcheck.draws.quota.arithmetic import apportion, decimal_text
from xlcheck.draws.quota.quota import quota_arithmetic, quotas
from xlcheck.model import Exclusion, Ratio, RatioKind, XlcheckError
from xlcheck.reading.expressions.ratio import parse_ratio
from xlcheck.reading.expressions.shares import asked_of

SIZES = (1, 2, 3, 7, 19, 20, 21, 99, 100, 101, 333, 420)


def earlier(n, stratum=""):
    return tuple(
        Exclusion(f"X{i}", f"示例已抽{i}", "本年度已抽中 1 次", counted=True, stratum=stratum) for i in range(n)
    )


def quota_of(text, available, already=0, **more):
    ratio = text if isinstance(text, Ratio) else parse_ratio(text)
    [quota] = quotas(request(entities(available), ratio=ratio, excluded=earlier(already), **more))
    return quota


def code_of(*args, **more):
    with pytest.raises(XlcheckError) as error:
        quota_of(*args, **more)
    return error.value.code


@pytest.mark.parametrize("percent", range(1, 101))
def test_every_percentage_is_exact(percent):
    for size in SIZES:
        assert quota_of(f"{percent}%", size).quota == -(-size * percent // 100)
        assert quota_of(f"不低于{percent}%", size).quota == -(-size * percent // 100)
        assert quota_of(f"不超过{percent}%", size).quota == max(1, size * percent // 100) if percent < 100 else size


@pytest.mark.parametrize("words", ["{}%", "不低于{}%", "不超过{}%"])
def test_every_percentage_of_every_size_up_to_ten_thousand_is_exact(words):
    """A million counts by each wording: of the right side of size × percent / 100, and less than one away from it."""
    sizes = np.arange(1, 10_001)
    for percent in range(1, 101):
        ratio = parse_ratio(words.format(percent))
        counts = np.array([asked_of(ratio, size) for size in sizes.tolist()])
        above = 100 * counts - percent * sizes  # in hundredths of a company
        least, most = (-99, 0) if words.startswith("不超过") else (0, 99)
        assert ((least <= above) & (above <= most)).all(), percent


def test_the_table_would_find_binary_floats():
    wrong = [(size, p) for p in range(1, 101) for size in range(1, 1001) if ceil(p / 100 * size) * 100 - p * size > 99]
    assert (100, 7) in wrong
    assert len(wrong) > 100


def test_seven_percent_of_a_hundred_is_seven():
    assert quota_of("7%", 100).quota == 7
    assert ceil(7 / 100 * 100) == 8  # what binary floats would have drawn


@pytest.mark.parametrize(
    ("text", "available", "already", "quota", "arithmetic"),
    [
        ("5%", 420, 0, 21, "420 × 5% = 21.0 → 21 户"),
        ("5%", 37, 0, 2, "37 × 5% = 1.85 → 2 户"),
        ("2.5%", 30, 0, 1, "30 × 2.5% = 0.75 → 1 户"),
        ("不低于5%", 37, 0, 2, "37 × 5% = 1.85 → 2 户"),
        ("不超过5%", 37, 0, 1, "37 × 5% = 1.85 → 1 户（不超过，舍去小数）"),
        ("不超过5%", 10, 0, 1, "10 × 5% = 0.5 → 0 户（不超过，舍去小数），不足最少户数，取 1 户"),
        ("3户", 37, 0, 3, "按户数 3 户"),
        ("3户", 2, 0, 2, "按户数 3 户，可抽 2 户，取 2 户"),
        ("全覆盖", 37, 0, 37, "全覆盖 37 户"),
        ("全覆盖", 30, 7, 30, "全覆盖 37 户（基数含本年度已抽中的 7 户），可抽 30 户，取 30 户"),
        ("50%", 30, 30, 30, "60 × 50% = 30.0 → 30 户（基数含本年度已抽中的 30 户）"),
        ("50%", 20, 40, 20, "60 × 50% = 30.0 → 30 户（基数含本年度已抽中的 40 户），可抽 20 户，取 20 户"),
        ("10%（20户）", 200, 0, 20, "200 × 10% = 20.0 → 20 户"),
        ("5%", 0, 9, 0, "9 × 5% = 0.45 → 1 户（基数含本年度已抽中的 9 户），可抽 0 户，取 0 户"),
        ("5%", 0, 0, 0, "0 × 5% = 0.0 → 0 户"),
    ],
)
def test_quota__ok(text, available, already, quota, arithmetic):
    found = quota_of(text, available, already)
    assert (found.base, found.available, found.quota) == (available + already, available, quota)
    assert found.arithmetic == arithmetic


def test_min_count_of_the_policy_is_kept_within_the_frame():
    assert quota_of("5%", 20, min_count=3).arithmetic == "20 × 5% = 1.0 → 1 户，不足最少户数，取 3 户"
    assert quota_of("5%", 2, min_count=3).quota == 2


def test_share_and_count_that_disagree__error():
    assert code_of("10%（20户）", 150) == "draw.quota-disagrees"


def test_a_plan_row_that_was_not_read__error():
    unread = request()
    with pytest.raises(XlcheckError) as error:
        quotas(replace(unread, plan=replace(unread.plan, ratio=None, window=None)))
    assert error.value.params == {"task": "02号", "parts": "抽查比例、抽查日期"}


def test_each_stratum_has_its_own_share():
    found = quotas(request(grades(A=120, B=11, C=3), ratio=STRATA, excluded=earlier(2, "C")))
    assert [(q.stratum, q.base, q.available, q.quota) for q in found] == [
        ("A", 120, 120, 2),
        ("B", 11, 11, 2),
        ("C", 5, 3, 3),
    ]
    assert found[2].arithmetic == "5 × 50% = 2.5 → 3 户（基数含本年度已抽中的 2 户）"


def test_entities_of_no_named_grade__error():
    with pytest.raises(XlcheckError) as error:
        quotas(request(grades(A=2, D=1) + entities(1), ratio=STRATA))
    assert error.value.code == "draw.strata-unnamed"
    assert error.value.params["names"] == "示例D0、示例货运0有限公司"


def test_a_grade_where_the_plan_has_none__error():
    with pytest.raises(XlcheckError, match=r"draw\.strata-unnamed"):
        quotas(request(grades(A=2)))


def overall(text):
    """An overall number of 抽查比例, and a ratio for each grade beside it."""
    return replace(parse_ratio(text), strata=STRATA.strata, grades=STRATA.text)


def test_an_overall_number_is_dealt_by_largest_remainder():
    found = quotas(request(grades(A=100, B=30, C=4), ratio=overall("4户")), "seed")
    assert [q.quota for q in found] == [1, 2, 1]  # 1 : 3 : 2 of four
    parts = "本级：30 × 10% = 3.0，4 × 3.0 ÷ 6.0 = 2.0 → 2 户"
    assert found[1].arithmetic == f"各级合计：按户数 4 户；{parts}"


@pytest.mark.parametrize(
    ("text", "sizes", "least", "shared", "arithmetic"),
    [
        ("5%", (100, 30, 4), 1, [1, 4, 2], "134 × 5% = 6.7 → 7 户"),
        ("不低于5%", (100, 30, 4), 1, [1, 4, 2], "134 × 5% = 6.7 → 7 户"),
        ("不超过5%", (100, 30, 4), 1, [1, 3, 2], "134 × 5% = 6.7 → 6 户（不超过，舍去小数）"),
        ("1%", (100, 30, 4), 5, [1, 2, 2], "134 × 1% = 1.34 → 2 户，取 5 户"),
        ("5%（7户）", (100, 30, 4), 1, [1, 4, 2], "134 × 5% = 6.7 → 7 户"),
        ("5%", (0, 0, 0), 1, [0, 0, 0], "0 × 5% = 0.0 → 0 户"),
    ],
)
def test_the_overall_number_is_that_of_the_ratio(text, sizes, least, shared, arithmetic):
    found = quotas(request(grades(**dict(zip("ABC", sizes, strict=True))), ratio=overall(text), min_count=least), "s")
    assert [q.quota for q in found] == shared
    assert all(q.arithmetic.startswith(f"各级合计：{arithmetic}；本级：") for q in found)


def test_part_of_a_stratum_counts_who_was_drawn_before_and_is_limited_by_who_is_left():
    found = quotas(request(grades(A=100, B=30, C=1), ratio=overall("4户"), excluded=earlier(3, "C")), "seed")
    assert [(q.base, q.available, q.quota) for q in found] == [(100, 100, 1), (30, 30, 2), (4, 1, 1)]
    found = quotas(request(grades(A=100, B=30), ratio=overall("4户"), excluded=earlier(4, "C")), "seed")
    assert found[2].arithmetic.endswith("→ 1 户（基数含本年度已抽中的 4 户），可抽 0 户，取 0 户")


def test_more_than_a_stratum_has__error():
    with pytest.raises(XlcheckError) as error:
        quotas(request(grades(A=90, B=8, C=2), ratio=overall("50%")))
    assert error.value.code == "draw.total-overfull"
    assert error.value.params == {"ratio": "50%", "total": "50", "grade": "B", "part": "15", "size": "8"}


def test_the_notice_says_what_is_fixed_before_the_seed():
    assert quota_arithmetic(request(entities(37), ratio=parse_ratio("5%"))) == "37 × 5% = 1.85 → 2 户"
    by_grade = quota_arithmetic(request(grades(A=100, B=30, C=4), ratio=STRATA))
    assert by_grade == "A 级 100 × 1% = 1.0 → 1 户；B 级 30 × 10% = 3.0 → 3 户；C 级 4 × 50% = 2.0 → 2 户"
    shared = quota_arithmetic(request(grades(A=100, B=30, C=4), ratio=overall("5%")))
    assert shared.startswith("各级合计：134 × 5% = 6.7 → 7 户；A 级 100 × 1% = 1.0；B 级 30 × 10% = 3.0；")


@given(st.integers(0, 500), st.dictionaries(st.sampled_from("ABCD"), st.fractions(0, 100), min_size=1), st.text())
def test_apportioned_parts_add_up_and_stay_within_one(total, weights, seed):
    dealt = apportion(total, weights, seed)
    whole = sum(weights.values())
    assert sum(dealt.values()) == (total if whole else 0)
    assert all(abs(dealt[name] - total * weight / whole) < 1 for name, weight in weights.items() if whole)


def test_tied_remainders_go_by_ticket_whatever_the_order_of_strata():
    weights = {"A": Fraction(1), "B": Fraction(1)}
    winners = {seed: apportion(1, weights, seed)["A"] for seed in map(str, range(40))}
    assert winners == {s: apportion(1, dict(reversed(weights.items())), s)["A"] for s in winners}
    assert 10 < sum(winners.values()) < 30


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(21), "21.0"), (Fraction(37, 20), "1.85"), (Fraction(1, 8), "0.125"), (Fraction(1, 3), "1/3")],
)
def test_decimal_text__ok(value, text):
    assert decimal_text(value) == text


def test_a_share_of_no_finite_decimal_is_still_exact():
    third = Ratio("三分之一", RatioKind.EXACT, Fraction(1, 3))
    assert quota_of(third, 9).arithmetic == "9 × 100/3% = 3.0 → 3 户"
