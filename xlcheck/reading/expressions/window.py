"""抽查日期: the forms in which plans write a period, read as first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from xlcheck.model import Number, Trouble, Window
from xlcheck.reading.expressions.tokens import NUMBER, Lexicon, Phrase, folded_expression, not_understood
from xlcheck.reading.numerals import counted, year_in_digits

_CHINESE_YEAR = "[〇○零一二三四五六七八九]{4}"
_LEXICON = Lexicon(
    ("Y", rf"(?:\d{{4}}|{_CHINESE_YEAR})年度?"),
    ("F", r"\d{4}([./-])\d{1,2}\1\d{1,2}日?|20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
    ("G", r"\d{4}[./-]\d{1,2}(?:月份?)?|20\d\d(?:0[1-9]|1[0-2])月?"),
    ("M", rf"(?:{NUMBER}|元)月份?"),
    ("D", rf"{NUMBER}[日号]"),
    ("P", r"\d{1,2}\.\d{1,2}"),
    ("N", NUMBER),
    ("-", r"[,、]?起?[,、]?[-至到]+"),
    ("s", "自|从"),
    ("z", "止|为止"),
    ("n", "次年|翌年|第二年"),
    ("c", "当年|同年"),
    ("t", "本年度?|今年"),
    ("A", "全年度?"),
    ("H", "上半年度?"),
    ("L", "下半年度?"),
    ("Q", rf"第?{NUMBER}季度?"),
    ("K", "第"),
    ("q", "季度?"),
    (",", "[、,和及]"),
    ("e", "底|末"),
    ("b", "初"),
    ("i", "之?内"),
    ("B", rf"\(第?{NUMBER}批次?\)|第{NUMBER}批次?[:,、]?"),
    ("T", r"[,;]共\d+天"),
    ("(", r"\("),
    (")", r"\)"),
    ("~", "(?:抽查|检查|实施|计划)?(?:时间|日期|时段|期限)(?:为|:)?|期间|之间"),
    ("~", "计划|组织|开展|实施|进行|抽查|检查"),
)
_POINT = "(?P<year>[Yt])?(?P<other>[nc])?(?P<month>[M])?(?P<day>D)?(?P<bare>N)?(?P<end>[eb])?"
"""One end of a span: year or 次年, month, day, a number that has no sign yet, 底 or 初."""
_MONTHS = "(?P<year>[Yt])?(?P<list>(?:[MN],)+M)"
"""Months one by one, which make a period where each follows the one before it: 3、4、5月."""
_QUARTERS = "(?P<year>[Yt])?K?(?P<first>[QN])(?:(?P<sign>[-,])K?(?P<last>Q))?"
_NAMED = {"A": (1, 12), "H": (1, 6), "L": (7, 12), "": (1, 12)}
_DAYS = re.compile(r"[,;]共(\d+)天")
_VAGUE = re.compile(r".*(底|前|后|左右|初|中旬|上旬|下旬|以前|起)$")
_LOST_ZERO = re.compile(r"\d{4}\.\d{1,2}")
"""October of a year, typed into Excel as a number, is January: 2021.10 is 2021.1."""

_UNREADABLE, _VAGUE_WINDOW = Trouble("window.unreadable"), Trouble("window.vague")


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a span; ``later`` is 次年, ``bare`` a number without its sign, ``end`` 月底, ``begin`` 月初."""

    year: int | None = None
    later: bool = False
    month: int | None = None
    day: int | None = None
    bare: int | None = None
    end: bool = False
    begin: bool = False
    dotted: bool = False


def parse_window(cell: str, year: int) -> Window | Trouble:
    """Return a :class:`Window`, or the :class:`Trouble` that says why it could not be read.

    ``year`` is the plan's year, used where the text names none. ``10月底`` and the like have
    two readings (until then, or just then) and are asked about; so is a number such as 2021.1, which may have been
    typed as 2021.10.
    """
    if isinstance(cell, Number) and _LOST_ZERO.fullmatch(cell):
        return Trouble("window.number")
    text = folded_expression(cell)
    if isinstance(text, Trouble):
        return text
    phrase = _LEXICON.phrase(text)
    if phrase.unknown:
        return _VAGUE_WINDOW if _VAGUE.fullmatch(text) else not_understood("window.unknown-words", phrase.unknown)
    if not re.fullmatch("(?:~*B[^BT]*|[^BT]*B?)T?", phrase.kinds):
        return _UNREADABLE
    window = _explained(cell, phrase.without("BT~"), year)
    if isinstance(window, Trouble):
        return _VAGUE_WINDOW if window == _UNREADABLE and _VAGUE.fullmatch(text) else window
    told = [int(days[1]) for days in map(_DAYS.fullmatch, phrase.of_kind("T")) if days]
    return window if set(told) <= {(window.end - window.start).days + 1} else Trouble("window.days-differ")


def _explained(cell: str, phrase: Phrase, year: int) -> Window | Trouble:
    """Read a period, which words in brackets may say once more: 上半年(1-6月)."""
    if not phrase.of_kind("()"):
        return _read(cell, phrase, year)
    if not re.fullmatch(r"[^()]+\([^()]+\)", phrase.kinds):
        return _UNREADABLE
    before, behind = phrase.split("(")
    window = _read(cell, before, year)
    again = _read(cell, behind.without(")"), year if isinstance(window, Trouble) else window.start.year)
    return window if window == again else _UNREADABLE


def _read(cell: str, phrase: Phrase, year: int) -> Window | Trouble:
    kinds = phrase.kinds
    if kinds in ("Yi", "ti") or ("-" in kinds and kinds.endswith("i")):  # 三月内 alone may be within three months
        phrase = Phrase(phrase.tokens[:-1])
    if months := phrase.fit(_MONTHS):
        return _months(cell, months, year)
    if named := phrase.fit("(?P<year>[Yt]?)(?P<part>[AHL]?)"):
        return _named(cell, named["year"], phrase.kinds[-1:].strip("Yt"), year) if phrase.tokens else _UNREADABLE
    if quarters := phrase.fit(_QUARTERS):
        return _quarters(cell, quarters, year)
    parts = phrase.split("-")
    if len(parts) > 2:
        return _UNREADABLE
    first, last = _point(parts[0].without("s"), year), _point(parts[-1].without("sz"), year)
    if first is None or last is None:
        return _UNREADABLE
    if len(parts) == 1 and not phrase.of_kind("sz"):
        whole = first.month is not None and not (first.day or first.bare or first.end or first.begin or first.later)
        return _window(cell, first, first, year) if whole else _UNREADABLE
    return _span(cell, first, last, year) if len(parts) > 1 else _UNREADABLE


def _months(cell: str, found: dict[str, str], year: int) -> Window | Trouble:
    """Read 3、4月, months of which each follows the one before it."""
    months = [_number(part) for part in re.split("[、,和及]", found["list"])]
    first, last = months[0], months[-1]
    if first is None or last is None or months != list(range(first, last + 1)):
        return _UNREADABLE
    in_year = _year(found["year"], year) or year
    return _window(cell, _Point(in_year, month=first), _Point(in_year, month=last), year)


def _named(cell: str, said: str, part: str, year: int) -> Window | Trouble:
    first, last = _NAMED[part]
    in_year = _year(said, year) or year
    return _window(cell, _Point(in_year, month=first), _Point(in_year, month=last), year)


def _quarters(cell: str, found: dict[str, str], year: int) -> Window | Trouble:
    """Read one quarter or several; of those joined by 、 or 和 only such as follow each other make a period."""
    if not found["last"] and "季" not in found["first"]:
        return _UNREADABLE
    first = counted(found["first"].strip("第季度"))
    last = counted(found["last"].strip("第季度")) if found["last"] else first
    if first is None or last is None or not 1 <= first <= last <= 4:
        return _UNREADABLE
    if found["sign"] and found["sign"][-1] in "、,和及" and last != first + 1:
        return _UNREADABLE
    in_year = _year(found["year"], year) or year
    return _window(cell, _Point(in_year, month=3 * first - 2), _Point(in_year, month=3 * last), year)


def _point(phrase: Phrase, year: int) -> _Point | None:
    """Read one end of a span; ``None`` where it is none."""
    if phrase.kinds in ("F", "G", "P", "Ge"):
        return _dotted(phrase)
    if phrase.kinds in ("YP", "tP"):
        dotted = _dotted(Phrase(phrase.tokens[1:]))
        return replace(dotted, year=_year(phrase.tokens[0].text, year))
    found = phrase.fit(_POINT)
    if found is None or not phrase.tokens:
        return None
    month, day, bare = (_number(found[name]) for name in ("month", "day", "bare"))
    if any(found[name] and number is None for name, number in (("month", month), ("day", day), ("bare", bare))):
        return None
    later = found["other"] in ("次年", "翌年", "第二年")
    ends = found["end"]
    return _Point(_year(found["year"], year), later, month, day, bare, ends in ("底", "末"), ends == "初")


def _dotted(phrase: Phrase) -> _Point:
    text, kind = phrase.tokens[0].text, phrase.kinds[0]
    digits = [int(part) for part in re.findall(r"\d+", text)]
    if kind == "P":
        return _Point(month=digits[0], day=digits[1], dotted=True)
    if len(digits) == 1:  # 20210104, 202101
        digits = [int(part) for part in (text[:4], text[4:6], text[6:8].strip("月份")) if part]
    return _Point(
        digits[0], month=digits[1], day=digits[2] if kind == "F" else None, end="e" in phrase.kinds, dotted="." in text
    )


def _number(text: str) -> int | None:
    return 1 if text.startswith("元") else counted(text.rstrip("月份日号")) if text else None


def _year(text: str, year: int) -> int | None:
    """Return the year that a text names; ``None`` where it names none."""
    if not text:
        return None
    return year if text[0] in "本今" else int(year_in_digits(text[:4]))


def _span(cell: str, first: _Point, last: _Point, year: int) -> Window | Trouble:
    """Read a span of two months or of two days; where the last one names no month it is in that of the first.

    ``1-4月`` and ``1月4-15日`` are spans: the sign behind the last number is that of the first one too.
    """
    if first.later or first.end or last.begin or (last.dotted and last.year is None and not first.dotted):
        return _UNREADABLE
    if first.begin and (first.month is None or first.day is not None or first.bare is not None):
        return _UNREADABLE
    if first.bare is not None:
        first = _with_sign(first, last)
    if last.bare is not None or first.bare is not None or first.month is None:
        return _UNREADABLE
    if last.month is None and last.day is not None and last.year is None and not last.later:
        last = _Point(month=first.month, day=last.day)
    days = (first.day is not None or first.begin, last.day is not None or last.end)
    exact = days[0] == days[1] or ((first.begin or last.end) and first.day is None and last.day is None)
    if last.month is None or not exact or (last.end and last.day is not None):
        return _UNREADABLE
    return _window(cell, first, last, year)


def _with_sign(first: _Point, last: _Point) -> _Point:
    """Give a number the sign of the last one: it is a month before a month, a day before a day of the same month."""
    alone = last.year is None and not last.later
    if first.month is None and first.day is None and last.month is not None and last.day is None and alone:
        return _Point(first.year, month=first.bare)
    if first.month is not None and first.day is None and last.month is None and last.day is not None and alone:
        return _Point(first.year, month=first.month, day=first.bare)
    return first


def _window(cell: str, first: _Point, last: _Point, year: int) -> Window | Trouble:
    first_year = first.year or year
    last_year = (last.year or first_year) + last.later
    try:
        start = date(first_year, first.month or 0, 1 if first.day is None else first.day)
        length = monthrange(last_year, last.month or 0)[1]
        end = date(last_year, last.month or 0, length if last.day is None else last.day)
    except ValueError:
        return _UNREADABLE
    return Window(cell, start, end) if start <= end else Trouble("window.reversed")
