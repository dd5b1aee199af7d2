"""Tickets: the order in which ids are drawn, a pure function of the seed and the ids.

Source: R. L. Rivest, "Consistent Sampling with Replacement" (arXiv 1808.10016), without
replacement; the PyPI package ``consistent-sampler`` gives the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from hashlib import sha256
from itertools import compress
from typing import NamedTuple

import numpy as np

from xlcheck.draws.codec import hex_hash
from xlcheck.model import XlcheckError

_LEADING = np.array([int(f"{n:03d}"[::-1]) for n in range(1000)])
"""Last three decimal digits of a hash -> the first three digits of its ticket."""

_WEIGHTS = np.array([pow(2**16, 15 - n, 1000) for n in range(16)])
"""Each of a hash's sixteen two-byte pieces counts so many times, modulo 1000."""


class Ticket(NamedTuple):
    """One id with its ticket; tickets sort as text, ties by id.

    ``digest`` is the hash in hex (64 characters), ``ticket`` is ``0.`` and its decimal digits reversed.
    """

    ticket: str
    id: str
    digest: str


def ticket(seed: str, id: str) -> Ticket:
    """Return the ticket of one id.

    The digits are reversed because the leading ones of a 256-bit number are not uniform;
    zeros that pad it to 64 digits thus stand at the end.
    """
    return _ticket(hex_hash(seed), id)


def order(ids: Collection[str], seed: str) -> tuple[Ticket, ...]:
    """Sort all ids into the order in which they are drawn, whatever their order here.

    Raises :class:`XlcheckError` ``draw.repeated-id`` where an id stands twice.
    """
    _refuse_repeats(ids)
    return _sort(ids, hex_hash(seed))


def first(ids: Collection[str], seed: str, n: int) -> tuple[Ticket, ...]:
    """Return the first ``n`` of :func:`order`, without making and sorting the tickets of the others.

    Raises :class:`XlcheckError` ``draw.repeated-id`` where an id stands twice.
    """
    _refuse_repeats(ids)
    seed_hash = hex_hash(seed)
    if not 0 < n < len(ids):
        return _sort(ids, seed_hash)[: max(n, 0)]
    # the n first, and whoever is level with the last of them by three digits; the whole tickets decide among these
    leading = _leading_digits(ids, seed_hash)
    last = np.partition(leading, n - 1)[n - 1]
    return _sort(compress(ids, leading <= last), seed_hash)[:n]


def _leading_digits(ids: Iterable[str], seed_hash: str) -> np.ndarray[tuple[int], np.dtype[np.int_]]:
    """Return the first three digits of each ticket, as an array of numbers."""
    prefix = seed_hash.encode()
    digests = b"".join([sha256(prefix + id.encode()).digest() for id in ids])
    pieces = np.frombuffer(digests, dtype=">u2").reshape(-1, len(_WEIGHTS))
    leading: np.ndarray[tuple[int], np.dtype[np.int_]] = _LEADING[pieces @ _WEIGHTS % 1000]
    return leading


def _ticket(seed_hash: str, id: str) -> Ticket:
    digest = hex_hash(seed_hash + id)
    return Ticket("0." + f"{int(digest, 16):064d}"[::-1], id, digest)


def _sort(ids: Iterable[str], seed_hash: str) -> tuple[Ticket, ...]:
    return tuple(sorted(_ticket(seed_hash, id) for id in ids))


def _refuse_repeats(ids: Collection[str]) -> None:
    if len(set(ids)) < len(ids):
        repeated = sorted(id for id, count in Counter(ids).items() if count > 1)
        raise XlcheckError("draw.repeated-id", ids="、".join(repeated))
