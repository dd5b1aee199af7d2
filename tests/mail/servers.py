"""A real SMTP server on loopback that keeps what it takes, and can misbehave where it is told to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "sender@example.com", "right-password"


@dataclass
class Post:
    """What came, and what goes wrong: refused recipients, an answer to DATA, where the line drops."""

    taken: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuses: tuple[str, ...] = ()
    answers: str = "250 OK"
    drops: str = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]):
        if address in self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.drops == "before it is taken":
            server.transport.abort()
            return self.answers
        if self.answers.startswith("250"):
            self.taken.append(envelope.content)
            self.recipients += envelope.rcpt_tos
        if self.drops == "after it was taken":
            server.transport.abort()
        return self.answers

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword):
        right = data.login == USER.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)


@contextmanager
def serving(
    post: Post,
    *,
    tls: ssl.SSLContext | None = None,
    at_once: bool = False,
    size: int = 33_554_432,
    required: bool = True,
) -> Iterator[int]:
    """The port of a running server: in clear, with STARTTLS, or ``at_once`` with TLS.

    A login is ``required``, or only offered.
    """
    more = {} if at_once or tls is None else {"tls_context": tls, "require_starttls": True}
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=_free_port(),
        ssl_context=tls if at_once else None,
        authenticator=post,
        auth_required=required,
        auth_require_tls=tls is not None and not at_once,
        data_size_limit=size,
        **more,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
