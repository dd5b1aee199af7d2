"""Formulas beside the tickets: without a macro, the workbook itself turns each hash into ticket and rank.

A ticket is the hash as a decimal number, read backwards; its first nine digits are the hash modulo
10⁹, read backwards. A cell's arithmetic holds 15 digits, so the hash is taken in sixteen pieces.
A rank is one more than that of the row above, whose ticket must be the lower one: counting the lower
tickets in every row would cost the square of the rows at each opening.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlcheck.excel.places import Cell
from xlcheck.model import column_letters
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.schema.table import Column

Grid = Sequence[Sequence[str | int]]

TIED, ASTRAY = "起并列", "次序不符"
DIGITS = 9
_PIECE, _PIECES = 4, 16
_HEADER_ROW, _FIRST_ROW = 2, 3
_HEADER = TICKETS.stratum.title
_COLUMNS = {column: number for number, column in enumerate(TICKETS, start=1)}
_LETTERS = {column: column_letters(number) for column, number in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class TicketFormula:
    """A formula without its ``=``, and its value, which is stored with it."""

    text: str
    value: int | str


def ticket_formulas(grid: Grid) -> dict[Cell, TicketFormula]:
    """Return the formulas beside the grid of 签号, by the cell in which each stands."""
    rows = [
        (_text(row, TICKETS.stratum), int(_text(row, TICKETS.rank)), first_digits(_text(row, TICKETS.digest)))
        for row in grid[_FIRST_ROW - 1 :]
    ]
    cells = {
        (number, _COLUMNS[TICKETS.leading]): TicketFormula(
            _leading_formula(f"{_LETTERS[TICKETS.digest]}{number}"), digits
        )
        for number, (_, _, digits) in enumerate(rows, start=_FIRST_ROW)
    }
    for number, rank in enumerate(_ranks(rows), start=_FIRST_ROW):
        cells[number, _COLUMNS[TICKETS.place]] = TicketFormula(_rank_formula(number), rank)
    return cells


def formula_cells(grid: Grid, cells: Mapping[Cell, str]) -> dict[Cell, str]:
    """Return what must stand beside the grid of 签号: the titles of the formulas, and their values.

    A program that does not calculate saves a formula without a value, and the reader then gives the
    formula itself: where ``cells`` has the right one, that is what must stand there.
    """
    titles = {(_HEADER_ROW, _COLUMNS[c]): c.title for c in TICKETS if c.computed}
    formulas = ticket_formulas(grid).items()
    values = {at: f"={f.text}" if cells.get(at) == f"={f.text}" else str(f.value) for at, f in formulas}
    return titles | values


def first_digits(digest: str) -> int:
    """Return the first nine digits behind ``0.`` of a ticket, from its hash in hex."""
    return int(f"{int(digest, 16) % 10**DIGITS:0{DIGITS}d}"[::-1])


def _text(row: Sequence[str | int], column: Column) -> str:
    return str(row[_COLUMNS[column] - 1])


def _leading_formula(cell: str) -> str:
    """Return the formula of the hash modulo 10⁹, four hex digits after the other; then its digits backwards."""
    remainder, *rest = [f"HEX2DEC(MID({cell},{1 + _PIECE * n},{_PIECE}))" for n in range(_PIECES)]
    for piece in rest:
        remainder = f"MOD({remainder}*{16**_PIECE}+{piece},{10**DIGITS})"
    places = ",".join(str(n) for n in range(1, DIGITS + 1))
    powers = ",".join(str(10**n) for n in range(DIGITS))
    return f'SUMPRODUCT(MID(TEXT({remainder},"{"0" * DIGITS}"),{{{places}}},1)*{{{powers}}})'


def _rank_formula(row: int) -> str:
    """Return the formula of a rank: 1 in the first row of a stratum, else that above plus 1 if its digits are lower."""
    stratum, digits = (_LETTERS[column] for column in (TICKETS.stratum, TICKETS.leading))
    next_rank = f"{_LETTERS[TICKETS.rank]}{row - 1}+1"
    tied = f'IF({digits}{row}={digits}{row - 1},{next_rank}&"{TIED}","{ASTRAY}")'
    return f"IF({stratum}{row}<>{stratum}{row - 1},1,IF({digits}{row}>{digits}{row - 1},{next_rank},{tied}))"


def _ranks(rows: Sequence[tuple[str, int, int]]) -> Iterator[int | str]:
    """Yield the value of :func:`_rank_formula` in each row."""
    for (above, rank, lower), (stratum, _, digits) in pairwise([(_HEADER, 0, 0), *rows]):
        if stratum != above:
            yield 1
        elif digits == lower:
            yield f"{rank + 1}{TIED}"
        else:
            yield rank + 1 if digits > lower else ASTRAY
