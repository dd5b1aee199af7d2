"""收存码: a slip in twenty-five signs, which can be read out on the telephone and typed without mistake.

The signs are those of Crockford's Base32: the ten digits and twenty-two letters, without I, L, O and U. Digits are
read out in one way only, so an alphabet should have all of them (that of RFC 4648 has six); then the letters that look
like digits go, and whoever writes I or L for 1, O for 0, or U for V is still understood: nothing else can be meant.

Twenty-four signs are the first 120 bits of the SHA-256 of the slip's JSON. The last one checks them: with signs as
elements of the field of 32 and a weight of its own for each place, the weighted sum is nought. A single wrong sign
changes the sum, and so do two signs that have changed places, wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256

from xlcheck.draws.lodging.slip import FreezeSlip, slip_json
from xlcheck.model import Trouble, trouble
from xlcheck.reading.folding import LOOK_ALIKES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The value of a sign is its place here."""

GROUPS, SIZE = 6, 4
"""Six groups of four signs; the check sign stands behind them."""

SIGNS = GROUPS * SIZE + 1
"""Signs of a code, the check sign too."""

_BITS = 5
_FIELD = 0b100101
"""x⁵ + x² + 1, of which x generates the field."""

_MEANT = str.maketrans("ILOU", "110V")
_BETWEEN = re.compile(r"[\s,.;:/|_·、。‐-―−~-]+")
_LABEL = re.compile(r"^收存码[:]?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")

_MIXED_UP = ("0D", "0Q", "17", "2Z", "5S", "6G", "8B", "VY", "BD", "BP", "DT", "MN", "FS")
"""Signs that look alike in handwriting, or sound alike on the telephone."""
_TAKEN_FOR = {sign: {pair.replace(sign, "") for pair in _MIXED_UP if sign in pair} for sign in ALPHABET}


def lodging_code(slip: FreezeSlip) -> str:
    """Return the code of a slip: six groups of four signs, then the check sign, joined by ``-``."""
    return code_of(slip_json(slip))


def code_of(text: str) -> str:
    """Return the code of a text, by its SHA-256, written as that of a slip."""
    number = int.from_bytes(sha256(text.encode()).digest()[:15], "big")
    values = [number >> _BITS * place & 31 for place in reversed(range(GROUPS * SIZE))]
    return _written([*values, _check_value(values)])


def parse_code(text: str) -> str | Trouble:
    """Return a code as :func:`lodging_code` writes it, however it was typed or written down.

    A :class:`Trouble` has the code ``lodging.code-sign``, ``lodging.code-group``, ``lodging.code-count``, or
    ``lodging.code-wrong`` where the check sign does not fit.
    """
    parts = _parts(text)
    signs = "".join(parts)
    for at, sign in enumerate(signs):
        if sign not in ALPHABET:
            return trouble("lodging.code-sign", where=_typed_place(parts, at), sign=sign)
    if len(signs) != SIGNS:
        return _miscounted(parts)
    values = [ALPHABET.index(sign) for sign in signs]
    if _sum(values):
        return trouble("lodging.code-wrong", where=_suspects(values))
    return _written(values)


def differing_groups(code: str, other: str) -> tuple[int, ...]:
    """Return which groups of two codes differ, from 1; one or two may be a mistake, all are another slip.

    The check sign, which is another wherever anything is, is none of them.
    """
    pairs = zip(code.split("-")[:GROUPS], other.split("-")[:GROUPS], strict=True)
    return tuple(number for number, (one, two) in enumerate(pairs, start=1) if one != two)


def _parts(text: str) -> list[str]:
    """Return what is typed in capitals of the alphabet, half-width, parted where anything stands between."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).upper().translate(LOOK_ALIKES).translate(_MEANT)
    return [part for part in _BETWEEN.split(_LABEL.sub("", folded.strip())) if part]


def _in_groups(parts: Sequence[str]) -> bool:
    """Say whether a code is typed as it is printed, so that the groups can be told apart whatever is in them."""
    return len(parts) == GROUPS + 1 or (len(parts) == GROUPS and len(parts[-1]) > SIZE)


def _typed_place(parts: Sequence[str], at: int) -> str:
    """Name the group of a sign as it was typed."""
    if not _in_groups(parts):
        return _place(at)
    for number, part in enumerate(parts[:GROUPS], start=1):
        if at < len(part) and (number < GROUPS or len(parts) > GROUPS or at < SIZE):
            return _group(number)
        at -= len(part)
    return _CHECK


def _miscounted(parts: Sequence[str]) -> Trouble:
    """Name the group that is too short or too long, where only one is; else how many signs there are."""
    if len(parts) == GROUPS + 1 and len(parts[-1]) == 1:
        odd = [(number, len(part)) for number, part in enumerate(parts[:GROUPS], start=1) if len(part) != SIZE]
        if len(odd) == 1:
            [(number, typed)] = odd
            return trouble("lodging.code-group", where=_group(number), size=SIZE, typed=typed)
    typed = sum(map(len, parts))
    return trouble("lodging.code-count", count=SIGNS, groups=GROUPS, size=SIZE, typed=typed)


_CHECK = "最后的校验位"


def _place(at: int) -> str:
    """Name the group of a sign by its place in the code, from 0."""
    return _group(at // SIZE + 1) if at < SIGNS - 1 else _CHECK


def _group(number: int) -> str:
    return f"第{number}组"


def _suspects(values: Sequence[int]) -> str:
    """Name one or two groups in which a usual mistake would explain a wrong sum; else say that it may be any."""
    places = list(dict.fromkeys(map(_place, sorted(_explained_at(values)))))
    return "或".join(places) if 0 < len(places) <= 2 else "有一组或几组"


def _explained_at(values: Sequence[int]) -> Iterator[int]:
    """Yield places at which one sign was taken for another, or changed places with its neighbour in the group."""
    wrong = _sum(values)
    for at, value in enumerate(values):
        intended_value = value ^ _product(wrong, _POWERS[-at % len(_POWERS)])
        if ALPHABET[intended_value] in _TAKEN_FOR[ALPHABET[value]]:
            yield at
        if (at + 1) % SIZE and at + 1 < len(values):
            swapped = [*values[:at], values[at + 1], value, *values[at + 2 :]]
            if not _sum(swapped):
                yield at


def _written(values: Sequence[int]) -> str:
    signs = "".join(ALPHABET[value] for value in values)
    return "-".join(signs[at : at + SIZE] for at in range(0, SIGNS, SIZE))


def _check_value(values: Sequence[int]) -> int:
    return _product(_sum(values), _POWERS[-len(values) % len(_POWERS)])


def _sum(values: Sequence[int]) -> int:
    """Return the sum of the values, each times the power of x that is its place."""
    total = 0
    for at, value in enumerate(values):
        total ^= _product(value, _POWERS[at])
    return total


def _product(one: int, other: int) -> int:
    """Multiply in the field of 32."""
    product = 0
    for bit in range(_BITS):
        product ^= one << bit if other >> bit & 1 else 0
    for bit in reversed(range(_BITS, 2 * _BITS - 1)):
        product ^= _FIELD << bit - _BITS if product >> bit & 1 else 0
    return product


def _powers() -> tuple[int, ...]:
    powers = [1]
    while (following := _product(powers[-1], 2)) != 1:
        powers.append(following)
    return tuple(powers)


_POWERS = _powers()
"""The powers of x: 31, each of another value."""
