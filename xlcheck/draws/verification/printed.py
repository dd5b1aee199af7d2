"""Which cell of 数据 does not fit what the page of its record prints: of the numbers, and of who held the freeze.

Numbers that cannot be make a record that cannot be drawn again. From a proof follows the strength, and from the
strength the first lines of the page, so that all lines below look wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from xlcheck.draws.formats.one.particulars import LABELS as FIRST_LABELS
from xlcheck.draws.formats.one.particulars import SOURCES
from xlcheck.draws.formats.two.record import LABELS
from xlcheck.draws.formats.two.seed import numbers_in_words
from xlcheck.draws.formats.two.strength import strength_of
from xlcheck.draws.formats.two.wording import proof_in_words
from xlcheck.draws.randomness.encoding import read_numbers
from xlcheck.draws.record.book import DATA
from xlcheck.draws.record.cells import LINES, LIST
from xlcheck.draws.verification.blame import Sheets, WrongCell
from xlcheck.model import FIRST_FORMAT, DrawRecord, Proof, ProofKind, Source

NUMBERS, HELD = "号码", "收存"
PRESENT = {"操作人": "operator", "监督人": "witnesses"}
"""Labels of the page; those of who was there are those of 数据 too."""

_PART = "[^：，；（]+"
_SAID = re.compile(f"(?P<kind>{_PART})：(?P<holder>[^：，；]+)，(?P<at>{_PART})(?:，(?P<number>{_PART}))?.*")
"""A proof as it is printed."""


def wrong_numbers(read: Sheets, record: DrawRecord) -> Iterator[WrongCell]:
    """Yield the numbers of the source, where the seed line and the page have others, and the same."""
    if record.request.format == FIRST_FORMAT or not record.request.sources:
        return
    source = record.request.sources[0]
    key, _, written = record.seed.rpartition("|")[2].partition("=")
    groups = read_numbers(written) if key == source.key else None
    told = replace(source, numbers=tuple(chain.from_iterable(groups or ())))
    if groups and told.numbers != source.numbers and numbers_in_words(told) == _printed(read, NUMBERS):
        label = f"{SOURCES}1 {FIRST_LABELS[Source]['numbers']}"
        yield from _of_label(read, label, LIST.join(map(str, source.numbers)), LIST.join(map(str, told.numbers)))


def wrong_proofs(read: Sheets, record: DrawRecord) -> Iterator[WrongCell]:
    """Yield the cell with which, as the page has it, the strength is the one that is printed."""
    if record.request.format == FIRST_FORMAT or _is_right(record):
        return
    for label, found, told, tried in (*_other_proofs(read, record), *_others_present(read, record)):
        if _is_right(tried):
            yield from _of_label(read, label, found, told)
            return


def _of_label(read: Sheets, label: str, found: str, told: str) -> Iterator[WrongCell]:
    rows = (row for (row, column), text in read.get(DATA, {}).items() if (column, text) == (1, label))
    yield from (WrongCell(DATA, (row, 2), found, told) for row in rows)


def _is_right(record: DrawRecord) -> bool:
    return strength_of(record.request, record.proofs, record.operator, record.witnesses) == record.strength


def _other_proofs(read: Sheets, record: DrawRecord) -> Iterator[tuple[str, str, str, DrawRecord]]:
    """Yield each part of a proof that the page has otherwise, where they differ in that alone."""
    printed = _printed(read, HELD).split(LINES)
    if len(printed) != len(record.proofs):
        return
    for number, (proof, line) in enumerate(zip(record.proofs, printed, strict=True)):
        match = _SAID.fullmatch(line)
        for name, told in match.groupdict(default="").items() if match else ():
            tried = _with(proof, name, told)
            if tried != proof and proof_in_words(tried) == line:
                proofs = (*record.proofs[:number], tried, *record.proofs[number + 1 :])
                label = f"{HELD}{number + 1} {LABELS[Proof][name]}"
                yield label, str(getattr(proof, name)), told, replace(record, proofs=proofs)


def _with(proof: Proof, name: str, told: str) -> Proof:
    if name != "kind":
        return replace(proof, **{name: told})  # type: ignore[arg-type] # the other fields are texts
    return replace(proof, kind=ProofKind(told)) if told in {*ProofKind} else proof


def _others_present(read: Sheets, record: DrawRecord) -> Iterator[tuple[str, str, str, DrawRecord]]:
    for label, name in PRESENT.items():
        told = _printed(read, label)
        yield label, getattr(record, name), told, replace(record, **{name: told})  # type: ignore[arg-type] # both are texts


def _printed(read: Sheets, label: str) -> str:
    """Return what stands beside a label on the page of a record."""
    for cells in read.values():
        for (row, column), text in cells.items():
            if (column, text) == (1, label) and (row, 3) in cells:
                return cells[row, 3]
    return ""
