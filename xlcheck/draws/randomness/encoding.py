"""Numbers as RFC 3797, section 4 writes them: each ends with a full stop, the numbers of one source with a slash."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = r"(?:0|[1-9][0-9]?)\."
_GROUP = re.compile(rf"(?:{_NUMBER})+/")
_GROUPS = re.compile(rf"(?:(?:{_NUMBER})+/)+")


def write_numbers(numbers: Iterable[int]) -> str:
    """Write numbers in the order given: ``3.0.7./``."""
    return "".join(f"{number}." for number in numbers) + "/"


def read_numbers(text: str) -> tuple[tuple[int, ...], ...] | None:
    """Read groups that :func:`write_numbers` has written one after the other; ``None`` where anything is otherwise."""
    if not _GROUPS.fullmatch(text):
        return None
    return tuple(tuple(int(n) for n in group[:-2].split(".")) for group in _GROUP.findall(text))
