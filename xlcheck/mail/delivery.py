"""Delivery of one mail by SMTP, so that it is known whether it went out, or known that nobody knows."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

from xlcheck.model import XlcheckError

SSL, STARTTLS, PLAIN = "SSL", "STARTTLS", "无"
PORTS = {SSL: 465, STARTTLS: 587, PLAIN: 25}
_SECONDS = 60
_MB = 1_000_000
_HELLO = "[127.0.0.1]"
"""The name of a Chinese Windows machine may be none that SMTP admits."""


class RefusedError(Exception):
    """The mail was certainly not taken; ``error`` is the sentence that says why."""

    def __init__(self, error: XlcheckError) -> None:
        super().__init__(error.code)
        self.error = error


class UnknownOutcomeError(Exception):
    """The connection was lost after DATA had begun: the mail may have been taken or not."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mails are handed in, and as whom; ``security`` is SSL, STARTTLS or 无, ``context`` that of its TLS."""

    host: str
    port: int
    security: str
    user: str
    password: str
    context: ssl.SSLContext | None = None


def deliver(server: Server, recipients: Sequence[str], content: bytes, before_data: Callable[[], None]) -> None:
    """Hand in a mail; returns once the server has taken it.

    ``before_data`` is called when everything is agreed and nothing has been sent yet. Raises :class:`RefusedError`
    where the server took nothing, :class:`UnknownOutcomeError` where it may have, :class:`XlcheckError`
    ``send.no-connection``, ``send.certificate`` or ``send.unencrypted`` where it was never spoken to.
    """
    check_safe(server)
    smtp = _connected(server)
    try:
        _agree(smtp, server, recipients, content)
        before_data()
        _hand_in(smtp, content)
    finally:
        # by now the mail is taken, refused or unknown: a farewell that fails changes nothing of that
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


def check_safe(server: Server) -> None:
    """Raise :class:`XlcheckError` where a password would be sent in clear, or could not be typed at any server."""
    if server.security == PLAIN and not _is_loopback(server.host):
        raise XlcheckError("send.unencrypted", host=server.host)
    if not server.password.isascii():
        raise XlcheckError("send.password-signs")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _connected(server: Server) -> smtplib.SMTP:
    """Return a connection that is encrypted where it must be; certificates are checked."""
    context = server.context or ssl.create_default_context()
    try:
        if server.security == SSL:
            return smtplib.SMTP_SSL(server.host, server.port, _HELLO, timeout=_SECONDS, context=context)
        smtp = smtplib.SMTP(server.host, server.port, _HELLO, timeout=_SECONDS)
        if server.security == STARTTLS:
            smtp.starttls(context=context)
    except ssl.SSLCertVerificationError:
        raise XlcheckError("send.certificate", host=server.host) from None
    except smtplib.SMTPNotSupportedError:
        raise XlcheckError("send.no-starttls", host=server.host) from None
    except (smtplib.SMTPException, OSError, UnicodeError):
        raise XlcheckError("send.no-connection", host=server.host, port=server.port) from None
    return smtp


def _agree(smtp: smtplib.SMTP, server: Server, recipients: Sequence[str], content: bytes) -> None:
    """Go through everything up to DATA; one refused recipient and nobody gets the mail."""
    try:
        smtp.login(server.user, server.password)
        _check_size(smtp, content)
        options = [f"SIZE={len(content)}"] if smtp.has_extn("size") else []
        _expect(smtp.mail(server.user, options), "send.refused-sender", sender=server.user, size=_size(content))
        for recipient in recipients:
            _expect(smtp.rcpt(recipient), "send.refused-recipient", recipient=recipient)
    except smtplib.SMTPAuthenticationError as error:
        _refuse("send.refused-login", (error.smtp_code, error.smtp_error), sender=server.user)
    except (smtplib.SMTPServerDisconnected, OSError):
        raise RefusedError(XlcheckError("send.refused-connection")) from None
    except smtplib.SMTPException:
        raise RefusedError(XlcheckError("send.no-login", host=server.host)) from None


def _check_size(smtp: smtplib.SMTP, content: bytes) -> None:
    most = smtp.esmtp_features.get("size", "")
    if most.isdecimal() and 0 < int(most) < len(content):
        raise RefusedError(XlcheckError("send.refused-size", size=_size(content), most=f"{int(most) / _MB:.1f}"))


def _hand_in(smtp: smtplib.SMTP, content: bytes) -> None:
    """Send DATA and take its answer; any break from here on leaves the outcome unknown."""
    try:
        answer = smtp.data(content)
    except smtplib.SMTPDataError as error:
        _refuse("send.refused-data", (error.smtp_code, error.smtp_error), size=_size(content))
    except (smtplib.SMTPException, OSError):
        raise UnknownOutcomeError from None
    _expect(answer, "send.refused-data", size=_size(content))


def _expect(answer: tuple[int, bytes | str], code: str, **params: object) -> None:
    if not 200 <= answer[0] < 300:
        _refuse(code, answer, **params)


def _refuse(code: str, answer: tuple[int, bytes | str], **params: object) -> None:
    text = answer[1].decode("utf-8", "replace") if isinstance(answer[1], bytes) else answer[1]
    words = "".join(sign if sign.isprintable() else " " for sign in f"{answer[0]} {text}")[:120]
    raise RefusedError(XlcheckError(code, answer=words, **params)) from None


def _size(content: bytes) -> str:
    return f"{len(content) / _MB:.1f}"
