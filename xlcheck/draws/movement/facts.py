"""One fact a line: how values are folded, and how a line keeps them apart."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote

from xlcheck.reading.folding import clean

BETWEEN = ";"
"""Joins the values of a field that holds several; the readers of choices and lists split at it, so none has it."""

_APART = re.compile("[%|\x00-\x1f\x7f\x85\u2028\u2029]")


class Fact(NamedTuple):
    """What a year's books say of one field of one row."""

    kind: str
    id: str
    field: str
    value: str


def folded(text: str) -> str:
    """Return a text as it is compared: NFKC, nothing invisible, runs of blanks as one."""
    while (once_more := clean(normalize("NFKC", text))) != text:
        text = once_more
    return text


def quoted(text: str) -> str:
    """Return a text as it stands in a line: ``|``, ``%`` and line breaks percent-escaped."""
    return _APART.sub(lambda found: quote(found[0], safe=""), text)


def unquoted(text: str) -> str:
    """Return the text that :func:`quoted` wrote."""
    return unquote(text) if "%" in text else text


def line_of(fact: Fact) -> str:
    """Write a fact: ``kind|id|field|value``."""
    return f"{fact.kind}|{quoted(fact.id)}|{fact.field}|{quoted(fact.value)}"


def fact_of(line: str) -> Fact:
    """Read a line that :func:`line_of` wrote."""
    return Fact(*map(unquoted, line.split("|")))
