"""抽查比例 and 信用风险分类监管要求: every form that plans really use, read exactly or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from xlcheck.model import Number, Percent, Ratio, RatioKind, Trouble
from xlcheck.reading.expressions.frequency import parse_frequency
from xlcheck.reading.expressions.tokens import NUMBER, Lexicon, Phrase, folded_expression, not_understood
from xlcheck.reading.folding import says_nothing
from xlcheck.reading.grades import SUFFIX, grade_of, grade_words
from xlcheck.reading.numerals import SIGNS, counted

_DECIMAL = r"\d+(?:\.\d+)?"
_NUMERAL = f"[{SIGNS}]{{1,7}}"
_TIMES = rf"(?:不少于|不超过|至少|至多)?{NUMBER}次"
_PERIOD = rf"{NUMBER}?个?(?:半年|年度?|季度?|月)"
_ENTRIES = (
    ("V", rf"{_DECIMAL}[%‰]|百分之(?:{_DECIMAL}|{_NUMERAL})|千分之(?:{_DECIMAL}|{_NUMERAL})"),
    ("V", rf"(?:[1-9]|[一二两三四五六七八九])成|一半|半数|\d{{1,3}}/[1-9]\d{{0,2}}|{_NUMERAL}分之{_NUMERAL}"),
    ("W", rf"(?:\d{{1,7}}|{_NUMERAL})(?:户次|家次|户|家|个)"),
    ("N", rf"{_DECIMAL}|{_NUMERAL}"),
    ("L", "不低于|不少于|不小于|至少|最少|最低|不得低于|不得少于|下限|≥|>="),
    ("U", "不超过|不高于|不多于|不大于|至多|最多|最高|不得超过|不得高于|不得多于|上限|≤|<="),
    ("l", r"(?:及|含|\(含\)|\(含本数\))?以上"),
    ("u", r"(?:及|含|\(含\)|\(含本数\))?(?:以下|以内|之内)"),
    ("*", "全覆盖(?:检查|抽查)?|全部(?:检查|抽查)?|应(?:查|检|抽)尽(?:查|检|抽)"),
    ("F", rf"(?:原则上)?每{_PERIOD}(?:抽查|检查)?{_TIMES}(?:以上)?"),
    ("F", rf"(?:原则上)?{_TIMES}/每?{_PERIOD}"),
    ("(", r"\("),
    (")", r"\)"),
    (",", "[,、;]|和|及"),
    ("&", "且|并且?|或者?"),
    (":", ":"),
    ("-", "[-至到]+"),
    ("i", "分别"),
    ("R", ",(?:进位|舍去|各级进位)"),
    ("~", "按照?|抽取|抽查|检查|随机|的|为|应|各|对|总体|总数的?|全年|每年|年度|企业|市场主体"),
    ("~", "(?:总体|抽查|检查|抽取|总|年度)?比例"),
)  # fmt: skip
_BOUNDS = {"L": RatioKind.AT_LEAST, "l": RatioKind.AT_LEAST, "U": RatioKind.AT_MOST, "u": RatioKind.AT_MOST}
_ROUNDING = {RatioKind.AT_MOST: ",舍去", RatioKind.STRATA: ",各级进位"}
_NO_GRADES = frozenset({"不涉及信用风险分类", "不涉及信用分类", "不分级", "无信用风险分类要求"})
_BARE_NUMBER = Trouble("ratio.bare-number")

Strata = tuple[tuple[str, Fraction], ...]
"""(grade, share) pairs."""


@lru_cache
def _lexicon(words: tuple[str, ...]) -> Lexicon:
    """Return the lexicon of ratios, with the words of the grades in use."""
    grades = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return Lexicon(*_ENTRIES, ("g", f"(?i:{grades})(?:{SUFFIX})*"))


def parse_ratio(cell: str, grades: Mapping[str, str] | None = None) -> Ratio | Trouble:
    """Return a :class:`Ratio`, or the :class:`Trouble` that says why it could not be read.

    A numeric cell is read only where it is shown as a percentage: a bare ``5`` may mean
    5 % or five entities, and is asked about. ``grades`` are the words for a grade, those built in where none are given.
    How often in the year, which may stand behind the ratio, is what :func:`frequency_within` returns.
    """
    if isinstance(cell, Percent):
        return _share(percent_of_cell(cell), Fraction(Decimal(cell)), RatioKind.EXACT)
    if isinstance(cell, Number):
        return _BARE_NUMBER
    words = grade_words() if grades is None else grades
    phrase = _phrase(cell, words)
    if isinstance(phrase, Trouble):
        return phrase
    if phrase.unknown:
        return not_understood("ratio.unknown-words", phrase.unknown)
    rest = _without_frequency(phrase)
    if len(rest.of_kind("R")) > rest.kinds.endswith("R") or not _frequency_can_be_read(phrase):
        return Trouble("ratio.unreadable")
    ratio = _read(cell, rest.without("~R"), words)
    rounding = next(iter(rest.of_kind("R")), "")
    if isinstance(ratio, Ratio) and rounding not in ("", _ROUNDING.get(ratio.kind, ",进位")):
        return Trouble("ratio.unreadable")
    return ratio


def frequency_within(cell: str) -> str:
    """Return how often in the year as a cell of 抽查比例 says it beside the ratio; empty where it does not."""
    phrase = Trouble("") if isinstance(cell, Number) else _phrase(cell, grade_words())
    return "" if isinstance(phrase, Trouble) else next(iter(phrase.of_kind("F")), "")


def _phrase(cell: str, words: Mapping[str, str]) -> Phrase | Trouble:
    text = folded_expression(cell)
    return text if isinstance(text, Trouble) else _lexicon(tuple(words)).phrase(text)


def _frequency_can_be_read(phrase: Phrase) -> bool:
    said = phrase.of_kind("F")
    return len(said) < 2 and not any(isinstance(parse_frequency(one), Trouble) for one in said)


def _without_frequency(phrase: Phrase) -> Phrase:
    """Leave out the frequency, at the beginning or at the end, with the comma that parts it from the ratio."""
    kinds = phrase.kinds
    if found := re.search(",?F~*R?$|^~*F,?|,?\\(F\\)$", kinds):
        return Phrase((*phrase.tokens[: found.start()], *phrase.tokens[found.end() :]))
    return phrase


def _read(cell: str, phrase: Phrase, words: Mapping[str, str]) -> Ratio | Trouble:
    for form, read in _FORMS:
        if (found := phrase.fit(form)) is not None:
            return read(cell, phrase.kinds, found)
    if len(phrase.of_kind("VW*")) > 1 and "g" not in phrase.kinds:
        return Trouble("ratio.two-conditions")
    pairs = _pairs(phrase, words)
    if isinstance(pairs, Trouble):
        unread = pairs.code == "grades.unreadable"
        return Trouble("ratio.unreadable" if unread else "ratio.out-of-range")
    return Ratio(cell, RatioKind.STRATA, strata=pairs)


def _bounded(cell: str, kinds: str, found: dict[str, str]) -> Ratio | Trouble:
    bound = next((_BOUNDS[kind] for kind in kinds if kind in _BOUNDS), RatioKind.EXACT)
    share = _value(found["share"])
    return Trouble("ratio.unreadable") if share is None else _share(cell, share, bound)


def _counted(cell: str, _kinds: str, found: dict[str, str]) -> Ratio | Trouble:
    """Read a number of entities: where at least or at most so many are wanted, just so many are drawn."""
    count = counted(found["count"].rstrip("户家个次"))
    if count is None:
        return Trouble("ratio.unreadable")
    return Ratio(cell, RatioKind.COUNT, count=count) if count else Trouble("ratio.out-of-range")


def _both(cell: str, kinds: str, found: dict[str, str]) -> Ratio | Trouble:
    """Read a share with the number of entities that it comes to."""
    ratio, number = _bounded(cell, kinds, found), _counted(cell, kinds, found)
    if isinstance(ratio, Trouble) or isinstance(number, Trouble):
        return ratio if isinstance(ratio, Trouble) else number
    return replace(ratio, count=number.count)


def _whole(cell: str, _kinds: str, found: dict[str, str]) -> Ratio | Trouble:
    """Read 全覆盖, beside which no other share than 100 % may stand."""
    agrees = not found["share"] or _value(found["share"]) == 1
    return Ratio(cell, RatioKind.ALL, Fraction(1)) if agrees else Trouble("ratio.two-conditions")


_FORMS = (
    ("[LU]?(?P<share>V)|(?P<behind>V)[lu]", lambda c, k, f: _bounded(c, k, {"share": f["share"] or f["behind"]})),
    ("[LU]?(?P<count>W)|(?P<behind>W)[lu]", lambda c, k, f: _counted(c, k, {"count": f["count"] or f["behind"]})),
    (r"(?P<share>V)\((?P<count>W)\)", _both),
    (r"\*|(?P<share>V)\(?\*\)?", _whole),
    ("[VN]-V", lambda *_: Trouble("ratio.range")),
    ("N", lambda *_: _BARE_NUMBER),
)
"""The forms of one ratio over the kinds of its tokens, the first that fits counts."""


def parse_grades(cell: str, grades: Mapping[str, str] | None = None) -> Strata | Trouble:
    """Return the ratio of each grade that 信用风险分类监管要求 names, or a :class:`Trouble`; blank names none."""
    words = grade_words() if grades is None else grades
    text = folded_expression(cell)
    if isinstance(text, Trouble) or says_nothing(text) or text in _NO_GRADES:
        return text if isinstance(text, Trouble) else ()
    phrase = _lexicon(tuple(words)).phrase(text)
    if phrase.unknown:
        is_grade = Phrase(tuple(replace(t, kind="g") if t.kind == "?" else t for t in phrase.tokens)).without("~R")
        of_forms = "V" in phrase.kinds and is_grade.fit(_PAIR_FORM) is not None
        return not_understood("grades.unknown" if of_forms else "grades.unknown-words", phrase.unknown)
    return _pairs(phrase.without("~R"), words)


def with_grades(ratio: Ratio, grades: Strata, text: str) -> Ratio | Trouble:
    """Add to 抽查比例 what 信用风险分类监管要求 (``text``) says of each grade; a trouble where the two disagree."""
    if not grades:
        return ratio
    if not ratio.strata:
        return replace(ratio, strata=grades, grades=text)
    return replace(ratio, grades=text) if dict(ratio.strata) == dict(grades) else Trouble("grades.differ")


_PAIR_FORM = "(?:g:?V,?){2,}"
_LISTED_FORM = "(?:g,)+gi(?:V,)+V"


def _pairs(phrase: Phrase, words: Mapping[str, str]) -> Strata | Trouble:
    """Read ``A级1%、B级10%`` or ``A、B级分别1%、10%`` as (grade, share) pairs."""
    named, values = phrase.of_kind("g"), [_value(text) for text in phrase.of_kind("V")]
    shares = [value for value in values if value is not None]
    fits = phrase.fit(_PAIR_FORM) is not None or phrase.fit(_LISTED_FORM) is not None
    if not fits or len(named) != len(shares) or len(shares) < len(values):
        return Trouble("grades.unreadable")
    pairs = tuple((grade_of(name, words), share) for name, share in zip(named, shares, strict=True))
    if len(dict(pairs)) < len(pairs):
        return Trouble("grades.repeated")
    return pairs if all(0 < share <= 1 for _, share in pairs) else Trouble("grades.out-of-range")


def _value(text: str) -> Fraction | None:
    """Return a share as it is written; ``None`` where its number is none."""
    if text in ("一半", "半数"):
        return Fraction(1, 2)
    above, part, below = text.partition("/")
    if part:
        return Fraction(int(above), int(below))
    if text[0] in "百千" and text[1:3] == "分之":
        return _of(text[3:], 100 if text[0] == "百" else 1000)
    if text[-1] in "%‰成":
        return _of(text[:-1], {"%": 100, "‰": 1000, "成": 10}[text[-1]])
    below, _, above = text.partition("分之")
    divisor = counted(below)
    return _of(above, divisor) if divisor else None


def _of(text: str, divisor: int) -> Fraction | None:
    if re.fullmatch(_DECIMAL, text):
        return Fraction(Decimal(text)) / divisor
    number = 100 if text == "百" else counted(text)
    return None if number is None else Fraction(number, divisor)


def _share(text: str, share: Fraction, kind: RatioKind) -> Ratio | Trouble:
    if not 0 < share <= 1:
        return Trouble("ratio.out-of-range")
    return Ratio(text, RatioKind.ALL if share == 1 else kind, share)


def percent_of_cell(cell: str) -> str:
    """Return a :class:`Percent` as its cell shows it: ``0.05`` is ``5%``."""
    return f"{(Decimal(cell) * 100).normalize():f}%"
