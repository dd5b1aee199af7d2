"""A written document as a text processor has it: what it says, not how it looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table with its caption: the header, the rows, and the row of their sums where there is one."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingLines:
    """Lines at the right, below the text: who signs, and the day."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A title and what stands below it."""

    title: str
    parts: tuple[Heading | Paragraph | DocumentTable | ClosingLines, ...]
