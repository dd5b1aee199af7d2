"""Formats by their names: what a workbook says of its own, and whether this program knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xlcheck.schema.formats import KNOWN_FORMATS

_NAME = re.compile(r"xlcheck-(?:desk|ledger|log|pack)/\d{1,9}")
_LINE = re.compile(rf"格式 ({_NAME.pattern})，由 xlcheck (\S{{1,40}}) 写出")


@dataclass(frozen=True, slots=True)
class LaterFormat:
    """A format that this program does not know, and the version that wrote it."""

    name: str
    version: str


def format_line(name: str, version: str) -> str:
    """Return the line by which a workbook says in which format it is, and which version wrote it."""
    return f"格式 {name}，由 xlcheck {version} 写出；程序凭这一行识别，请勿改动。"


def later_format_in(texts: Iterable[str]) -> LaterFormat | None:
    """Return the first format, of those that the lines of a workbook name, which this program does not know."""
    matches = (match for text in texts for match in _LINE.finditer(text))
    return next((later for match in matches if (later := later_format(match[1], match[2]))), None)


def later_format(name: str, version: str) -> LaterFormat | None:
    """Return a format that this program does not know; ``None`` of one that it reads, or that is no name of one."""
    return LaterFormat(name, version) if _NAME.fullmatch(name) and name not in KNOWN_FORMATS else None
