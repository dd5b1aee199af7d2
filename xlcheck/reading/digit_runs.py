"""Digits as people write them: in any script and width, with dashes, dots, brackets, blanks and unseen signs between.

Such a text is folded first, then read as *runs*: groups of digits with separators between, of which any neighbours may
be one number. A comma, a colon or a word ends a run, since what stands on both sides of it is two things.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

_CHINESE = "〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_ENCLOSED = ("①", "⑴", "⒈", "❶", "➀", "➊", "⓵", "㈠", "㊀", "〡", "🄂")
"""The first of nine signs in a row that are digits in circles, in brackets, with dots, or of the market."""
_AS_DIGIT = {ord(first) + n: str(n + 1) for first in _ENCLOSED for n in range(9)} | dict.fromkeys(map(ord, "⓪⓿🄀🄁"), "0")
_OTHER_DIGITS = "⁰¹²³⁴-⁹₀-₉⓪⓿🄀-🄊" + "".join(f"{first}-{chr(ord(first) + 8)}" for first in _ENCLOSED)
"""What :func:`fold_digits` reads as a digit beside the decimal digits of all scripts."""
_SOME_DIGITS = re.compile(
    rf"[\d{_OTHER_DIGITS}](?:[^\d{_OTHER_DIGITS}]{{0,8}}[\d{_OTHER_DIGITS}]){{9}}|[OoIl\d]{{11}}"
    rf"|[{_CHINESE}\d](?:[^{_CHINESE}\d]{{0,3}}[{_CHINESE}\d]){{9}}"
)
"""The digits of the shortest number of a person, with what may stand between two; few texts have so many."""
_LIKE_DIGITS = re.compile(rf"[\d{_OTHER_DIGITS}{_CHINESE}OoIl]")
_FEWEST = 10
_LONG_GAP = re.compile(r"(\W)\1{2,}")
"""One sign again and again, as somebody fills a line with it: it parts no more than two of it do."""

_CHINESE_RUN = re.compile(rf"[{_CHINESE}]{{10,}}")
CHINESE_AND_OTHERS = re.compile(rf"[{_CHINESE}0-9]{{10,}}")
SOME_CHINESE = re.compile(rf"[{_CHINESE}]{{3}}|[{_CHINESE}][^\w{_CHINESE}]{{1,3}}[{_CHINESE}]")
CHINESE_DIGITS = str.maketrans(_CHINESE, "0001234567891123456789")
LIKE_X = "XxХхΧχ×✕✖╳"
_UNSEEN = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)))
"""Default-ignorable or blank, though of another category than such signs have."""
_AS_SEPARATOR = {
    **dict.fromkeys("−⁻₋─━―ー〜~∼˗ˉ¯_‐⁃➖", "-"),
    **dict.fromkeys("·•‧∙⋅・。｡●▪∶…˙", "."),
    **dict.fromkeys("/\\|*'`’‘“”\"＇", "/"),
    **{"<": "(", ">": ")"},
}
_CATEGORIES = {"Z": " ", "Pd": "-", "Ps": "(", "Pi": "(", "Pe": ")", "Pf": ")", "Cc": " "}
_SEPARATOR = r"[ \-.()/]"
_RUN = re.compile(rf"[0-9]+(?:{_SEPARATOR}{{1,5}}[0-9]+)*")
_LAST_X = re.compile(rf"{_SEPARATOR}{{0,3}}[{LIKE_X}](?![A-Za-z0-9])")
_GROUP = re.compile("[0-9]+")
LONGEST = 22
"""Digits of the longest number, with what may stand before it."""


@dataclass(frozen=True, slots=True)
class DigitRun:
    """The groups of digits of one run, the letters (upper case) right before and after it, whether an X ends it."""

    groups: tuple[str, ...]
    before: str
    after: str
    has_x: bool

    def numbers(self, shortest: int, longest: int) -> Iterator[tuple[str, tuple[int, ...], bool]]:
        """Yield each number that neighbouring groups make: its digits, the groups' lengths, whether it ends the run."""
        for first in range(len(self.groups)):
            length = 0
            for last in range(first, len(self.groups)):
                length += len(self.groups[last])
                if length > longest:
                    break
                if length >= shortest:
                    groups = self.groups[first : last + 1]
                    yield "".join(groups), tuple(map(len, groups)), last + 1 == len(self.groups)


def may_hold_number(text: str) -> bool:
    """Say whether a text has enough digits close together for any number of a person, whatever they are part of."""
    if len(_LIKE_DIGITS.findall(text)) < _FEWEST:  # as most texts, and quicker told than where they stand
        return False
    return bool(_SOME_DIGITS.search(_without_long_gaps(text)))


def _without_long_gaps(text: str) -> str:
    return _LONG_GAP.sub(r"\1\1", text) if _LONG_GAP.search(text) else text


def fold_digits(text: str) -> str:
    """Return a text with digits as 0 to 9, without unseen signs, and each separator as one of six."""
    compatible = text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_AS_DIGIT))
    folded = _without_long_gaps("".join(map(_folded, compatible)))
    return _CHINESE_RUN.sub(lambda run: run[0].translate(CHINESE_DIGITS), folded)


@cache
def _folded(sign: str) -> str:
    """Return a sign as it is searched; empty where nobody sees it."""
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    category = unicodedata.category(sign)
    # Marks are dropped too: a digit in a keycap is the digit, a sign and its frame.
    if sign in _UNSEEN or category in ("Cf", "Cn", "Co", "Cs") or category[0] == "M":
        return ""
    return _AS_SEPARATOR.get(sign) or _CATEGORIES.get(category) or _CATEGORIES.get(category[0]) or sign


def digit_runs(folded: str) -> Iterator[DigitRun]:
    """Yield the runs of a folded text that have the digits of a number of a person."""
    for match in _RUN.finditer(folded):
        run = match[0]
        if sum(map(str.isdecimal, run)) < 10:
            continue
        groups = tuple(_GROUP.findall(run))
        before = re.search("[A-Za-z]*$", folded[max(0, match.start() - 12) : match.start()])
        after = folded[match.end() : match.end() + 1]
        assert before is not None  # an empty text fits too
        yield DigitRun(
            groups,
            before[0].upper(),
            after if after.isascii() and after.isalpha() else "",
            bool(_LAST_X.match(folded, match.end())),
        )


def known_numbers(*texts: str) -> Iterator[str]:
    """Yield what a search is told of texts that are meant to be there: every number that neighbouring digits make.

    A text may be a code with letters and separators in it, or winning numbers, of which a seed line has some.
    """
    for text in texts:
        groups = _GROUP.findall(fold_digits(text))
        yield re.sub("[^0-9A-Z]", "", fold_digits(text).upper())
        for first in range(len(groups)):
            numbers = accumulate(groups[first:])
            yield from (number for number in numbers if len(number) <= LONGEST)
