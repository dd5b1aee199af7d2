"""What a released format of a draw says for itself; what is not here is the same in all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from xlcheck.draws.record.book import RecordBook
from xlcheck.draws.record.cells import GridRead
from xlcheck.model import DrawnTask, DrawRecord, DrawRequest, DropOut, Proof, Source
from xlcheck.schema.table import Table


class PageWriter(Protocol):
    """Writes 抽取公开 of a drawn task."""

    def __call__(self, drawn_task: DrawnTask, *, practice: bool = False) -> str:
        """Return the page as HTML."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its seed line is made of what was frozen and revealed, and how it is read and laid out.

    ``tables`` are the data sheets of a record that are tables; ``reveal`` takes the numbers as typed,
    ``check_revealed`` refuses sources without theirs; ``record_from`` and
    ``drop_outs_from`` read what ``record_book`` and ``replacement_book`` lay out; ``content_digest`` is 内容摘要 of a
    record. ``rules_digest`` and ``strength_of`` are empty in a format that has none.
    """

    name: str
    tables: tuple[Table, ...]
    reveal: Callable[[Source, str], Source]
    check_revealed: Callable[[tuple[Source, ...]], None]
    seed_of: Callable[[DrawRequest], str]
    rules_digest: Callable[[DrawRequest], str]
    strength_of: Callable[[DrawRequest, tuple[Proof, ...], str, str], str]
    record_from: Callable[[Mapping[str, GridRead]], DrawRecord]
    record_book: Callable[[DrawRecord], RecordBook]
    content_digest: Callable[[DrawRecord], str]
    drop_outs_from: Callable[[Mapping[str, GridRead]], list[tuple[DropOut, str]]]
    replacement_book: Callable[[DrawnTask], RecordBook]
    draw_page: PageWriter
