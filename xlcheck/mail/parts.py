"""The parts of a saved mail, whatever it is made of: found by their boundaries, within limits.

The library of Python reads a mail by recursion and with all of it in memory several times; this takes mails by anybody.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from mmap import mmap
from typing import NamedTuple

from xlcheck.mail.head import CANNOT, HeaderField, decoded, fields_of, in_text
from xlcheck.worker.refused import UnpackError

_MOST_HEADER = 256 << 10
_MOST_PARTS = 1_000
_DEEPEST = 50
_LONGEST = 4_000
"""Characters of a line about a part that are read."""
_PIECE = 1 << 20
_WHITE = b" \t\r\n"

Bytes = bytes | mmap
Decode = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class MailPart:
    """A part that holds no other: its kind (``text/plain``), file name or "", and where it stands in the mail."""

    kind: str
    name: str
    mail: Bytes
    start: int
    end: int
    encoding: str = ""
    charset: str = ""

    def chunks(self) -> Iterator[bytes]:
        """Yield what it holds, decoded, a megabyte or so at a time; raises :class:`UnpackError` where it is broken."""
        pieces = _pieces(self.mail, self.start, self.end)
        try:
            match self.encoding:
                case "base64":
                    yield from _from_base64(pieces)
                case "quoted-printable":
                    yield from map(binascii.a2b_qp, pieces)
                case _:
                    yield from pieces
        except ValueError:  # binascii.Error is one
            raise UnpackError("附件的编码残缺", "pack.unsafe") from None

    def text(self) -> str:
        """Return the beginning of what it holds as text."""
        raw = next(self.chunks(), b"")
        try:
            return raw.decode(self.charset or "utf-8", "replace")
        except (LookupError, ValueError):  # a charset that nobody knows
            return in_text(raw)


class _Span(NamedTuple):
    """A stretch of the mail that begins with a header."""

    start: int
    end: int
    depth: int


def header_of(mail: Bytes, start: int = 0, end: int | None = None) -> tuple[tuple[HeaderField, ...], int]:
    """Return the lines of a header, and where the content behind it begins; raises :class:`UnpackError`."""
    end = len(mail) if end is None else end
    block = mail[start : min(end, start + _MOST_HEADER)]
    found = re.match(rb"\r?\n", block) or re.search(rb"\n\r?\n", block)
    if found is None and end - start > _MOST_HEADER:
        raise UnpackError(f"邮件头超过 {_MOST_HEADER >> 10} KB", "pack.mail-header")
    head, length = (block[: found.start()], found.end()) if found else (block, len(block))
    return fields_of(head), start + length


def parts_of(mail: Bytes) -> Iterator[MailPart]:
    """Yield the parts of a mail in their order, those of mails that are forwarded in it included.

    Raises :class:`UnpackError` where they are more, or lie deeper, than in any mail that a person wrote.
    """
    waiting, count = [_Span(0, len(mail), 0)], 0
    while waiting:
        span, count = waiting.pop(), count + 1
        if count > _MOST_PARTS:
            raise UnpackError(f"超过 {_MOST_PARTS} 段", "pack.mail-parts")
        if span.depth > _DEEPEST:
            raise UnpackError(f"超过 {_DEEPEST} 层", "pack.nested")
        part, inside = _opened(mail, span)
        if inside is None:
            yield part
        waiting += reversed(inside or ())


def _opened(mail: Bytes, span: _Span) -> tuple[MailPart, list[_Span] | None]:
    """Return a part, and the parts within it; None where it is one that holds something else."""
    fields, start = header_of(mail, span.start, span.end)
    header = _header(fields)
    kind, encoding = header.get_content_type(), header.get("Content-Transfer-Encoding", "").strip().lower()
    part = MailPart(kind, _name(header), mail, start, span.end, encoding, _parameter(header, "charset"))
    boundary = _parameter(header, "boundary").rstrip()
    if kind.startswith("multipart/") and boundary:
        return part, list(_between(mail, part, b"--" + boundary.encode("utf-8", "replace"), span.depth + 1))
    if kind == "message/rfc822" and encoding not in ("base64", "quoted-printable"):
        return part, [_Span(start, span.end, span.depth + 1)]
    return part, None


def _between(mail: Bytes, part: MailPart, line: bytes, depth: int) -> Iterator[_Span]:
    """Yield what stands between the lines of a boundary; what stands before the first and behind the last is none."""
    begin, at, count = None, part.start, 0
    while (at := mail.find(line, at, part.end)) >= 0:
        behind = re.match(rb"(--)?[ \t]*(\r?\n|$)", mail[at + len(line) : min(at + len(line) + 100, part.end)])
        if behind and (at == part.start or mail[at - 1 : at] == b"\n"):
            if begin is not None:
                yield _Span(begin, _before_line(mail, at, begin), depth)
            begin, count = at + len(line) + behind.end(), count + 1
            if count > _MOST_PARTS:
                raise UnpackError(f"超过 {_MOST_PARTS} 段", "pack.mail-parts")
            if behind[1]:
                return
        at += len(line)
    if begin is not None:
        yield _Span(begin, part.end, depth)


def _before_line(mail: Bytes, at: int, least: int) -> int:
    """Return where the line before a boundary ends: its line break belongs to the boundary."""
    end = at - 2 if mail[at - 2 : at] == b"\r\n" else at - 1
    return max(end, least)


def _header(fields: tuple[HeaderField, ...]) -> Message:
    header = Message()
    for name in ("Content-Type", "Content-Disposition", "Content-Transfer-Encoding"):
        value = next((value for found, value in fields if found == name.lower()), "")
        if value:
            header[name] = value[:_LONGEST]
    return header


def _parameter(header: Message, name: str) -> str:
    try:
        value = header.get_param(name, "")
        return value if isinstance(value, str) else str(value[2])
    except CANNOT:  # the library gives up on some broken ones
        return ""


def _name(header: Message) -> str:
    """Return the file name of a part, however its header encodes it, without what no name has."""
    try:
        name = header.get_filename("") or ""
    except CANNOT:
        return ""
    return decoded(name)[:200]


def _pieces(mail: Bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield a stretch of the mail in pieces that end with a line, where lines are not endless."""
    while start < end:
        piece = mail[start : min(start + _PIECE, end)]
        if start + _PIECE < end:
            piece = piece[: piece.rfind(b"\n") + 1] or piece
        start += len(piece)
        yield piece


def _from_base64(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Decode base64 whose lines need not end with a group of four characters."""
    rest = b""
    for piece in pieces:
        text = rest + piece.translate(None, _WHITE)
        whole = len(text) - len(text) % 4
        rest = text[whole:]
        yield binascii.a2b_base64(text[:whole])
    if rest.rstrip(b"="):
        yield binascii.a2b_base64(rest + b"=" * (-len(rest) % 4))
