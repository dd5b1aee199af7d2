"""The State Council's notice on the holidays of a year, read as text.

The forms are those of 国务院办公厅关于……年部分节假日安排的通知 of 2011 to 2026, such as ``1月1日（周四）至3日（周六）
放假调休，共3天。1月4日（周日）上班。``, ``4月5日放假，与周末连休。``, ``4月5日放假，4月6日（星期一）补休。``
Nothing is guessed: a sentence that is not understood, contradicts itself or may mean two years gives no day, and is
told of.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from xlcheck.model import Trouble
from xlcheck.reading.calendar.holiday_span import DAY, SPAN, as_printed, span_days, weekend_beside
from xlcheck.reading.dates import in_digits
from xlcheck.reading.folding import fold_title

_NUMERALS = "一二三四五六七八九十"
_DAYS = rf"{SPAN}(?:[、和及,]{SPAN})*"
_OFF = r"(?:放假|补休|调休|公休)(?:调休|公休|补休)?(?:\d+天)?"
_ON = r"(?:照常|正常)?上班"
_CLAUSE = rf"{_DAYS}(?:{_OFF}|{_ON})"
_REST = r"共\d+天|不调休|与周末连休"
_NAME = r"[^\d:。,()\n]{1,15}:"
_SENTENCE = re.compile(rf"(?:[{_NUMERALS}]+、)?(?:{_NAME})?{_CLAUSE}(?:,(?:{_CLAUSE}|{_REST}))*,?")

_HEADING = re.compile(rf"(?:[{_NUMERALS}]+、)?({_NAME})")
_BREAK = re.compile(rf"[。;]|\n*(?<![{_NUMERALS}])(?=[{_NUMERALS}]+、{_NAME})|\n+(?={_NAME})")
"""Where a sentence ends: also before a numbered holiday (十一、 is one number) and before a line with a name."""
_ANY_CLAUSE = re.compile(rf"(?P<days>{_DAYS})(?P<word>{_OFF}|{_ON})")
_ANY_SPAN = re.compile(SPAN)
_COUNT = re.compile(r"(\d+)天")
_YEAR = re.compile(r"(\d{4})年(?!\d{1,2}月)(?=[^。]{0,60}(?:节假日|放假|假期))")
"""The year of a title (2021年部分节假日安排), not that of a day (2020年12月31日)."""
_ANY_YEAR = re.compile(r"(\d{4})年")
_SPEAKS = re.compile(rf"{DAY}[^\d。]{{0,8}}(?:放假|补休|调休|公休|连休|休息|上班)")
_HOLIDAYS = "元旦|春节|清明|劳动|五一|端午|中秋|国庆|十一"
_HOLIDAY = re.compile(
    rf"(?:[{_NUMERALS}]+、|{_HOLIDAYS})[^。]*(?:放假|补休|上班)"
    rf"|(?:[{_NUMERALS}]+、)?(?:{_HOLIDAYS})(?:节|假期)?[:(为]?{DAY}"
)
"""A sentence that speaks of days, or of a holiday, is told of where its form is not known; others are passed over."""
_ADVICE = "鼓励"

_NEW_YEAR = "元旦"

_SATURDAY = 5
_NAMED = 3
"""Days that are named of many."""


@dataclass(frozen=True, slots=True)
class NoticeRemark:
    """What is wrong with one sentence, the number of the paragraph in which it begins, and its text."""

    paragraph: int
    sentence: str
    trouble: Trouble


@dataclass(slots=True)
class Notice:
    """The days that a notice names, each with the paragraph that does, and what is to be said of it."""

    off: dict[date, int] = field(default_factory=dict)
    on: dict[date, int] = field(default_factory=dict)
    remarks: list[NoticeRemark] = field(default_factory=list)


def read_notice(paragraphs: Sequence[str], year: int) -> Notice:
    """Read one notice or several, pasted as a whole or in paragraphs.

    ``year`` is used, and said to be, where no year is named before the first days.
    """
    reader = _Reader(year)
    for number, sentence in _sentences(paragraphs):
        reader.read(number, sentence)
    return reader.result()


def _sentences(paragraphs: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Split into folded sentences, each with the number of its first paragraph; a line may break anywhere."""
    folded = ["\n".join(map(fold_title, paragraph.splitlines())) for paragraph in paragraphs]
    starts = [0, *accumulate(len(paragraph) + 1 for paragraph in folded)]
    text, begin = "\n".join(folded), 0
    for end in (*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))):
        sentence = text[begin : end[0]]
        if line := sentence.replace("\n", ""):
            first = begin + len(sentence) - len(sentence.lstrip("\n"))
            yield bisect(starts, first) - 1, in_digits(line)
        begin = end[1]


class _Reader:
    """Goes through the sentences; knows the year and the holiday of which the text speaks."""

    def __init__(self, year: int) -> None:
        self.year, self.named = year, False
        self.holiday = ""
        self.notice = Notice()

    def read(self, number: int, sentence: str) -> None:
        """Enter the days of a sentence in the notice, or a remark on why it gives none."""
        self._note_year(sentence)
        if heading := _HEADING.match(sentence):
            self.holiday = heading[1]
        if not _SENTENCE.fullmatch(sentence):
            if _SPEAKS.search(sentence) or _HOLIDAY.match(sentence):
                advice = sentence.startswith(_ADVICE)
                self._note(number, sentence, Trouble("calendar.notice-advice" if advice else "calendar.notice-unread"))
            return
        if not self.named:
            self._note(number, sentence, Trouble("calendar.notice-no-year", (("year", str(self.year)),)))
            self.named = True
        days = self._days(sentence)
        if isinstance(days, Trouble):
            self._note(number, sentence, days)
            return
        for dates, entries in zip(days, (self.notice.off, self.notice.on), strict=True):
            for day in dates:
                entries.setdefault(day, number)

    def _note_year(self, sentence: str) -> None:
        """Take note of the notice's year: that of its title, else the last one in its first days."""
        if titles := _YEAR.findall(sentence):
            self.year, self.named = int(titles[-1]), True
        elif not self.named and (years := _ANY_YEAR.findall(sentence)) and _SPEAKS.search(sentence):
            self.year, self.named = max(map(int, years)), True

    def result(self) -> Notice:
        """Return the notice, with a remark on each day that is both off and worked."""
        for both in sorted(self.notice.off.keys() & self.notice.on.keys()):
            self._note(self.notice.on[both], str(both), Trouble("calendar.notice-both"))
        return self.notice

    def _note(self, number: int, sentence: str, trouble: Trouble) -> None:
        self.notice.remarks.append(NoticeRemark(number, as_printed(sentence), trouble))

    def _days(self, sentence: str) -> tuple[list[date], list[date]] | Trouble:
        """Collect the days off and the days worked of a sentence whose form is known."""
        off: list[date] = []
        on: list[date] = []
        for clause in _ANY_CLAUSE.finditer(sentence):
            days: list[date] = []
            for text in _ANY_SPAN.findall(clause["days"]):
                span = span_days(text, self.year, days, new_year=_NEW_YEAR in self.holiday)
                if isinstance(span, Trouble):
                    return span
                days += span
            is_worked = clause["word"].endswith("上班")
            if is_worked and (
                odd := [d for d in days if d.weekday() < _SATURDAY and d not in (*off, *self.notice.off)]
            ):
                # a list of days without 放假 runs on into the next that are worked; one that is off as well is told of
                said = "、".join(map(str, odd[:_NAMED])) + ("等" if len(odd) > _NAMED else "")
                return Trouble("calendar.notice-on-weekday", (("days", said),))
            (on if is_worked else off).extend(days)
        if off and "与周末连休" in sentence:
            off += weekend_beside(off)
        for count in _COUNT.findall(sentence):
            if int(count) != len(set(off)):
                return Trouble("calendar.notice-count", (("said", count), ("count", str(len(set(off))))))
        return off, on
