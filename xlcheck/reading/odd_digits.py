"""Numbers in spellings that are no run of digits: with commas between, glued to another, or with letters for digits.

Whatever :mod:`xlcheck.reading.digit_runs` takes for the end of a number may be written within one. So these count only
where everything that stands together is the number, and in groups as somebody would write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlcheck.reading.digit_runs import CHINESE_AND_OTHERS, CHINESE_DIGITS, LIKE_X, SOME_CHINESE, DigitRun

_BY = r"(?P<by>[^\w\s+=<>%$]|丶|点|之|横?杠)(?P=by){0,2}"
_BY_AGAIN = r"(?P=by){1,3}"
_APART = re.compile(rf"(?<![0-9A-Za-z])[0-9]+(?: ?{_BY} ?[0-9]+)(?: ?{_BY_AGAIN} ?[0-9]+)*(?![0-9A-WYZa-wyz])")
"""Groups of digits that one sign parts, or the word for it; what sums and shares are written with is none."""
_SPACED = re.compile(r"(?<![0-9A-Za-z])[0-9]+(?:[ \-.()/]{1,3}[0-9]+)+(?![0-9A-WYZa-wyz])")
"""Groups of digits with blanks or dashes between, where they were written as words."""
_SHAPES = frozenset(
    (
        *((3, 4, 4), (3, 3, 5), (3, 8), (7, 4), (4, 7), (4, 8), (4, 3, 4), (4, 4, 4), (4, 4, 3)),
        *((6, 8, 4), (6, 12), (14, 4), (6, 4, 4, 4), (6, 4, 2, 2, 4), (6, 6, 6), (3, 3, 4, 4, 4), (3, 3, 8, 4)),
        *((6, 8, 3), (6, 11), (14, 3), (6, 4, 4, 3)),
        *((4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 10), (6, 13), (8, 8)),
    )
)
"""Lengths of the groups of telephone, identity and card numbers."""
_MOST_GROUPS = max(map(len, _SHAPES))
_DIGIT_BY_DIGIT = (11, 12, 15, 16, 17, 18, 19)
_LIKE_DIGITS = str.maketrans("OoIl", "0011")
_MOSTLY_DIGITS = r"(?=[0-9]*[OoIl])(?=(?:[OoIl]*[0-9]){8})"
_WITH_LETTERS = re.compile(rf"(?<![0-9A-Za-z]){_MOSTLY_DIGITS}[0-9OoIl]{{11,18}}[Xx]?(?![0-9A-Za-z])")
_GLUED = re.compile(r"(?<![0-9A-Za-z.])[0-9]{21,71}[0-9Xx](?![0-9A-Za-z])")
_LENGTHS = (11, 18)
"""Of a mobile number and an identity number."""


def odd_runs(folded: str) -> Iterator[DigitRun]:
    """Yield numbers of which signs part the groups, or which are of two scripts, each as a run of one group."""
    yield from _in_shape(_APART, folded)
    if SOME_CHINESE.search(folded):
        in_digits = folded.translate(CHINESE_DIGITS)
        yield from (*_in_shape(_APART, in_digits), *_in_shape(_SPACED, in_digits), *_within(in_digits))
    for match in CHINESE_AND_OTHERS.finditer(folded):
        if not match[0].isascii():
            yield _run(match[0].translate(CHINESE_DIGITS) + folded[match.end() : match.end() + 1])
    yield from (_run(match[0].translate(_LIKE_DIGITS)) for match in _WITH_LETTERS.finditer(folded))


def _in_shape(parted: re.Pattern[str], folded: str) -> Iterator[DigitRun]:
    """Yield what is parted as somebody would write a number, each as a run of one group."""
    for match in parted.finditer(folded):
        groups = re.findall("[0-9]+", match[0])
        lengths = tuple(map(len, groups))
        if lengths in _SHAPES or (set(lengths) == {1} and len(lengths) in _DIGIT_BY_DIGIT):
            yield _run("".join(groups) + folded[match.end() : match.end() + 1])


def _within(folded: str) -> Iterator[DigitRun]:
    """Yield the numbers with blanks or dashes between, before and behind which one of something else may stand."""
    for match in _SPACED.finditer(folded):
        groups = re.findall("[0-9]+", match[0])
        for first in range(len(groups)):
            for last in range(first + 2, min(first + _MOST_GROUPS, len(groups)) + 1):
                if tuple(map(len, groups[first:last])) in _SHAPES:
                    behind = folded[match.end() : match.end() + 1] if last == len(groups) else ""
                    yield _run("".join(groups[first:last]) + behind)


def _run(signs: str) -> DigitRun:
    """Return a run of digits with nothing before it, of which the last sign may be an X, or what comes behind."""
    digits = signs if signs[-1:].isdecimal() else signs[:-1]
    return DigitRun((digits,), "", "", signs[-1:] in tuple(LIKE_X))


def glued(folded: str) -> Iterator[tuple[str, ...]]:
    """Yield digits without anything between that are as long as some numbers, taken apart where each may end."""
    for match in _GLUED.finditer(folded):
        yield from _taken_apart(match[0].upper())


def _taken_apart(digits: str) -> Iterator[tuple[str, ...]]:
    if not digits:
        yield ()
    for length in (one for one in _LENGTHS if one <= len(digits)):
        yield from ((digits[:length], *rest) for rest in _taken_apart(digits[length:]))
