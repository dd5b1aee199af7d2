"""What was read of an expression, in plain words; each of these texts is itself read as what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from xlcheck.model import Filter, Ratio, RatioKind, Scope, Window
from xlcheck.reading.expressions.frequency import Frequency

_BOUNDS = {RatioKind.AT_LEAST: "下限", RatioKind.AT_MOST: "上限"}
_PERIODS = {12: "年", 6: "半年", 3: "季度", 1: "月"}
_DIGITS = 24
"""Decimal places that a percentage is written with; Excel keeps fifteen."""
UNUSED = "；未用"
"""Before the words of a scope that decide nothing."""


def ratio_in_words(ratio: Ratio) -> str:
    """Return 下限5%，进位 for 不低于5%, and the like: the number drawn is rounded up, under an upper bound down."""
    if ratio.kind is RatioKind.STRATA:
        return f"{grades_in_words(ratio.strata)}，各级进位"
    if ratio.share is None:
        return f"{ratio.count}户"
    if ratio.kind is RatioKind.ALL:
        return "全覆盖"
    count = f"（{ratio.count}户）" if ratio.count else ""
    rounding = "舍去" if ratio.kind is RatioKind.AT_MOST else "进位"
    return f"{_BOUNDS.get(ratio.kind, '')}{share_in_words(ratio.share)}{count}，{rounding}"


def grades_in_words(strata: Iterable[tuple[str, Fraction]]) -> str:
    """Return A级1%、B级10% for the shares of grades."""
    return "、".join(f"{grade}{'级' if grade.isascii() else ''}{share_in_words(share)}" for grade, share in strata)


def share_in_words(share: Fraction) -> str:
    """Return a share as a percentage with all its digits; one that has no end as a fraction."""
    percent = share * 100
    places = next((n for n in range(_DIGITS) if (percent * 10**n).denominator == 1), None)
    if places is None:
        return f"{share.numerator}/{share.denominator}"
    return f"{Decimal((percent * 10**places).numerator).scaleb(-places):f}%"


def window_in_words(window: Window) -> str:
    """Return 2021-01-04 至 2021-01-15，共12天."""
    return f"{window.start} 至 {window.end}，共{(window.end - window.start).days + 1}天"


def days_in_words(days: Window) -> str:
    """Return a day as 2021-01-04, several as :func:`window_in_words`."""
    return f"{days.start}" if days.start == days.end else window_in_words(days)


def scope_in_words(scope: Scope, unused: Sequence[str] = ()) -> str:
    """Return the category, the cut-off and 在营 as read, then the words that decide nothing."""
    parts = [scope.category, f"{scope.founded_before}前成立" if scope.founded_before else ""]
    said = "；".join(filter(None, [*parts, "在营" if scope.operating else ""]))
    return said + (UNUSED + "".join(f"“{word}”" for word in unused) if unused else "")


def departments_in_words(names: Sequence[str], sizes: Mapping[str, int] | None = None) -> str:
    """Return the departments one by one, each with how many inspectors it has; 无 for none."""
    if sizes is None:
        return "、".join(names) or "无"
    return "；".join(f"{name}（现有{sizes.get(name, 0)}人）" for name in names) or "无"


def filter_in_words(criteria: Filter) -> str:
    """Return the conditions as they may be written: 信用风险等级为C、D；上次抽查日期早于2020-01-01."""
    return "；".join(f"{c.title}{c.relation}{c.day or '、'.join(c.values)}" for c in criteria.conditions)


def frequency_in_words(frequency: Frequency) -> str:
    """Return 每年1次, 每半年不少于1次."""
    months, bound = frequency.months, "不少于" if frequency.at_least else "不超过" if frequency.at_most else ""
    period = _PERIODS.get(months) or (f"{months // 12}年" if months % 12 == 0 else f"{months}个月")
    return f"每{period}{bound}{frequency.times}次"
