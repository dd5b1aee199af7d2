"""抽查比例 and 信用风险分类监管要求: every form that plans really use, read exactly or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from xlcheck.model import Number, Percent, Ratio, RatioKind, Trouble
from xlcheck.reading.expressions.frequency import parse_frequency
from xlcheck.reading.expressions.tokens import (
    AT_LEAST,
    AT_MOST,
    NUMBER,
    Lexicon,
    Phrase,
    folded_expression,
    not_understood,
)
from xlcheck.reading.folding import says_nothing
from xlcheck.reading.grades import SUFFIX, grade_of, grade_words
from xlcheck.reading.numerals import ONES, SIGNS, counted, year_in_digits

_DECIMAL = r"\d+(?:\.\d+)?"
_NUMERAL = f"[{SIGNS}]{{1,7}}"
_BELOW = rf"(?:\d{{1,3}}|{_NUMERAL})"
_POINT = f"{_NUMERAL}(?:点[{SIGNS}]{{1,3}})?"
_TIMES = rf"(?:不少于|不超过|至少|至多)?{NUMBER}次"
_PERIOD = rf"{NUMBER}?个?(?:半年|年度?|季度?|月)"
_ENTRIES = (
    ("V", rf"(?:{_DECIMAL}|{_POINT})[%‰]|[百千]分之(?:{_DECIMAL}|{_POINT})"),
    ("V", rf"(?:[1-9]|[一二两三四五六七八九])成|一半|半数|\d{{1,3}}/[1-9]\d{{0,2}}|{_BELOW}分之{_BELOW}"),
    ("W", rf"(?:\d{{1,7}}|{_NUMERAL})(?:户次|家次|户|家|个|所)"),
    ("N", rf"{_DECIMAL}|{_NUMERAL}"),
    ("L", AT_LEAST),
    ("U", AT_MOST),
    ("l", r"(?:及|含|\(含\)|\(含本数\))?以上"),
    ("u", r"(?:及|含|\(含\)|\(含本数\))?(?:以下|以内|之内)"),
    ("*", "全覆盖(?:检查|抽查)?|全部(?:检查|抽查)?|应(?:查|检|抽)尽(?:查|检|抽)"),
    ("F", rf"(?:原则上)?(?:每{_PERIOD}|全年|本年度?)(?:抽查|检查)?{_TIMES}(?:以上)?"),
    ("F", rf"(?:原则上)?{_TIMES}/每?{_PERIOD}"),
    ("(", r"\("),
    (")", r"\)"),
    (",", "[,、;]|和|及"),
    ("&", "且|并且?|或者?"),
    (":", ":"),
    ("-", "[-至到]+"),
    ("i", "分别"),
    ("e", "各"),
    ("R", ",(?:进位|舍去|各级进位)"),
    ("~", "按照?|抽取|抽查|检查|随机|进行|开展|的|为|应当?|对|共计?|合计|总计|全年|每年|年度|/每?年度?"),
    ("~", "原则上|(?:抽查|检查|监管)对象(?:名录)?库?|企业|市场主体|经营主体|(?:本?辖区|名录库)(?:内|中)?|总体|总户?数"),
    ("~", "(?:总体|抽查|检查|抽取|总|年度)?比例:?"),
    ("~", "(?:企业)?(?:信用)?(?:风险)?(?:等级|级别|分类)|信用风险|信用"),
)  # fmt: skip
_BOUNDS = {"L": RatioKind.AT_LEAST, "l": RatioKind.AT_LEAST, "U": RatioKind.AT_MOST, "u": RatioKind.AT_MOST}
_ROUNDING = {RatioKind.AT_MOST: ",舍去", RatioKind.STRATA: ",各级进位"}
_NO_GRADES = re.compile(
    "(?:不|无|未)(?:涉及|区分|实行|适用|按|作|做)?(?:企业)?(?:信用)?(?:风险)?(?:等级|分类|分级|分)级?(?:监管)?(?:要求)?"
)
"""不涉及信用风险分类, 不分级, 无分级要求."""
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
    count = counted(found["count"].rstrip("户家个所次"))
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
    (r"(?P<count>W)\((?P<share>V)\)", _both),
    (r"\*|(?P<share>V)\(?\*\)?", _whole),
    (r"\*\((?P<share>V)\)", _whole),
    ("[VN]-V|[WN]-W", lambda *_: Trouble("ratio.range")),
    ("N", lambda *_: _BARE_NUMBER),
)
"""The forms of one ratio over the kinds of its tokens, the first that fits counts."""


def parse_grades(cell: str, grades: Mapping[str, str] | None = None) -> Strata | Trouble:
    """Return the ratio of each grade that 信用风险分类监管要求 names, or a :class:`Trouble`; blank names none."""
    words = grade_words() if grades is None else grades
    text = folded_expression(cell)
    if isinstance(text, Trouble) or says_nothing(text) or _NO_GRADES.fullmatch(text):
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


_GRADE = r"g(?:\(g\))?"
_PAIR_FORM = rf"(?:{_GRADE}(?:,{_GRADE})*e?:?[V*],?)+"
_LISTED_FORM = rf"(?:{_GRADE},)+{_GRADE}[ie]([V*],)+[V*]"


def _pairs(phrase: Phrase, words: Mapping[str, str]) -> Strata | Trouble:
    """Read ``A级1%、B级10%``, ``A、B级1%，C级10%`` or ``A、B级分别1%、10%`` as (grade, share) pairs."""
    listed = phrase.fit(_LISTED_FORM) is not None
    if not listed and phrase.fit(_PAIR_FORM) is None:
        return Trouble("grades.unreadable")
    told = tuple(_told(phrase, words, 1 if listed else None))
    pairs = tuple((grade, share) for grade, share in told if grade and share is not None)
    if len(pairs) < max(len(told), 2):  # one grade alone leaves the others without a ratio
        return Trouble("grades.unreadable")
    if len(dict(pairs)) < len(pairs):
        return Trouble("grades.repeated")
    return pairs if all(0 < share <= 1 for _, share in pairs) else Trouble("grades.out-of-range")


def _told(phrase: Phrase, words: Mapping[str, str], each: int | None) -> Iterator[tuple[str, Fraction | None]]:
    """Yield each grade with its share, which is of ``each`` so many grades before it, or of all that have none yet.

    The grade is ``""`` where its name in brackets is of another one, the share ``None`` where its number is none.
    """
    waiting: list[str] = []
    for token in phrase.tokens:
        if token.kind == "g":
            waiting.append(grade_of(token.text, words))
        elif token.kind == ")":
            other = waiting.pop()
            waiting[-1] = waiting[-1] if waiting[-1] == other else ""
        elif token.kind in "V*":
            share = Fraction(1) if token.kind == "*" else _value(token.text)
            yield from ((grade, share) for grade in waiting[:each] or [""])
            del waiting[:each]
    yield from ((grade, None) for grade in waiting)


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
    """Return a number in digits or numerals, 二点五 among them, by a divisor."""
    if re.fullmatch(_DECIMAL, text):
        return Fraction(Decimal(text)) / divisor
    whole, point, below = text.partition("点")
    number = 100 if text == "百" else counted(whole)
    if number is None or not set(below) <= ONES.keys() - {"两"}:
        return None
    digits = Fraction(int(year_in_digits(below)), 10 ** len(below)) if point else 0
    return Fraction(number + digits) / divisor


def _share(text: str, share: Fraction, kind: RatioKind) -> Ratio | Trouble:
    if not 0 < share <= 1:
        return Trouble("ratio.out-of-range")
    return Ratio(text, RatioKind.ALL if share == 1 else kind, share)


def percent_of_cell(cell: str) -> str:
    """Return a :class:`Percent` as its cell shows it: ``0.05`` is ``5%``."""
    return f"{(Decimal(cell) * 100).normalize():f}%"
