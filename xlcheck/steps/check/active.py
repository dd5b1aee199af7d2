"""What others sent may act by itself: it is pointed out, and our copies of it do nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xlcheck.excel.patch.disarm import disarmed_copy
from xlcheck.excel.places import cell_at
from xlcheck.excel.read.active import ActiveKind, ActiveThing
from xlcheck.model import Finding, Place, finding


def outside_findings(book: str, things: Sequence[ActiveThing]) -> Iterator[Finding]:
    """Yield a finding for each formula that calls outside, and one for each other kind of thing."""
    for thing in things:
        if thing.kind is ActiveKind.CALL:
            row, column = cell_at(thing.cell) if thing.cell else (None, None)
            place = Place(book, thing.sheet, row, column)
            yield (
                finding("book.calls-outside", place)
                if thing.cell
                else finding("book.rule-calls-outside", place, what=thing.what)
            )
    counts = Counter(thing.kind for thing in things)
    if count := counts[ActiveKind.LINK]:
        yield finding("book.linked", Place(book), count=count)
    if counts[ActiveKind.EMBEDDED]:
        yield finding("book.embedded", Place(book))
    if counts[ActiveKind.MACRO]:
        yield finding("book.macros", Place(book))


@contextmanager
def harmless(source: Path, copy: Path, things: Sequence[ActiveThing]) -> Iterator[Path]:
    """Give the file that a copy is made of: the source, or a passing one in which nothing acts by itself."""
    if not things:
        yield source
        return
    passing = copy.with_name(f".{copy.name}.bare")
    try:
        disarmed_copy(source, passing)
        yield passing
    finally:
        passing.unlink(missing_ok=True)
