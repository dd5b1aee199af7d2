"""Formulas beside the tickets: without a macro, the workbook itself turns each hash into ticket and rank.

A ticket is the hash as a decimal number, read backwards; its first nine digits are the hash modulo
10⁹, read backwards. A cell's arithmetic holds 15 digits, so the hash is taken in sixteen pieces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlcheck.model import column_letters
from xlcheck.schema.outputs import TICKETS

Grid = Sequence[Sequence[str | int]]
Place = tuple[int, int]
"""Row and column of a cell, both 1-based."""

MOST_RANKED = 10_000
"""Longest order with formulas for the ranks: each compares a ticket with all others, at every opening."""

TIED = "起并列"
DIGITS = 9
_PIECE, _PIECES = 4, 16
_HEADER_ROW, _FIRST_ROW = 2, 3
_COLUMNS = {key: number for number, key in enumerate(TICKETS.keys, start=1)}
_LETTERS = {key: column_letters(number) for key, number in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its ``=``, and its value, which is stored with it."""

    text: str
    value: int | str


def ticket_formulas(grid: Grid) -> dict[Place, Formula]:
    """The formulas beside the grid of 签号, by the cell in which each stands."""
    rows = [(_text(row, "stratum"), first_digits(_text(row, "digest"))) for row in grid[_FIRST_ROW - 1 :]]
    cells = {
        (number, _COLUMNS["leading"]): Formula(_leading_formula(f"{_LETTERS['digest']}{number}"), digits)
        for number, (_, digits) in enumerate(rows, start=_FIRST_ROW)
    }
    last = _FIRST_ROW + len(rows) - 1
    by_strata = any(stratum for stratum, _ in rows)
    for number, rank in enumerate(_ranks(rows) if len(rows) <= MOST_RANKED else (), start=_FIRST_ROW):
        cells[number, _COLUMNS["place"]] = Formula(_rank_formula(number, last, by_strata), rank)
    return cells


def formula_cells(grid: Grid, found: Mapping[Place, str]) -> dict[Place, str]:
    """What must stand beside the grid of 签号: the titles of the formulas, and their values.

    A program that does not calculate saves a formula without a value, and the reader then gives the
    formula itself: where ``found`` has the right one, that is what must stand there.
    """
    titles = {(_HEADER_ROW, _COLUMNS[c.key]): c.title for c in TICKETS.columns if c.computed}
    formulas = ticket_formulas(grid).items()
    values = {at: f"={f.text}" if found.get(at) == f"={f.text}" else str(f.value) for at, f in formulas}
    return titles | values


def first_digits(digest: str) -> int:
    """The first nine digits behind ``0.`` of a ticket, from its hash in hex."""
    return int(f"{int(digest, 16) % 10**DIGITS:0{DIGITS}d}"[::-1])


def _text(row: Sequence[str | int], key: str) -> str:
    return str(row[_COLUMNS[key] - 1])


def _leading_formula(cell: str) -> str:
    """The hash modulo 10⁹, four hex digits after the other; then its digits backwards."""
    remainder, *rest = [f"HEX2DEC(MID({cell},{1 + _PIECE * n},{_PIECE}))" for n in range(_PIECES)]
    for piece in rest:
        remainder = f"MOD({remainder}*{16**_PIECE}+{piece},{10**DIGITS})"
    places = ",".join(str(n) for n in range(1, DIGITS + 1))
    powers = ",".join(str(10**n) for n in range(DIGITS))
    return f'SUMPRODUCT(MID(TEXT({remainder},"{"0" * DIGITS}"),{{{places}}},1)*{{{powers}}})'


def _rank_formula(row: int, last: int, by_strata: bool) -> str:
    """One more than the tickets with lower digits, in the same stratum where strata count; ties are said."""

    def all_of(key: str) -> str:
        return f"${_LETTERS[key]}${_FIRST_ROW}:${_LETTERS[key]}${last}"

    own = f"{_LETTERS['leading']}{row}"
    within = f"{all_of('stratum')},{_LETTERS['stratum']}{row}," if by_strata else ""
    count = f"COUNTIF{'S' if by_strata else ''}({within}{all_of('leading')},"
    rank = f'{count}"<"&{own})+1'
    return f'IF({count}{own})=1,{rank},{rank}&"{TIED}")'


def _ranks(rows: Sequence[tuple[str, int]]) -> list[int | str]:
    """The value of :func:`_rank_formula` in each row."""
    strata: dict[str, list[int]] = {}
    for stratum, digits in sorted(rows):
        strata.setdefault(stratum, []).append(digits)
    times = Counter(rows)
    ranked = ((bisect_left(strata[row[0]], row[1]) + 1, times[row]) for row in rows)
    return [rank if alike == 1 else f"{rank}{TIED}" for rank, alike in ranked]
