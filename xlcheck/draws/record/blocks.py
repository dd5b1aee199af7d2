"""A printed page as blocks, and the one way in which blocks become cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from xlcheck.model import PAGE_COLUMNS, PrintCell, Role

_LABEL_SPAN = 2
_SIGN_SPAN = 2
_SYMBOL_SPAN = 4
SIGNED_ON = "日期"


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The title of the page."""

    text: str


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """The heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """A label and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """A text as wide as the page."""

    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A small table; ``spans`` says how many of the page's columns each of its own takes."""

    titles: tuple[str, ...]
    spans: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Lines to sign and date by hand, side by side; their blanks may be filled in."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR code of a text between its label and what is said of it."""

    label: str
    holds: str
    caption: str


Block = TitleBlock | HeadingBlock | FieldBlock | ParagraphBlock | TableBlock | SignatureBlock | QrBlock


class _LineCell(NamedTuple):
    """A cell of a row: the columns it takes, and as in :class:`PrintCell`."""

    span: int
    text: str
    role: Role
    symbol: str = ""


def flatten(blocks: Iterable[Block]) -> tuple[PrintCell, ...]:
    """Return the cells of a page, row by row; layout and verification both go by them."""
    rows = (row for block in blocks for row in _rows(block))
    return tuple(cell for number, row in enumerate(rows, start=1) for cell in _placed(number, row))


def _placed(number: int, row: list[_LineCell]) -> Iterator[PrintCell]:
    starts = accumulate((part.span for part in row), initial=1)
    for start, part in zip(starts, row, strict=False):
        yield PrintCell(number, start, *part)


def _rows(block: Block) -> Iterator[list[_LineCell]]:
    match block:
        case TitleBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.TITLE)]
        case HeadingBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.HEADING)]
        case FieldBlock(label, text):
            yield [_labelled(label), _LineCell(PAGE_COLUMNS - _LABEL_SPAN, text, Role.TEXT)]
        case ParagraphBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.TEXT)]
        case TableBlock(titles, spans, rows):
            yield [_LineCell(span, text, Role.HEADER) for span, text in zip(spans, titles, strict=True)]
            yield from ([_LineCell(s, text, Role.CELL) for s, text in zip(spans, row, strict=True)] for row in rows)
        case SignatureBlock(labels):
            for line in (labels, (SIGNED_ON,) * len(labels)):
                yield [part for label in line for part in _to_sign(label)]
        case QrBlock(label, holds, caption):
            room = PAGE_COLUMNS - _LABEL_SPAN - _SYMBOL_SPAN
            yield [
                _labelled(label),
                _LineCell(_SYMBOL_SPAN, "", Role.SYMBOL, holds),
                _LineCell(room, caption, Role.TEXT),
            ]


def _to_sign(label: str) -> Iterator[_LineCell]:
    yield _LineCell(_SIGN_SPAN, label, Role.LABEL)
    yield _LineCell(_SIGN_SPAN, "", Role.BLANK)


def _labelled(label: str) -> _LineCell:
    return _LineCell(_LABEL_SPAN, label, Role.LABEL)
