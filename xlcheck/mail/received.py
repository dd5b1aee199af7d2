"""A saved mail: its head and what is attached."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage

from xlcheck.mail.head import MailHead, fields_of, head_of


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail: its head, and its attachments with their names."""

    head: MailHead
    attachments: tuple[tuple[str, bytes], ...]


def read_mail(data: bytes) -> ReceivedMail:
    """Read the mail in the bytes of an .eml file; what cannot be read of it is left blank."""
    mail = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    block = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    return ReceivedMail(head_of(fields_of(block)), tuple(_attachments(mail)))


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
