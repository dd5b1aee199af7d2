"""The head of a saved mail: who sent it, and which servers say when they took it; nothing in it is believed here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

_CHINA = timezone(timedelta(hours=8))
_YEARS = range(1990, 2100)
"""Outside of these a clock was never set."""
_LONGEST, _LONGEST_DATE = 2_000, 100
"""Characters of a line that are read: decoding costs more than in proportion to them."""
_MOST_RECEIVED = 50
CANNOT = (ValueError, LookupError, TypeError, OverflowError, AttributeError, MessageError)
"""What the standard library raises over broken lines."""

HeaderField = tuple[str, str]
"""Name and value of a line, unfolded; the value is as it stands, encoded words included."""


@dataclass(frozen=True, slots=True)
class MailHead:
    """What a mail says of itself: sender and subject as printed, the sender's bare address in small letters.

    ``received`` has the lines of the servers on its way as they stand, the last server first; only what a server of
    one's own wrote there can be believed. ``at`` is the time in China of the first of them, None where there is none or
    no clock can have shown it; ``said`` that of the sender's clock.
    """

    sender: str = ""
    address: str = ""
    subject: str = ""
    at: datetime | None = None
    said: datetime | None = None
    received: tuple[str, ...] = ()


def fields_of(block: bytes) -> tuple[HeaderField, ...]:
    """Return the lines of a header; what is no line with a name is left out."""
    return tuple(_fields(re.sub(r"\r?\n(?=[ \t])", "", in_text(block))))


def in_text(raw: bytes) -> str:
    """Return bytes that need not be ASCII as text: UTF-8, else what Chinese Windows writes."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _fields(unfolded: str) -> Iterator[HeaderField]:
    for line in re.split(r"\r?\n", unfolded):
        name, colon, value = line.partition(":")
        if colon and name and not re.search(r"[\s\0]", name):
            yield name.lower(), value.strip()


def head_of(fields: tuple[HeaderField, ...]) -> MailHead:
    """Read the head of a mail; what cannot be read of it is left blank."""
    received = tuple(value[:_LONGEST] for name, value in fields if name == "received")[:_MOST_RECEIVED]
    sender = _first(fields, "from")
    return MailHead(
        sender=decoded(sender),
        address=_address(sender),
        subject=decoded(_first(fields, "subject")),
        at=moment(received[0].rpartition(";")[2]) if received else None,
        said=moment(_first(fields, "date")),
        received=received,
    )


def _first(fields: tuple[HeaderField, ...], name: str) -> str:
    return next((value for found, value in fields if found == name), "")


def decoded(value: str) -> str:
    """Return the beginning of a value with its encoded words decoded; as it stands where they are broken."""
    value = value[:_LONGEST]
    try:
        return printable(str(make_header(decode_header(value))).strip() if "=?" in value else value)
    except CANNOT:
        return printable(value)


def printable(text: str) -> str:
    """Return a text without signs that nobody sees: NUL, what turns the direction of writing, halves of signs."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")


def _address(sender: str) -> str:
    try:
        return parseaddr(sender[:_LONGEST])[1].lower()
    except CANNOT:
        return ""


def moment(text: str) -> datetime | None:
    """Return the time in China that a line of a mail says, without a zone; None for what no clock shows."""
    try:
        at = parsedate_to_datetime(text.strip()[:_LONGEST_DATE])
        at = at.astimezone(_CHINA).replace(tzinfo=None) if at.tzinfo else at
    except CANNOT:
        return None
    return at if at.year in _YEARS else None
