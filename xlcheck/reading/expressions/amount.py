"""检查对象基数 and 目标数: how many entities a plan speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlcheck.model import Trouble
from xlcheck.reading.expressions.tokens import NUMBER, Lexicon, folded_expression, not_understood
from xlcheck.reading.numerals import counted

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NO_PARTS = re.compile(r"\.0+$")
_LEXICON = Lexicon(
    ("N", NUMBER),
    ("a", "约|大约|大概|约为|预计|左右|上下|余|多"),
    ("l", "不少于|不低于|至少|以上"),
    ("u", "不超过|不多于|至多|以内|以下"),
    ("~", "户|家|个|名|辆|艘|台|处|企业|单位|主体|对象|共|计|共计|抽查|检查|抽取|为"),
)
_TOLERANCE = 10
"""About so many is off by less than one in so many."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So many entities; ``about`` where the plan says so, ``at_least`` and ``at_most`` where it sets a bound."""

    text: str
    count: int
    about: bool = False
    at_least: bool = False
    at_most: bool = False

    def admits(self, number: int) -> bool:
        """Say whether a number is what the plan speaks of."""
        if self.at_least or self.at_most:
            return number >= self.count if self.at_least else number <= self.count
        return abs(number - self.count) * _TOLERANCE <= self.count if self.about else number == self.count

    def is_near(self, number: int) -> bool:
        """Say whether a number is off by no more than a tenth, as a registry of another day may be."""
        return abs(number - self.count) * _TOLERANCE <= max(self.count, _TOLERANCE)


def parse_amount(cell: str) -> Amount | Trouble:
    """Return an :class:`Amount`, or the :class:`Trouble` that says why the text is none.

    ``120``, ``约120户``, ``1,200家``, ``不少于三户`` are read; ``三五户`` and ``5%`` are no number of entities.
    """
    text = folded_expression(cell)
    if isinstance(text, Trouble):
        return text
    phrase = _LEXICON.phrase(_NO_PARTS.sub("", _THOUSANDS.sub("", text)))
    if phrase.unknown:
        return not_understood("amount.unknown-words", phrase.unknown)
    found = phrase.without("~").fit("(?P<before>[alu]?)(?P<number>N)(?P<behind>[alu]?)")
    count = counted(found["number"]) if found else None
    if found is None or count is None or (found["before"] and found["behind"]):
        return Trouble("amount.unreadable")
    kinds = phrase.kinds
    return Amount(cell, count, "a" in kinds, "l" in kinds, "u" in kinds)
