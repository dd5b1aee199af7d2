"""抽查频次: how often in how many months."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from xlcheck.model import Trouble
from xlcheck.reading.expressions.tokens import (
    AT_LEAST,
    AT_MOST,
    NUMBER,
    Lexicon,
    Phrase,
    folded_expression,
    not_understood,
)
from xlcheck.reading.numerals import SIGNS, counted
from xlcheck.reading.years import years_in

_PERIODS = {"年": 12, "年度": 12, "半年": 6, "半年度": 6, "季": 3, "季度": 3, "月": 1, "个月": 1}
_FEW = rf"(?:\d{{1,2}}|[{SIGNS}]{{1,3}})"
_SUBJECTS = "(?:对?(?:每户|每家|同一))?(?:企业|市场主体|经营主体|检查对象|抽查对象|对象|单位)"
_LEXICON = Lexicon(
    ("T", rf"{NUMBER}次"),
    ("P", rf"(?:{_FEW}个?)?半年度?|{_FEW}?年度?|(?:{_FEW}个)?季度?|{_FEW}个月|月"),
    ("m", rf"{_FEW}(?:月|季度?)"),
    ("A", rf"(?:全|本|当)年度?|今年|(?:20\d\d|二[{SIGNS}]{{3}})年度?"),
    ("/", "/"),
    ("E", "每|每个(?=半?年|季|月)"),
    ("L", AT_LEAST),
    ("U", AT_MOST),
    ("l", "(?:及|含|\\(含\\))?以上"),
    ("u", "(?:及|含|\\(含\\))?(?:以下|以内|之内)"),
    ("~", rf"抽查|检查|抽取|原则上|\(原则上\)|一般|开展|进行|实施|为|内|的|,|{_SUBJECTS}|对?(?:每户|每家)"),
)
_FORMS = (
    "(?P<bound>[LU])?(?P<times>T)(?P<behind>[lu])?(?:/E?|E)(?P<period>[Pm])",
    "(?P<period>P|E[Pm]|A)(?P<bound>[LU])?(?P<times>T)(?P<behind>[lu])?",
    "(?P<bound>[LU])(?P<period>E?P|Em|A)(?P<times>T)(?P<behind>[lu])?",
)
"""``3月1次`` is of none of them: in March, or each three months; nor is ``2季度1次``."""
_BARE_CAP = re.compile(rf"(?:{AT_MOST})?(?P<times>{NUMBER})次?(?:以内|以下)?")
"""What a cap may leave unsaid: that it is one of a year."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many times in so many months; ``at_least`` where more is allowed, ``at_most`` where fewer are."""

    text: str
    times: int
    months: int
    at_least: bool = False
    at_most: bool = False


def parse_frequency(cell: str, year: int = 0) -> Frequency | Trouble:
    """Return a :class:`Frequency`, or the :class:`Trouble` that says why it could not be read.

    ``1次/年``, ``每半年一次``, ``每2年1次``, ``每年不少于2次`` are read; ``不定期`` names no number and is asked about,
    as is the number of a year that is not the plan's ``year``, where that is given.
    """
    text = folded_expression(cell)
    if isinstance(text, Trouble):
        return text
    phrase = _LEXICON.phrase(text)
    if words := phrase.unknown or _other_years(phrase, year):
        return not_understood("frequency.unknown-words", words)
    return _read(cell, phrase.without("~"))


def parse_cap(cell: str, year: int = 0) -> Frequency | Trouble:
    """Return how often at most, from 检查频次上限; a number alone is one of a year.

    ``2``, ``2次``, ``不超过2次/年``, ``每半年一次`` are read; ``每年不少于2次`` is no cap.
    """
    text = folded_expression(cell)
    if isinstance(text, Trouble):
        return text
    bare = _BARE_CAP.fullmatch(text.removesuffix(".0"))
    if bare and (times := counted(bare["times"])):
        return Frequency(cell, times, 12, at_most=True)
    phrase = _LEXICON.phrase(text)
    if words := phrase.unknown or _other_years(phrase, year):
        return not_understood("cap.unknown-words", words)
    cap = _read(cell, phrase.without("~"))
    return Trouble("cap.unreadable") if isinstance(cap, Trouble) or cap.at_least else replace(cap, at_most=True)


def _other_years(phrase: Phrase, year: int) -> tuple[str, ...]:
    """Return the years that a phrase names and that are not the plan's; none where that is not given."""
    return tuple(said for said in phrase.of_kind("A") if year and set(years_in(f"{said[:4]}年")) - {year})


def _read(cell: str, phrase: Phrase) -> Frequency | Trouble:
    found = next((found for form in _FORMS if (found := phrase.fit(form))), None)
    if found is None or (found["bound"] and found["behind"]):
        return Trouble("frequency.unreadable")
    is_this_year = phrase.of_kind("A") != ()
    times, months = counted(found["times"].rstrip("次")), 12 if is_this_year else _months(found["period"])
    if not times or not months:
        return Trouble("frequency.unreadable")
    kinds = phrase.kinds
    return Frequency(cell, times, months, "L" in kinds or "l" in kinds, "U" in kinds or "u" in kinds)


def _months(period: str) -> int:
    """Return the months of a period; 0 where its number is none."""
    name = max((name for name in _PERIODS if period.endswith(name)), key=len)
    number = period.removesuffix(name).removesuffix("个").removeprefix("每").removeprefix("个")
    return _PERIODS[name] * ((counted(number) or 0) if number else 1)
