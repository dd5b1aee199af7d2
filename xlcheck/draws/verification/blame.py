"""Which cell was forged: a cell that was typed over makes honest ones, which follow from it, look wrong.

What is wrong in a workbook is known from writing it anew out of what it says. Where one cell that others follow from
was changed, those others still tell what it held. So each such cell is tried with what they tell: that with which
the fewest cells are left to explain was the forged one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from xlcheck.draws.record.cells import CellTexts
from xlcheck.model import XlcheckError

Sheets = Mapping[str, CellTexts]

Rewrite = Callable[[Sheets], Sheets]
"""Writes a workbook anew from what it says; raises :class:`XlcheckError` where it cannot."""

Free = Collection[tuple[str, tuple[int, int]]]
"""Cells that may hold anything: blanks for signatures."""

Inputs = Callable[[str, tuple[int, int]], bool]
"""Says whether other cells follow from a cell: by its sheet, row and column."""

MOST_TRIES = 60
"""Cells that are tried: each is a whole draw."""

_MOST_ROUNDS = 4
"""Forged cells that are told apart from what follows from them."""

_WORD = re.compile(r"[0-9A-Za-z]+|[^\W0-9A-Za-z]+|\W")

_SIGN = "[0-9A-Za-z]"

_CODE = re.compile("[0-9A-Z-]{4,}")
_SHORTEST = 4

_LEAST_SHARE = 4
"""So great a part of what is wrong, one in so many, the right cell explains; less may be luck."""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell as it was read, and as it should be."""

    sheet: str
    at: tuple[int, int]
    found: str
    expected: str


Blamed = tuple[list[WrongCell], list[WrongCell]]
"""The forged cells, and those that are wrong all the same."""


def wrong_cells(read: Sheets, expected: Sheets, free: Free = frozenset()) -> list[WrongCell]:
    """Return the cells that differ, in the order of ``expected``; those of ``free`` may hold anything."""
    return [
        WrongCell(sheet, at, found, right)
        for sheet in expected
        for at in sorted(read.get(sheet, {}).keys() | expected[sheet].keys())
        if (found := read.get(sheet, {}).get(at, "")) != (right := expected[sheet].get(at, ""))
        and (sheet, at) not in free
    ]


def forged(read: Sheets, rewrite: Rewrite, wrong: list[WrongCell], inputs: Inputs, free: Free = frozenset()) -> Blamed:
    """Return the cells that were forged, and what is still wrong with them put right.

    ``wrong`` is what differs from ``rewrite`` of what was ``read``; ``inputs`` says which cells others follow from.
    """
    blamed: list[WrongCell] = []
    tries = MOST_TRIES
    for _ in range(_MOST_ROUNDS):
        best, least = None, len(wrong) - max(1, len(wrong) // _LEAST_SHARE)
        for one in islice(_suspects(read, wrong, inputs), tries if least else 0):
            tries -= 1
            left = _left(corrected_with(read, one), rewrite, free)
            if left is not None and len(left) < least:
                best, least = (one, left), len(left)
            if best and not least:
                break
        if best is None:
            break
        blamed.append(best[0])
        read, wrong = corrected_with(read, best[0]), best[1]
    return blamed, wrong


def likeliest_word(read: Sheets, rewrite: Rewrite, inputs: Inputs) -> WrongCell | None:
    """Return the code or number with which a workbook, from which nothing can be made, is one again; else ``None``.

    Tried are those that stand elsewhere in it and are of the same length, in lists of single values first, and the
    most alike first; that which leaves the fewest cells wrong is returned.
    """
    texts = [(sheet, at, text) for sheet, cells in read.items() for at, text in cells.items()]
    words = {word for _, _, text in texts for word in _CODE.findall(text)}
    tries = sorted(
        (max(column for _, column in read[sheet]), sum(map(str.__ne__, text, word)), sheet, at, text, word)
        for sheet, at, text in texts
        if len(text) >= _SHORTEST and inputs(sheet, at)
        for word in words
        if len(word) == len(text) and word != text
    )
    best: tuple[int, WrongCell] | None = None
    for _, _, sheet, at, text, word in tries[:MOST_TRIES]:
        one = WrongCell(sheet, at, text, word)
        left = _left(corrected_with(read, one), rewrite, frozenset())
        if left is not None and (best is None or len(left) < best[0]):
            best = len(left), one
    return best[1] if best else None


def _left(read: Sheets, rewrite: Rewrite, free: Free) -> list[WrongCell] | None:
    try:
        return wrong_cells(read, rewrite(read), free)
    except XlcheckError:
        return None


def corrected_with(read: Sheets, wrong: WrongCell) -> Sheets:
    """Return the workbook with one cell put right."""
    return {**read, wrong.sheet: {**read.get(wrong.sheet, {}), wrong.at: wrong.expected}}


def _suspects(read: Sheets, wrong: list[WrongCell], inputs: Inputs) -> Iterator[WrongCell]:
    """Yield cells that are not wrong by themselves, with what the wrong ones tell that they held; likely ones first."""
    differing = {(one.sheet, one.at) for one in wrong}
    cells = [
        (sheet, at, text)
        for sheet, texts in read.items()
        for at, text in texts.items()
        if (sheet, at) not in differing and inputs(sheet, at)
    ]
    seen: set[WrongCell] = set()
    for forged_text, honest in _exchanges(wrong):
        holding = [(sheet, at, text) for sheet, at, text in cells if forged_text in text]
        for sheet, at, text in sorted(holding, key=lambda cell: len(cell[2])):
            for corrected in _exchanged(text, forged_text, honest):
                one = WrongCell(sheet, at, text, corrected)
                if one not in seen:
                    seen.add(one)
                    yield one


def _exchanges(wrong: list[WrongCell]) -> Iterator[tuple[str, str]]:
    """Yield what stands in a cell as it follows from the forged one, with what still stands there; each once.

    Short ones say little, so the longest come first.
    """
    pairs: dict[tuple[str, str], int] = {}
    for one in wrong:
        for pair in _changed_part(one.expected, one.found):
            pairs[pair] = pairs.get(pair, 0) + 1
    yield from sorted(pairs, key=lambda pair: (-pairs[pair], -len(pair[0])))


def _changed_part(forged_text: str, honest: str) -> Iterator[tuple[str, str]]:
    """Yield the words that differ between two texts, where they have others in common or are whole."""
    one, other = _WORD.findall(forged_text), _WORD.findall(honest)
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    parts = "".join(one[start : len(one) - end]), "".join(other[start : len(other) - end])
    if parts[0]:
        yield parts
    if (start or end) and len(forged_text) <= 200:
        yield forged_text, honest


def _exchanged(text: str, old: str, new: str) -> Iterator[str]:
    """Yield a text with the part exchanged, wherever it stands as a word of its own, at one place a time."""
    before = f"(?<!{_SIGN})" if re.match(_SIGN, old[0]) else ""
    after = f"(?!{_SIGN})" if re.match(_SIGN, old[-1]) else ""
    for match in re.finditer(f"{before}{re.escape(old)}{after}", text):
        yield text[: match.start()] + new + text[match.end() :]
