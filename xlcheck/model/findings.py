"""Places, findings, and the one kind of error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: workbook, sheet, cell and the title of its column.

    ``row`` and ``column`` are 1-based Excel positions; ``None`` where the whole sheet or
    the whole workbook is meant.
    """

    book: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    title: str = ""

    @property
    def cell(self) -> str:
        """``B7``; empty where no single cell is meant."""
        if self.row is None or self.column is None:
            return ""
        return f"{column_letters(self.column)}{self.row}"


def column_letters(index: int) -> str:
    """Return the letters of a 1-based column: 1 -> A, 27 -> AA."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the 1-based column of its letters: A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the user's data; its sentence is made by :mod:`xlcheck.messages`.

    ``key`` names the row for a person (a code, a certificate number, a plan number), ``also`` are the
    places of further cells of which the same is said, ``waiver`` the reason for which staff accepted it.
    """

    code: str
    place: Place
    value: str = ""
    params: tuple[tuple[str, str], ...] = ()
    proposal: str = ""
    key: str = ""
    also: tuple[Place, ...] = ()
    waiver: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell that the finding is about."""
        return (self.place, *self.also)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a text or a cell: the finding's code, its parameters and a proposed value.

    Every parser returns a value or one of these. ``value`` is what a cell counts as all the same, where it does.
    """

    code: str
    params: tuple[tuple[str, str], ...] = ()
    proposal: str = ""
    value: object = None


MOST_LISTED = 20_000
"""Findings of one kind that are listed for a column; nobody corrects more of them before the next check."""


def finding(code: str, place: Place, value: object = "", proposal: str = "", **params: object) -> Finding:
    """Build a :class:`Finding`, its parameters kept as text in the order given."""
    return Finding(code, place, str(value), tuple((k, str(v)) for k, v in params.items()), proposal)


class XlcheckError(Exception):
    """The operation cannot go on (exit code 2); ``code`` names its sentence in the catalogue."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {k: str(v) for k, v in params.items()}


def trouble(code: str, **params: object) -> Trouble:
    """Return the :class:`Trouble` of a code whose sentence has these parameters."""
    return Trouble(code, tuple((name, str(value)) for name, value in params.items()))


def require_read(parsed: T | Trouble) -> T:
    """Return what a parser returned; raises :class:`XlcheckError` where that is the :class:`Trouble` of a sentence."""
    if isinstance(parsed, Trouble):
        raise XlcheckError(parsed.code, **dict(parsed.params))
    return parsed
