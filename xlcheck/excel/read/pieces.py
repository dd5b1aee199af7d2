"""A long part read by pattern where it is plain, and by the parser where it is not.

A worksheet of a million rows is one element after another in one form. Stretches of whole elements go
to a reader that knows the form; what it leaves goes to the one strict parser, which so sees the part with
some elements cut out: nothing unusual is ever taken for usual, and what is broken is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from xlcheck.excel.read.xml import PartParser

Take = Callable[[bytes], bool]
"""Reads a stretch of whole elements and returns true, or leaves all as it was and returns false."""

_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:<\?xml version="1\.0"(?: encoding="(?:utf-8|UTF-8)")?(?: standalone="\w+")?\s*\?>)?\s*<\w'
)
"""How a part in UTF-8 begins; in other encodings the patterns mean nothing."""

_ENDLESS = 1 << 22
"""Bytes without the end of an element, after which the rest of a part is left to the parser."""

_SMALL = 1 << 14
"""Bytes of the stretches that are tried where a long one holds something unusual."""

_PATIENCE = 8
"""Pieces one after another of which nothing is plain, before the rest of a part is left to the parser."""

_NOWHERE = -1


def read_pieces(
    parser: PartParser, chunks: Iterator[bytes], opening: re.Pattern[bytes], element: bytes, take: Take
) -> None:
    """Read one part to its end, or to that of ``chunks``; the caller closes the parser.

    ``opening`` is the tag in which the elements of this name stand, with its prefix as a group.
    Raises :class:`XlcheckError` as the parser does.
    """
    rest, level, prefix = _feed_head(parser, chunks, opening)
    end = b"</%s%s>" % (prefix, element)
    left = 0
    for piece in _pieces(rest, chunks, end):
        if left > _PATIENCE or not piece.endswith(end) or _has_markup(piece):
            level = _NOWHERE
        if level == _NOWHERE:
            parser.feed(piece)
            continue
        left += 1
        # at another depth the parser is still inside something unusual, and what looks like an element may be none
        if parser.depth == level and take(piece):
            left = 0
            continue
        for stretch in _stretches(piece, end):
            if parser.depth == level and take(stretch):
                left = 0
            else:
                parser.feed(stretch)


def every_match(pattern: re.Pattern[bytes], xml: bytes) -> list[tuple[bytes, ...]]:
    """Return the groups of each match, the whole being the first; none where the matches are not all there is."""
    matches: list[tuple[bytes, ...]] = pattern.findall(xml)
    return matches if sum(len(groups[0]) for groups in matches) == len(xml) else []


def _has_markup(xml: bytes) -> bool:
    """Say whether there are comments, character data or instructions, which may hold what looks like an element."""
    return any(sign in xml and b"<" + sign in xml for sign in (b"!", b"?"))


def _feed_head(parser: PartParser, chunks: Iterator[bytes], opening: re.Pattern[bytes]) -> tuple[bytes, int, bytes]:
    """Parse what stands before the elements; returns what is inflated after it, their depth, and a prefix."""
    text = b""
    for chunk in chunks:
        text += chunk
        if begin := opening.search(text):
            begins = _HEAD.match(text)
            usual = begins and not _has_markup(text[begins.end() : begin.end()])
            parser.feed(text[: begin.end()])
            return text[begin.end() :], parser.depth if usual else _NOWHERE, begin[1] or b""
        if len(text) > _ENDLESS:
            break
    return text, _NOWHERE, b""


def _pieces(text: bytes, chunks: Iterator[bytes], end: bytes) -> Iterator[bytes]:
    """Yield the rest of the part, cut behind the last element in each chunk; what stands after them all comes last."""
    buffer, search_start = bytearray(text), 0
    for chunk in chain((b"",), chunks):
        buffer += chunk
        at = buffer.rfind(end, max(0, search_start - len(end)))
        cut = at + len(end) if at >= 0 else len(buffer) if len(buffer) > _ENDLESS else 0
        if cut:
            yield bytes(buffer[:cut])
            del buffer[:cut]
        search_start = len(buffer)
    yield bytes(buffer)


def _stretches(piece: bytes, end: bytes) -> Iterator[bytes]:
    """Cut a piece into shorter ones of whole elements."""
    start = 0
    while start < len(piece):
        at = piece.find(end, start + _SMALL)
        cut = at + len(end) if at >= 0 else len(piece)
        yield piece[start:cut]
        start = cut
