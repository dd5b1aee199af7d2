"""A saved mail: its head and what is attached."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.mail.head import MailHead, head_of
from xlcheck.mail.parts import header_of, parts_of


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail: its head, and its attachments with their names."""

    head: MailHead
    attachments: tuple[tuple[str, bytes], ...]


def read_mail(data: bytes) -> ReceivedMail:
    """Read the mail in the bytes of an .eml file; what cannot be read of it is left blank.

    Attachments are the parts with a file name, those of forwarded mails included, in their order. Raises
    :class:`~xlcheck.worker.refused.UnpackError` for a mail beyond what anybody writes.
    """
    fields, _ = header_of(data)
    parts = tuple((part.name, b"".join(part.chunks())) for part in parts_of(data) if part.name)
    return ReceivedMail(head_of(fields), parts)
