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
_WIDE_SYMBOL_SPAN = 5
_SHORT_SPAN, _LONGER_SPAN = 3, 5
SIGNED_ON = "日期"
SEALED_ON = "　　　　年　　月　　日"


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
class SealBlock:
    """落款: the bureau, with room for its seal and the date."""

    bureau: str


@dataclass(frozen=True, slots=True)
class WarningBlock:
    """A text as wide as the page that nobody may overlook."""

    text: str


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR code of a text, between its label and its explanation."""

    label: str
    holds: str
    caption: str


@dataclass(frozen=True, slots=True)
class SubtitleBlock:
    """The title of a part that is cut off and kept by itself."""

    text: str


@dataclass(frozen=True, slots=True)
class PairBlock:
    """A label with a short text, and one with a longer text, side by side."""

    short: tuple[str, str]
    longer: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DigestBlock:
    """A label and digests, which are compared by eye."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DigestTableBlock:
    """A table with notes in small type, and digests in its last column; otherwise as :class:`TableBlock`."""

    titles: tuple[str, ...]
    spans: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A code in large type; beside it, where there is one, the QR code of a text."""

    code: str
    holds: str = ""


@dataclass(frozen=True, slots=True)
class BoxesBlock:
    """A row of boxes to write into by hand, each with its title in a corner."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutBlock:
    """A line to cut along."""

    text: str


@dataclass(frozen=True, slots=True)
class HandwrittenBlock:
    """Lines to fill in by hand, side by side in one row, each behind its label."""

    labels: tuple[str, ...]


RecordBlock = (
    TitleBlock
    | HeadingBlock
    | FieldBlock
    | ParagraphBlock
    | TableBlock
    | SignatureBlock
    | SealBlock
    | WarningBlock
    | QrBlock
)
"""What pages of records are made of; released formats depend on how they are laid out."""

SlipBlock = (
    SubtitleBlock | PairBlock | DigestBlock | DigestTableBlock | CodeBlock | BoxesBlock | CutBlock | HandwrittenBlock
)
"""What pages have besides that are handed out or filled in by hand."""

Block = RecordBlock | SlipBlock


class _LineCell(NamedTuple):
    """A cell of a row: the columns it takes, and as in :class:`PrintCell`."""

    span: int
    text: str
    role: Role
    symbol: str = ""


def flatten(blocks: Iterable[Block]) -> tuple[PrintCell, ...]:
    """Return the cells of a page, row by row; layout and verification both go by them."""
    rows = (row for block in blocks for row in _rows(block))
    return tuple(cell for number, row in enumerate(rows, start=1) for cell in _place_row(number, row))


def _place_row(number: int, row: list[_LineCell]) -> Iterator[PrintCell]:
    starts = accumulate((part.span for part in row), initial=1)
    for start, part in zip(starts, row, strict=False):
        yield PrintCell(number, start, *part)


def _rows(block: Block) -> Iterator[list[_LineCell]]:
    return _slip_rows(block) if isinstance(block, SlipBlock) else _record_rows(block)


def _record_rows(block: RecordBlock) -> Iterator[list[_LineCell]]:
    match block:
        case TitleBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.TITLE)]
        case HeadingBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.HEADING)]
        case FieldBlock(label, text):
            yield [_label_cell(label), _LineCell(PAGE_COLUMNS - _LABEL_SPAN, text, Role.TEXT)]
        case ParagraphBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.TEXT)]
        case TableBlock(titles, spans, rows):
            yield [_LineCell(span, text, Role.HEADER) for span, text in zip(spans, titles, strict=True)]
            yield from ([_LineCell(s, text, Role.CELL) for s, text in zip(spans, row, strict=True)] for row in rows)
        case WarningBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.WARNING)]
        case _:
            yield from _rows_to_sign(block)


def _rows_to_sign(block: SignatureBlock | SealBlock | QrBlock) -> Iterator[list[_LineCell]]:
    """Yield the rows of what binds a paper: signatures, seal, symbol."""
    half = PAGE_COLUMNS // 2
    match block:
        case SignatureBlock(labels):
            for line in (labels, (SIGNED_ON,) * len(labels)):
                yield [part for label in line for part in _to_sign(label)]
        case SealBlock(bureau):
            yield [_LineCell(half, "", Role.SEAL), _LineCell(half, f"{bureau}（盖章）", Role.SEAL)]
            yield [_LineCell(half, "", Role.DATE), _LineCell(half, SEALED_ON, Role.DATE)]
        case QrBlock(label, holds, caption):
            room = PAGE_COLUMNS - _LABEL_SPAN - _SYMBOL_SPAN
            yield [
                _label_cell(label),
                _LineCell(_SYMBOL_SPAN, "", Role.SYMBOL, holds),
                _LineCell(room, caption, Role.TEXT),
            ]


def _slip_rows(block: SlipBlock) -> Iterator[list[_LineCell]]:
    match block:
        case SubtitleBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.SUBTITLE)]
        case CutBlock(text):
            yield [_LineCell(PAGE_COLUMNS, text, Role.CUT)]
        case PairBlock(short, longer):
            yield [*_labelled(*short, _SHORT_SPAN, Role.TEXT), *_labelled(*longer, _LONGER_SPAN, Role.TEXT)]
        case HandwrittenBlock(labels):
            room = PAGE_COLUMNS // len(labels) - _LABEL_SPAN
            yield [part for label in labels for part in _labelled(label, "", room, Role.BLANK)]
        case DigestBlock(label, text):
            yield _labelled(label, text, PAGE_COLUMNS - _LABEL_SPAN, Role.DIGEST)
        case DigestTableBlock(titles, spans, rows):
            roles = [*(Role.NOTE for _ in spans[1:]), Role.DIGEST]
            yield [_LineCell(span, text, Role.HEADER) for span, text in zip(spans, titles, strict=True)]
            yield from ([_LineCell(*part) for part in zip(spans, row, roles, strict=True)] for row in rows)
        case BoxesBlock(titles):
            yield [_LineCell(PAGE_COLUMNS // len(titles), title, Role.BOX) for title in titles]
        case CodeBlock(code, holds):
            yield list(_code_cells(code, holds))


def _labelled(label: str, text: str, span: int, role: Role) -> list[_LineCell]:
    return [_label_cell(label), _LineCell(span, text, role)]


def _code_cells(code: str, holds: str) -> Iterator[_LineCell]:
    yield _LineCell(PAGE_COLUMNS - _WIDE_SYMBOL_SPAN if holds else PAGE_COLUMNS, code, Role.CODE)
    if holds:
        yield _LineCell(_WIDE_SYMBOL_SPAN, "", Role.SYMBOL, holds)


def _to_sign(label: str) -> Iterator[_LineCell]:
    yield _LineCell(_SIGN_SPAN, label, Role.LABEL)
    yield _LineCell(_SIGN_SPAN, "", Role.BLANK)


def _label_cell(label: str) -> _LineCell:
    return _LineCell(_LABEL_SPAN, label, Role.LABEL)
