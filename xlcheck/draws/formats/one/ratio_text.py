"""抽查比例 as version 0.1.0 read it: what a record of its format says beside the value can be told from its text.

What is frozen now is read by :mod:`xlcheck.reading.expressions.ratio`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from xlcheck.draws.formats.one.folded_text import folded_expression, number_of
from xlcheck.model import Ratio, RatioKind, Trouble

_PERCENT, _COUNT = r"(\d+(?:\.\d+)?)%", r"(\d+)[户家个]"
_LEAST, _MOST = "(?:不低于|不少于|不小于|-少|≥|>=)", "(?:不超过|不高于|不多于|-多|≤|<=)"
_WHOLE = frozenset({"全覆盖", "100%全覆盖", "全覆盖检查", "全覆盖抽查", "全部", "全部检查", "全部抽查"})
_TALK = re.compile(r"^(?:按照?|抽取|抽查)(?=[\d百不≥≤-])|(?<=[%户家])的?(?:比例)?(?:抽取|抽查)?$")
_HUNDREDTHS = re.compile(r"百分之(\d+(?:\.\d+)?|[一二三四五六七八九十]{1,3})")
_TENTHS = re.compile(r"([1-9一二三四五六七八九])成")
_THOUSANDTHS = re.compile(r"(\d+(?:\.\d+)?)‰")
_FRACTION = re.compile(r"(\d{1,3})/([1-9]\d{0,2})")
_SHARES: tuple[tuple[str, RatioKind], ...] = (
    (_PERCENT, RatioKind.EXACT),
    (_LEAST + _PERCENT, RatioKind.AT_LEAST),
    (rf"{_PERCENT}(?:及以上|以上)", RatioKind.AT_LEAST),
    (_MOST + _PERCENT, RatioKind.AT_MOST),
    (rf"{_PERCENT}(?:及以下|以下|以内)", RatioKind.AT_MOST),
)
_COUNTS = re.compile(rf"(?:{_LEAST}|{_MOST})?{_COUNT}(?:及以上|以上|及以下|以下|以内)?")
_BOTH = re.compile(rf"{_PERCENT}\({_COUNT}\)")
_GRADED = re.compile(rf"[^\d%]+{_PERCENT}")
_UNREADABLE = Trouble("ratio.unreadable")


def ratio_said(cell: str) -> Ratio | Trouble:
    """Return the ratio that 0.1.0 read in a text, or a :class:`Trouble` where it read none.

    Of 分级 there are no strata: a record has them in rows of their own.
    """
    text = _TALK.sub("", _with_percent_sign(folded_expression(cell)))
    if text in _WHOLE:
        return Ratio(cell, RatioKind.ALL, Fraction(1))
    for pattern, kind in _SHARES:
        if match := re.fullmatch(pattern, text):
            return _share(cell, match[1], kind)
    if match := _COUNTS.fullmatch(text):
        return Ratio(cell, RatioKind.COUNT, count=int(match[1]))
    if match := _BOTH.fullmatch(text):
        ratio = _share(cell, match[1], RatioKind.EXACT)
        return ratio if isinstance(ratio, Trouble) else Ratio(cell, ratio.kind, ratio.share, int(match[2]))
    parts = [part for part in re.split("[、,;]", text) if part]
    graded = len(parts) > 1 and all(map(_GRADED.fullmatch, parts))
    return Ratio(cell, RatioKind.STRATA) if graded else _UNREADABLE


def _with_percent_sign(text: str) -> str:
    text = _TENTHS.sub(lambda match: f"{number_of(match[1])}0%", text)
    text = re.sub("^(?:一半|半数)", "50%", text)
    text = _HUNDREDTHS.sub(lambda match: f"{match[1] if match[1][0] in '0123456789' else number_of(match[1])}%", text)
    text = _THOUSANDTHS.sub(lambda match: f"{Decimal(match[1]) / 10}%", text)
    if (match := _FRACTION.fullmatch(text)) and 100 * int(match[1]) % int(match[2]) == 0:
        return f"{100 * int(match[1]) // int(match[2])}%"
    return text


def _share(cell: str, percent: str, kind: RatioKind) -> Ratio | Trouble:
    share = Fraction(Decimal(percent)) / 100
    if not 0 < share <= 1:
        return _UNREADABLE
    return Ratio(cell, RatioKind.ALL if share == 1 else kind, share)
