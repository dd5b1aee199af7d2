"""抽查对象范围: founded before when, in operation, which category."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from xlcheck.model import Category, Scope, Trouble
from xlcheck.reading.folding import fold_title

_FOUNDED = re.compile(
    r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:以前|之前|前)(?:注册|登记)?(?:成立|设立|注册|登记)(?:并|且|、)?的?"
)
_OPERATING = re.compile(r"(?:正常)?(?:运营|营运|经营|在营|营业|存续)(?:中)?的")
_AREA = re.compile(r"(?:全区|全县|全市|辖区内?|本区|本县)(?:管辖范围内?|范围内?|辖区内?|内)?的?")
_TAIL = re.compile(r"(?:市场主体|经营业户|经营户|业户|企业|单位|户)$")


def parse_scope(cell: str, categories: Collection[Category]) -> Scope | Trouble:
    """Return a :class:`Scope`, or the :class:`Trouble` that says why it could not be read.

    What is left when cut-off, state and area are taken away must name one category, by its
    name, an alias or the plan's wording (单位设置, 对象类别); a part left over is never ignored.
    """
    text = fold_title(cell)
    cut_off = _FOUNDED.search(text)
    founded = _day_of(cut_off) if cut_off else None
    if isinstance(founded, Trouble):
        return founded
    text = _FOUNDED.sub("", text, count=1)
    text, operating = _OPERATING.subn("", text, count=1)
    text = _AREA.sub("", text, count=1)
    names = {_bare(name): c.name for c in categories for name in c.names}
    category = names.get(_bare(text))
    if category is None:
        if any(_bare(text).endswith(name) for name in names):
            return Trouble("scope.leftover")
        return Trouble("scope.unknown-category", (("names", "、".join(c.name for c in categories)),))
    return Scope(cell, category, founded, bool(operating))


def _day_of(match: re.Match[str]) -> date | Trouble:
    """Return the day before which an entity must be founded; of a year or a month alone, its first day."""
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return Trouble("scope.bad-date")


def _bare(name: str) -> str:
    return _TAIL.sub("", fold_title(name))
