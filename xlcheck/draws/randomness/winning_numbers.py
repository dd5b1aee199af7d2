"""The numbers of an issue: as a clerk types them, held against the rules of the game, and as the seed line has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from xlcheck.draws.randomness.encoding import read_numbers, write_numbers
from xlcheck.draws.randomness.games import FIRST_YEAR, GAMES, LAST_YEAR, Game, Issue, NumberGroup
from xlcheck.model import Trouble, XlcheckError, require_read, trouble

Numbers: TypeAlias = tuple[tuple[int, ...], ...]
"""The numbers of each group of a game, sorted where their order does not count."""

_BETWEEN = re.compile(r"[\s,、:]+")
_SIGN = r"[+|/;\n]"
_DIGITS = re.compile(r"[0-9]{1,40}")
_PART = re.compile(r"([a-z][a-z0-9]*)-([0-9]+)=([0-9./]+)")


def parse_numbers(game: Game, text: str) -> Numbers | Trouble:
    """Return the numbers typed for an issue of a game.

    Between groups stand ``+``, ``|``, ``/``, ``;``, a new line or their names; without one the counts part them.
    A :class:`Trouble` has the code ``draw.lottery-numbers``, ``draw.lottery-groups``, or one of :func:`checked`.
    """
    parts = [_BETWEEN.sub(" ", part).strip() for part in re.split(_sign(game), unicodedata.normalize("NFKC", text))]
    words = [part.split(" ") for part in parts if part]
    if not words or not all(_DIGITS.fullmatch(word) for part in words for word in part):
        return trouble("draw.lottery-numbers", name=game.name, text=text.strip(), example=game.example)
    groups = _parted(game, words[0]) if len(words) == 1 else words
    if isinstance(groups, Trouble):
        return groups
    if len(groups) != len(game.groups):
        names = "、".join(group.name for group in game.groups)
        return trouble("draw.lottery-groups", name=game.name, names=names, typed=len(groups), example=game.example)
    numbers = tuple(_run(group, typed) for group, typed in zip(game.groups, groups, strict=True))
    return next(_faults(game, numbers), None) or _ordered(game, numbers)


def checked(game: Game, numbers: Numbers) -> Numbers:
    """Return numbers that a game can give, one tuple for each of its groups, as :data:`Numbers`.

    Raises :class:`XlcheckError`: ``draw.lottery-count``, ``draw.lottery-range`` or ``draw.lottery-repeated``.
    """
    return require_read(next(_faults(game, numbers), None) or _ordered(game, numbers))


def _faults(game: Game, numbers: Numbers) -> Iterator[Trouble]:
    before: tuple[int, ...] = ()
    for group, group_numbers in zip(game.groups, numbers, strict=True):
        if len(group_numbers) != group.count:
            yield trouble("draw.lottery-count", wanted=group.demand, typed=len(group_numbers))
        yield from _out_of_range(group, group_numbers)
        yield from _repeated(group, group_numbers, before)
        before = group_numbers


def _ordered(game: Game, numbers: Numbers) -> Numbers:
    """Sort the numbers of each group whose order does not count."""
    pairs = zip(game.groups, numbers, strict=True)
    return tuple(group_numbers if group.in_order else tuple(sorted(group_numbers)) for group, group_numbers in pairs)


def seed_part(issue: Issue, numbers: Numbers) -> str:
    """Write an issue and its numbers as the seed line has them: ``ssq-2024003=1.8.13.19.26.33./7./``."""
    return f"{issue.key}=" + "".join(write_numbers(group) for group in checked(GAMES[issue.game], numbers))


def read_seed_part(text: str) -> tuple[Issue, Numbers]:
    """Read exactly what :func:`seed_part` writes, else raise :class:`XlcheckError` ``draw.source-damaged``."""
    match = _PART.fullmatch(text)
    game = GAMES.get(match[1]) if match else None
    numbers = read_numbers(match[3]) if match else None
    if match and game and numbers and len(numbers) == len(game.groups):
        year = int(match[2][:-3] or 0) + (FIRST_YEAR if game.year_digits == 2 else 0)
        issue = Issue(game.key, year, int(match[2][-3:]))
        if issue.number and FIRST_YEAR <= year <= LAST_YEAR and _written(issue, numbers) == text:
            return issue, numbers
    raise XlcheckError("draw.source-damaged", text=text)


def _written(issue: Issue, numbers: Numbers) -> str:
    """Return the part of the seed line; empty for numbers that the game cannot give."""
    try:
        return seed_part(issue, numbers)
    except XlcheckError:
        return ""


def _sign(game: Game) -> str:
    return "|".join((_SIGN, *(re.sub("号码$", "号码?", group.name) for group in game.groups)))


def _parted(game: Game, words: list[str]) -> list[list[str]] | Trouble:
    """Part words by the counts of the groups; a run such as 496650 stands for all numbers of its group."""
    groups = []
    for group in game.groups[:-1]:
        size = 1 if words and _is_run(group, words[0]) else group.count
        groups.append(words[:size])
        words = words[size:]
    groups.append(words)
    if any(not part for part in groups):
        each = "、".join(f"{group.name}{group.count}个" for group in game.groups)
        count = sum(group.count for group in game.groups)
        typed = sum(len(part) for part in groups)
        return trouble("draw.lottery-count", wanted=f"{game.name}要{count}个号码（{each}）", typed=typed)
    return groups


def _is_run(group: NumberGroup, word: str) -> bool:
    """Say whether a word is all numbers of a group, each with as many digits as the highest: 010813192633."""
    return group.count > 1 and len(word) == group.count * len(str(group.last))


def _run(group: NumberGroup, words: list[str]) -> tuple[int, ...]:
    if len(words) == 1 and _is_run(group, words[0]):
        width = len(str(group.last))
        return tuple(int(words[0][n : n + width]) for n in range(0, len(words[0]), width))
    return tuple(int(word) for word in words)


def _out_of_range(group: NumberGroup, numbers: tuple[int, ...]) -> Iterator[Trouble]:
    for place, number in enumerate(numbers, start=1):
        if not group.first <= number <= group.last:
            yield trouble("draw.lottery-range", wanted=group.demand, place=place, number=number)


def _repeated(group: NumberGroup, numbers: tuple[int, ...], before: tuple[int, ...]) -> Iterator[Trouble]:
    unavailable = set(before) if group.beside else set()
    for number in () if group.in_order else numbers:
        if number in unavailable:
            yield trouble("draw.lottery-repeated", wanted=group.demand, number=number)
        unavailable.add(number)
