"""A text in parts, each short enough for a short message and understood by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from xlcheck.reading.digit_runs import may_hold_number

LONGEST = 150
"""Characters of a part, its number and its opening included."""
_NUMBERS = (("", 1), ("（9/9）", 9), ("（99/99）", 99), ("（999/999）", 999))
"""What the number of a part takes, and up to how many parts."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a text says; those that follow each other under one ``heading`` are its list."""

    text: str
    heading: str = ""


def parts(opening: str, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return the text in parts of at most :data:`LONGEST` characters, each with the opening and with its headings.

    A text that fits is one part; several have their number in front. A clause is not broken unless it is too long by
    itself. The opening and a heading together leave room for a few words.
    """
    for number, most in _NUMBERS:
        packed = list(_packed(opening, clauses, LONGEST - len(number)))
        if len(packed) <= most:
            break
    texts = [opening + _text(group) for group in packed]
    if len(texts) == 1:
        return tuple(texts)
    return tuple(f"（{n}/{len(texts)}）{text}" for n, text in enumerate(texts, start=1))


def _packed(opening: str, clauses: Sequence[Clause], longest: int) -> Iterator[list[Clause]]:
    """Yield the clauses of each part, as many as fit."""
    room = longest - len(opening)
    group: list[Clause] = []
    for clause in (piece for whole in clauses for piece in _broken(whole, room)):
        if group and len(_text([*group, clause])) > room:
            yield group
            group = []
        group.append(clause)
    yield group


def _broken(clause: Clause, room: int) -> Iterator[Clause]:
    """Yield a clause, in pieces where it is too long for a part of its own."""
    length = max(1, room - len(_text([Clause("", clause.heading)])))
    for start in range(0, len(clause.text), length):
        yield Clause(clause.text[start : start + length], clause.heading)


def _text(clauses: Sequence[Clause]) -> str:
    """Return clauses as they are read: a list below each heading, else a sentence each."""
    groups = ((heading, [c.text for c in group]) for heading, group in groupby(clauses, lambda clause: clause.heading))
    lists = (f"{heading}：{'、'.join(texts)}。" if heading else f"{'。'.join(texts)}。" for heading, texts in groups)
    return "".join(lists)


def printable(text: str, longest: int) -> str:
    """Return a name out of a workbook as a text can hold it: in one line, not too long, without a person's number.

    Where its digits are enough for such a number, they are covered, for a name needs none of them.
    """
    line = "".join(filter(str.isprintable, " ".join(text.split())))
    if may_hold_number(line):
        line = "".join("＊" if sign.isdecimal() else sign for sign in line)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
