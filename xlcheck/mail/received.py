"""A saved mail: who sent it, when it came, and what is attached."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail: sender and subject as printed, the time in China, attachments with their names."""

    sender: str
    subject: str
    at: datetime | None
    attachments: tuple[tuple[str, bytes], ...]


def read_mail(data: bytes) -> ReceivedMail:
    """Read the mail in the bytes of an .eml file; what cannot be read of it is left blank.

    The time is that of the server which took the mail (the first ``Received``), else what the sender's clock said.
    """
    mail = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return ReceivedMail(_text(mail, "From"), _text(mail, "Subject"), _time(mail), tuple(_attachments(mail)))


def _text(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, "")).strip()
    except (ValueError, LookupError, IndexError, HeaderParseError):  # the parser gives up on some broken headers
        return ""


def _time(mail: EmailMessage) -> datetime | None:
    stamps = [str(stamp).rpartition(";")[2] for stamp in mail.get_all("Received", ())[:1]]
    for text in (*stamps, _text(mail, "Date")):
        try:
            moment = parsedate_to_datetime(text.strip())
        except (ValueError, TypeError, IndexError):
            continue
        return moment.astimezone(_CHINA).replace(tzinfo=None) if moment.tzinfo else moment
    return None


def _attachments(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Iterate over the parts with a file name, those of forwarded mails included, in their order."""
    for part in mail.walk():
        name = _name(part)
        if name and not part.is_multipart():
            content = part.get_payload(decode=True)
            yield name, content if isinstance(content, bytes) else b""


def _name(part: EmailMessage) -> str:
    """Return the file name of a part, however its header encodes it."""
    try:
        name = part.get_filename() or ""
        return str(make_header(decode_header(name))) if "=?" in name else name
    except (ValueError, LookupError, IndexError, HeaderParseError):
        return ""
