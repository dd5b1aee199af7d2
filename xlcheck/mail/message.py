"""A mail with attachments, whose names every mail program shows right; pure: no clock, nothing random."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email import policy
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from hashlib import sha256

LONGEST_NAME = 45
"""Bytes of a name in UTF-8, so that it fits into one encoded word of RFC 2047 (75 characters)."""

_UNSENT = b"X-Unsent: 1\r\n"
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CHINA = timezone(timedelta(hours=8))
_AS_WRITTEN = policy.compat32.clone(linesep="\r\n", max_line_length=None)
"""Newer policies write names in RFC 2231, which mail programs in use here show wrong; this one leaves them alone."""


@dataclass(frozen=True, slots=True)
class MailContent:
    """What a mail says: addresses, subject, body, attachments by name, and when it was composed."""

    sender: str
    recipients: tuple[str, ...]
    subject: str
    body: str
    attachments: Sequence[tuple[str, bytes]]
    made: datetime


def is_address(text: str) -> bool:
    """Say whether a text is a plain mail address that every server takes."""
    return _ADDRESS.fullmatch(text) is not None


def shortened(text: str, ending: str) -> str:
    """Shorten a name to :data:`LONGEST_NAME` bytes.

    It has as much of ``text`` as there is room for, and the whole ending.
    """
    room = LONGEST_NAME - len(ending.encode())
    return text.encode()[:room].decode("utf-8", "ignore") + ending


def composed(draft: MailContent) -> bytes:
    """Return the mail as an .eml file, which mail programs open to be sent (``X-Unsent``); lines end in CRLF."""
    mail = MIMEMultipart(boundary=f"=_{_digest(draft)[:32]}")
    mail.policy = _AS_WRITTEN
    mail["Date"] = format_datetime(draft.made.replace(tzinfo=_CHINA))
    mail["Message-ID"] = f"<{_digest(draft)[:40]}@xlcheck.invalid>"
    if draft.sender:
        mail["From"] = draft.sender
    if draft.recipients:
        mail["To"] = ", ".join(draft.recipients)
    subject = Header(" ".join(draft.subject.split()), "utf-8", maxlinelen=75, header_name="Subject")
    mail["Subject"] = subject.encode(linesep="\r\n")
    mail.attach(MIMEText(draft.body, "plain", "utf-8"))
    for name, content in draft.attachments:
        mail.attach(_attachment(name, content))
    return _UNSENT + mail.as_bytes(policy=_AS_WRITTEN)


def to_send(draft: bytes) -> bytes:
    """Return the mail that goes out: the draft without the line that makes it one."""
    return draft.removeprefix(_UNSENT)


def _digest(draft: MailContent) -> str:
    """Return what tells two mails apart, and is the same whenever one is composed again."""
    parts = [draft.made.isoformat(), *draft.recipients, draft.subject]
    parts += [f"{name} {sha256(content).hexdigest()}" for name, content in draft.attachments]
    return sha256("\n".join(parts).encode()).hexdigest()


def _attachment(name: str, content: bytes) -> MIMEBase:
    word = f'"=?UTF-8?B?{base64.b64encode(name.encode()).decode()}?="'
    part = MIMEBase("application", "zip", policy=_AS_WRITTEN)
    part.replace_header("Content-Type", f"application/zip; name={word}")
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = f"attachment; filename={word}"
    part.set_payload(base64.encodebytes(content).decode("ascii"))
    return part
