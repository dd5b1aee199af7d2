"""抽查比例 and 信用风险分类监管要求: every form that plans really use, read exactly or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from xlcheck.model import Number, Percent, Ratio, RatioKind, Trouble
from xlcheck.reading.dates import number_in_digits
from xlcheck.reading.folding import fold_expression
from xlcheck.schema.vocabularies import GRADE_WORDS

_PERCENT = r"(\d+(?:\.\d+)?)%"
_COUNT = r"(\d+)[户家个]"
_LEAST, _MOST = "(?:不低于|不少于|不小于|-少|≥|>=)", "(?:不超过|不高于|不多于|-多|≤|<=)"
"""What stands before a bound; 至 is folded to a dash."""
_TWO = rf".*{_PERCENT}.*(?:且|并|,|、|或|\().*{_COUNT}.*|.*{_COUNT}.*(?:且|并|,|、|或).*{_PERCENT}.*"
_NOTHING = frozenset({"", "无", "-", "/"})
_WHOLE = frozenset({"全覆盖", "100%全覆盖", "全覆盖检查", "全覆盖抽查", "全部", "全部检查", "全部抽查"})
_TALK = re.compile(r"^(?:按照?|抽取|抽查)(?=[\d百不≥≤-])|(?<=[%户家])的?(?:比例)?(?:抽取|抽查)?$")
"""Words around a ratio that say no more than that it is one."""
_HUNDREDTHS = re.compile(r"百分之(\d+(?:\.\d+)?|[一二三四五六七八九十]{1,3})")
_TENTHS = re.compile(r"([1-9一二三四五六七八九])成")
_THOUSANDTHS = re.compile(r"(\d+(?:\.\d+)?)‰")
_FRACTION = re.compile(r"(\d{1,3})/([1-9]\d{0,2})")
_GRADED = re.compile(rf"[^\d%]+{_PERCENT}")
_STRATUM = re.compile(rf"([A-D]|低|一般|较高|高|守信|警示|失信|严重失信)(?:级|类|风险|企业|等级)*:?{_PERCENT}")

Strata = tuple[tuple[str, Fraction], ...]
"""(grade, share) pairs."""

_Read = Callable[[str, re.Match[str]], Ratio | Trouble]
"""Reads a cell whose folded text fits a form."""


def parse_ratio(cell: str) -> Ratio | Trouble:
    """Return a :class:`Ratio`, or the :class:`Trouble` that says why it could not be read.

    A numeric cell is read only where it is shown as a percentage: a bare ``5`` may mean
    5 % or five entities, and is asked about.
    """
    if isinstance(cell, Percent):
        return _share(percent_of_cell(cell), Fraction(Decimal(cell)), RatioKind.EXACT)
    if isinstance(cell, Number):
        return Trouble("ratio.bare-number")
    text = _TALK.sub("", _with_percent_sign(fold_expression(cell)))
    if text in _WHOLE:
        return Ratio(cell, RatioKind.ALL, Fraction(1))
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(text):
            return read(cell, match)
    return _strata(cell, text)


def _with_percent_sign(text: str) -> str:
    """Write 百分之五, 五成, 一半, 5‰ and 1/4 as percentages."""
    text = _TENTHS.sub(lambda match: f"{number_in_digits(match[1])}0%", text)
    text = re.sub("^(?:一半|半数)", "50%", text)
    text = _HUNDREDTHS.sub(lambda match: f"{number_in_digits(match[1])}%", text)
    text = _THOUSANDTHS.sub(lambda match: f"{Decimal(match[1]) / 10}%", text)
    if (match := _FRACTION.fullmatch(text)) and 100 * int(match[1]) % int(match[2]) == 0:
        return f"{100 * int(match[1]) // int(match[2])}%"
    return text


def _percent(kind: RatioKind) -> _Read:
    return lambda cell, match: _share(cell, _fraction(match[1]), kind)


def _count(cell: str, match: re.Match[str]) -> Ratio | Trouble:
    """Read a number of entities: where at least or at most so many are wanted, just so many are drawn."""
    return Ratio(cell, RatioKind.COUNT, count=int(match[1])) if int(match[1]) else Trouble("ratio.out-of-range")


def _both(cell: str, match: re.Match[str]) -> Ratio | Trouble:
    """Read a share with the number of entities that it comes to."""
    ratio = _share(cell, _fraction(match[1]), RatioKind.EXACT)
    return ratio if isinstance(ratio, Trouble) else Ratio(cell, ratio.kind, ratio.share, int(match[2]))


def _doubtful(code: str) -> _Read:
    """Refuse a form that has two readings: it is asked about."""
    return lambda _cell, _match: Trouble(code)


_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (_PERCENT, _percent(RatioKind.EXACT)),
        (_LEAST + _PERCENT, _percent(RatioKind.AT_LEAST)),
        (rf"{_PERCENT}(?:及以上|以上)", _percent(RatioKind.AT_LEAST)),
        (_MOST + _PERCENT, _percent(RatioKind.AT_MOST)),
        (rf"{_PERCENT}(?:及以下|以下|以内)", _percent(RatioKind.AT_MOST)),
        (_COUNT, _count),
        (_LEAST + _COUNT, _count),
        (_COUNT + "(?:及以上|以上)", _count),
        (_MOST + _COUNT, _count),
        (_COUNT + "(?:及以下|以下|以内)", _count),
        (rf"{_PERCENT}\({_COUNT}\)", _both),
        (r"\d+(?:\.\d+)?%?-\d+(?:\.\d+)?%", _doubtful("ratio.range")),
        (_TWO, _doubtful("ratio.two-conditions")),
        (r"\d+(?:\.\d+)?", _doubtful("ratio.bare-number")),
    )
)
"""The forms of one ratio, the first that fits counts."""


def _strata(cell: str, text: str) -> Ratio | Trouble:
    pairs = _pairs(text)
    if isinstance(pairs, Trouble):
        unread = pairs.code in ("grades.unreadable", "grades.unknown")
        return Trouble("ratio.unreadable" if unread else "ratio.out-of-range")
    return Ratio(cell, RatioKind.STRATA, strata=pairs)


def parse_grades(cell: str) -> Strata | Trouble:
    """Return the ratio of each grade that 信用风险分类监管要求 names, or a :class:`Trouble`; blank names none."""
    text = _with_percent_sign(fold_expression(cell))
    return () if text in _NOTHING else _pairs(text)


def with_grades(ratio: Ratio, grades: Strata, text: str) -> Ratio | Trouble:
    """Add to 抽查比例 what 信用风险分类监管要求 (``text``) says of each grade; a trouble where the two disagree."""
    if not grades:
        return ratio
    if not ratio.strata:
        return replace(ratio, strata=grades, grades=text)
    return replace(ratio, grades=text) if dict(ratio.strata) == dict(grades) else Trouble("grades.differ")


def _pairs(text: str) -> Strata | Trouble:
    """Split ``A级1%、B级10%`` into (grade, share) pairs, or return the trouble of 信用风险分类监管要求."""
    parts = [p for p in re.split(r"[、,;]", text) if p]
    if len(parts) < 2 or not all(map(_GRADED.fullmatch, parts)):
        return Trouble("grades.unreadable")
    matches = [match for part in parts if (match := _STRATUM.fullmatch(part))]
    if len(matches) < len(parts):
        return Trouble("grades.unknown")
    pairs = tuple((GRADE_WORDS.get(m[1], m[1]), _fraction(m[2])) for m in matches)
    if len(dict(pairs)) < len(pairs):
        return Trouble("grades.repeated")
    return pairs if all(0 < share <= 1 for _, share in pairs) else Trouble("grades.out-of-range")


def _share(text: str, share: Fraction, kind: RatioKind) -> Ratio | Trouble:
    if not 0 < share <= 1:
        return Trouble("ratio.out-of-range")
    return Ratio(text, RatioKind.ALL if share == 1 else kind, share)


def _fraction(percent: str) -> Fraction:
    return Fraction(Decimal(percent)) / 100


def percent_of_cell(cell: str) -> str:
    """Return a :class:`Percent` as its cell shows it: ``0.05`` is ``5%``."""
    return f"{(Decimal(cell) * 100).normalize():f}%"
