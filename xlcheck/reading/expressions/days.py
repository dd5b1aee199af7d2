"""抽取日期 and 完成时限: a day, a month or a span, in the forms of 抽查日期 and as a term that ends with it."""

from __future__ import annotations

import re
from datetime import date

from xlcheck.model import Trouble, Window
from xlcheck.reading.dates import read_day_of_year
from xlcheck.reading.expressions.tokens import folded_expression
from xlcheck.reading.expressions.window import parse_window

_BY = re.compile(r"(?:(?<=[日号底末\d])(?:之前|以前|前)|为止|止)$")
"""4月前 may be by March or by April: it is not read."""
_END = re.compile(r"(?<=[月年])[底末]$")
_WITHIN = re.compile(r"^(?:于|在|最迟|不迟于|截至|截止)")
_THIS_YEAR = frozenset({"年", "本年", "当年"})
"""What is left of 年底."""


def parse_days(cell: str, year: int) -> Window | Trouble:
    """Return first and last day as a :class:`Window`, or the :class:`Trouble` that says why they could not be read.

    ``2021年4月30日``, ``4月30日前`` and ``4月底前`` end on 30 April of the plan's ``year``, as offices mean it; of a
    month or a span, as ``2021年1月至4月``, both ends count.
    """
    text = folded_expression(cell)
    if isinstance(text, Trouble):
        return text
    bare = _END.sub("", _BY.sub("", _WITHIN.sub("", text)))
    day = read_day_of_year(bare, year)
    if isinstance(day, date):
        return Window(cell, day, day)
    window = parse_window("全年" if bare in _THIS_YEAR else cell if bare == cell else bare, year)
    return Window(cell, window.start, window.end) if isinstance(window, Window) else Trouble("days.unreadable")
