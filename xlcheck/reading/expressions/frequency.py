"""抽查频次: how often in how many months."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlcheck.model import Trouble
from xlcheck.reading.folding import fold_title

_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_COUNT = r"(\d{1,3}|[一二两三四五六七八九十])"
_PERIODS = {"年": 12, "年度": 12, "半年": 6, "季": 3, "季度": 3, "月": 1, "个月": 1, "周期": 12}
_PERIOD = "(" + "|".join(sorted(_PERIODS, key=len, reverse=True)) + ")"
_LEAST = "(不少于|不低于|至少)?"
_FORMS = (
    re.compile(rf"{_LEAST}{_COUNT}次[/每]{_COUNT}?{_PERIOD}"),
    re.compile(rf"每{_COUNT}?个?{_PERIOD}(?:抽查|检查)?{_LEAST}{_COUNT}次"),
    re.compile(rf"{_COUNT}?个?{_PERIOD}(?:抽查|检查|内)?{_LEAST}{_COUNT}次"),
)


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many times in so many months; ``at_least`` where more is allowed."""

    text: str
    times: int
    months: int
    at_least: bool = False


def parse_frequency(cell: str) -> Frequency | Trouble:
    """Return a :class:`Frequency`, or the :class:`Trouble` that says why it could not be read.

    ``1次/年``, ``每半年一次``, ``每2年1次``, ``每年不少于2次`` are read; ``不定期`` names no number and is asked about.
    """
    text = fold_title(cell)
    if match := _FORMS[0].fullmatch(text):
        least, times, count, period = match.groups()
    elif match := _FORMS[1].fullmatch(text) or _FORMS[2].fullmatch(text):
        count, period, least, times = match.groups()
    else:
        return Trouble("frequency.unreadable")
    months = _PERIODS[period] * (_number(count) if count else 1)
    return (
        Frequency(cell, _number(times), months, bool(least))
        if _number(times) and months
        else Trouble("frequency.unreadable")
    )


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)
