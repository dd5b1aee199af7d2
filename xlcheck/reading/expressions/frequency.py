"""抽查频次: how often in how many months."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.model import Trouble
from xlcheck.reading.expressions.tokens import NUMBER, Lexicon, Phrase, folded_expression, not_understood
from xlcheck.reading.numerals import counted

_PERIODS = {"年": 12, "年度": 12, "半年": 6, "季": 3, "季度": 3, "月": 1, "周期": 12, "个月": 1}
_LEAST = "不少于|不低于|不小于|至少|最少|不得少于|不得低于|≥|>="
_MOST = "不超过|不多于|不高于|至多|最多|不得超过|不得多于|≤|<="
_LEXICON = Lexicon(
    ("T", rf"{NUMBER}次"),
    ("P", rf"{NUMBER}?个?(?:半年|年度?|季度?|月|个月|周期)"),
    ("/", "/"),
    ("E", "每个?"),
    ("L", _LEAST),
    ("U", _MOST),
    ("l", "(?:及|含|\\(含\\))?以上"),
    ("u", "(?:及|含|\\(含\\))?(?:以下|以内|之内)"),
    ("~", "抽查|检查|抽取|原则上|一般|开展|进行|实施|为|内|的|,"),
)
_FORMS = (
    "(?P<bound>[LU])?(?P<times>T)(?P<behind>[lu])?(?:/E?|E)(?P<period>P)",
    "E?(?P<period>P)(?P<bound>[LU])?(?P<times>T)(?P<behind>[lu])?",
)


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many times in so many months; ``at_least`` where more is allowed, ``at_most`` where fewer are."""

    text: str
    times: int
    months: int
    at_least: bool = False
    at_most: bool = False


def parse_frequency(cell: str) -> Frequency | Trouble:
    """Return a :class:`Frequency`, or the :class:`Trouble` that says why it could not be read.

    ``1次/年``, ``每半年一次``, ``每2年1次``, ``每年不少于2次`` are read; ``不定期`` names no number and is asked about.
    """
    text = folded_expression(cell)
    if isinstance(text, Trouble):
        return text
    phrase = _LEXICON.phrase(text)
    if phrase.unknown:
        return not_understood("frequency.unknown-words", phrase.unknown)
    return _read(cell, phrase.without("~"))


def _read(cell: str, phrase: Phrase) -> Frequency | Trouble:
    found = next((found for form in _FORMS if (found := phrase.fit(form))), None)
    if found is None or (found["bound"] and found["behind"]):
        return Trouble("frequency.unreadable")
    times, months = counted(found["times"].rstrip("次")), _months(found["period"])
    if not times or not months:
        return Trouble("frequency.unreadable")
    kinds = phrase.kinds
    return Frequency(cell, times, months, "L" in kinds or "l" in kinds, "U" in kinds or "u" in kinds)


def _months(period: str) -> int:
    """Return the months of a period; 0 where its number is none."""
    name = max((name for name in _PERIODS if period.endswith(name)), key=len)
    number = period.removesuffix(name).removesuffix("个")
    return _PERIODS[name] * ((counted(number) or 0) if number else 1)
