"""抽查对象范围: founded before when, in operation, which category."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from xlcheck.model import Category, Scope, Trouble
from xlcheck.reading.expressions.tokens import NUMBER, Lexicon, Phrase, bare, folded_expression, not_understood
from xlcheck.reading.folding import fold_title
from xlcheck.reading.numerals import counted, year_in_digits

_YEAR = r"\d{4}|[〇○零一二三四五六七八九]{4}"
_FOUNDED = re.compile(
    rf"(?:(?:截至|至)?(?P<iso>\d{{4}}(?P<sign>[./-])\d{{1,2}}(?P=sign)\d{{1,2}})|(?P<year>{_YEAR})年(?:(?P<month>{NUMBER})月)?(?:(?P<day>{NUMBER})[日号])?)"
    r"(?P<end>底|末)?(?:以前|之前|前)(?:已?(?:注册|登记|依法))*(?:成立|设立|注册|登记|开业)(?:登记)?(?:并且?|且|、)?的?"
)
_UNTIL = re.compile(
    rf"截(?:至|止)到?(?P<year>{_YEAR})年(?:(?P<month>{NUMBER})月)?(?:(?P<day>{NUMBER})[日号])?(?P<end>底|末)?止?,?"
    "已?(?:依法)?(?:登记在册|登记注册|注册登记|登记|注册|成立|设立|在册)的?"
)
"""As of a day, so that those founded on it are among them; before it is :data:`_FOUNDED`."""
_STATE = "(?:(?:登记|经营|企业|主体)?状态(?:为|是)?)"
_OPERATION = "运营|营运|在营|营业|存续|开业|在业|(?:登记)?在册"
_ENTRIES = (
    ("f", _FOUNDED.pattern),
    ("f", _UNTIL.pattern),
    ("o", rf"{_STATE}?(?:正常|持续)?(?:{_OPERATION})(?:中|状态)?的?|(?:正常|持续)经营(?:中|状态)?的?"),
    ("o", rf"{_STATE}正常(?:经营)?的?|经营正常的?"),
    ("o", "经营(?:中|状态)的?"),
    ("b", "经营的"),
    (
        "a",
        "(?:(?:我|本|全)(?:区|县|市|旗|辖区|行政区域)|全区域|全域|域内|[区县市旗]域|辖区|区域|行政区域|城乡)(?:管辖|行政)?(?:范围|区域|辖区|境)?(?:以?内)?的?",
    ),
    ("a", "(?:管辖|行政)?(?:范围|区域|辖区|境)(?:以?内)的?"),
    ("q", "(?:所有|全部|全体|各类)的?"),
    ("k", "(?:市场主体|经营主体|经营业户|营业户|经营者|经营户|经营单位|经营企业|业户|企业|单位|提供者|户)"),
    ("~", '[的、,;()“”"]|以及|和|及|且|并且?|从事'),
)
TAIL = re.compile("(?:市场主体|经营主体|经营业户|经营户|业户|企业|单位|户)$")
"""What may stand behind a category's name and says no more than that entities are meant."""
_UNUSED = re.compile(r"[;；]\s*未用[“\"].*$", re.DOTALL)
"""What 读作 adds to a reading: the words that decide nothing."""


def parse_scope(cell: str, categories: Collection[Category], places: Collection[str] = ()) -> Scope | Trouble:
    """Return a :class:`Scope`, or the :class:`Trouble` that says why it could not be read.

    What is left beside cut-off, state, area and words for all of them must be the name of one category, an alias or the
    plan's wording (单位设置, 对象类别); a part left over is never ignored, but named. A wording that is the whole text
    is taken as it is, whatever stands in it. ``places`` are the names of the bureau's own district.
    """
    return _scope(cell, categories, places)[0]


def unused_words(cell: str, categories: Collection[Category], places: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words of a scope that is read which decide nothing: area, 企业, 所有."""
    return _scope(cell, categories, places)[1]


def _scope(
    cell: str, categories: Collection[Category], places: Collection[str]
) -> tuple[Scope | Trouble, tuple[str, ...]]:
    text = folded_expression(_UNUSED.sub("", cell))
    if isinstance(text, Trouble):
        return text, ()
    founded = _founded(text)
    if isinstance(founded, Trouble):
        return founded, ()
    owners = _owners(categories)
    whole = owners.get(text)
    phrase = _lexicon(owners, places).phrase(text)
    named = {owners[name] for name in phrase.of_kind("C")}
    unused = tuple(dict.fromkeys(word.removesuffix("的") for word in phrase.of_kind("aqk")))
    if whole is not None:
        return Scope(cell, whole, founded, _is_operating(_lexicon({}, places).phrase(text))), unused
    if len(named) != 1:
        return _unknown(named, categories), ()
    if phrase.unknown or len(phrase.of_kind("f")) > 1:
        return not_understood("scope.leftover", phrase.unknown or phrase.of_kind("f")[1:]), ()
    return Scope(cell, named.pop(), founded, _is_operating(phrase)), unused


def _is_operating(phrase: Phrase) -> bool:
    """Say whether the words are of entities in operation, with no 未 before them; 从事货运经营的 says what they do."""
    return re.search(r"(?<!\?)o|(?<![?C])b", phrase.kinds) is not None


def _unknown(named: Collection[str], categories: Collection[Category]) -> Trouble:
    if named:
        return not_understood("scope.several-categories", tuple(sorted(named)))
    names = "、".join(category.name for category in categories)
    return Trouble("scope.unknown-category", (("names", names),))


def _folded(name: str) -> str:
    return bare(fold_title(name))


def _owners(categories: Collection[Category]) -> dict[str, str]:
    """Return each name, folded, with and without 企业 and the like -> its category; one that two have is nobody's."""
    owners: dict[str, set[str]] = {}
    for category in categories:
        for name in map(_folded, category.names):
            for form in {name, TAIL.sub("", name)} - {""}:
                owners.setdefault(form, set()).add(category.name)
    full = {_folded(category.name): category.name for category in categories}
    return {form: of.pop() for form, of in owners.items() if len(of) == 1} | full


def _lexicon(owners: Mapping[str, str], places: Collection[str]) -> Lexicon:
    own = "|".join(re.escape(place) for place in places)
    area = (("a", rf"(?:{own})(?:管辖|行政)?(?:范围|区域|辖区|境)?(?:以?内)?的?"),) if own else ()
    names = "|".join(re.escape(name) for name in sorted(owners, key=len, reverse=True))
    return Lexicon(*_ENTRIES, *area, *((("C", f"(?:{names})"),) if names else ()))


def _founded(text: str) -> date | Trouble | None:
    until = _UNTIL.search(text)
    match = until or _FOUNDED.search(text)
    return _day_of(match.groupdict(), inclusive=until is not None) if match else None


def _day_of(said: Mapping[str, str | None], *, inclusive: bool) -> date | Trouble:
    """Return the day before which an entity must be founded; of a year or a month alone, its first day.

    Before the end of a month or a year is before the first day of the next, and so is an ``inclusive`` one.
    """
    try:
        if iso := said.get("iso"):
            return date(*map(int, re.split("[./-]", iso)))
        year = int(year_in_digits(said["year"] or ""))
        month, day = (counted(text) if (text := said[part]) else None for part in ("month", "day"))
        if (said["month"] and not month) or (said["day"] and (not day or said["end"])):
            return Trouble("scope.bad-date")
        if not (said["end"] or inclusive):
            return date(year, month or 1, day or 1)
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1]) + timedelta(days=1)
    except (ValueError, OverflowError):
        return Trouble("scope.bad-date")
