"""A printed page as blocks, and the one way in which blocks become cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from xlcheck.model import PAGE_COLUMNS, PrintCell, Role

_LABEL_SPAN = 2
_SIGN_SPAN = 2
SIGNED_ON = "日期"


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text as wide as the page."""

    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A small table; ``spans`` says how many of the page's columns each of its own takes."""

    titles: tuple[str, ...]
    spans: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign and date by hand, side by side; their blanks may be filled in."""

    labels: tuple[str, ...]


Block = Title | Heading | Field | Paragraph | TableBlock | Signatures


_Part = tuple[int, str, Role]


def flatten(blocks: Iterable[Block]) -> tuple[PrintCell, ...]:
    """The cells of a page, row by row; layout and verification both go by them."""
    rows = (row for block in blocks for row in _rows(block))
    return tuple(cell for number, row in enumerate(rows, start=1) for cell in _placed(number, row))


def _placed(number: int, row: list[_Part]) -> Iterator[PrintCell]:
    starts = accumulate((span for span, _, _ in row), initial=1)
    for start, (span, text, role) in zip(starts, row, strict=False):
        yield PrintCell(number, start, span, text, role)


def _rows(block: Block) -> Iterator[list[_Part]]:
    match block:
        case Title(text):
            yield [(PAGE_COLUMNS, text, Role.TITLE)]
        case Heading(text):
            yield [(PAGE_COLUMNS, text, Role.HEADING)]
        case Field(label, text):
            yield [(_LABEL_SPAN, label, Role.LABEL), (PAGE_COLUMNS - _LABEL_SPAN, text, Role.TEXT)]
        case Paragraph(text):
            yield [(PAGE_COLUMNS, text, Role.TEXT)]
        case TableBlock(titles, spans, rows):
            yield [(span, text, Role.HEADER) for span, text in zip(spans, titles, strict=True)]
            yield from ([(s, text, Role.CELL) for s, text in zip(spans, row, strict=True)] for row in rows)
        case Signatures(labels):
            for line in (labels, (SIGNED_ON,) * len(labels)):
                yield [part for label in line for part in _to_sign(label)]


def _to_sign(label: str) -> Iterator[_Part]:
    yield _SIGN_SPAN, label, Role.LABEL
    yield _SIGN_SPAN, "", Role.BLANK
