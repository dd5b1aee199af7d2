"""One mail server for all desks of the races, which knows by the password from which desk a mail comes."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.mail.servers import Post, serving


@dataclass
class PostOffice(Post):
    """Lets everybody in; ``taken`` is what came, by the password that the sender had."""

    port: int = 0
    taken: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken[session.auth_data].append(envelope.content)
        return self.answers

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword):
        return AuthResult(success=True, handled=False, auth_data=data.password.decode())


@contextmanager
def open_office() -> Iterator[PostOffice]:
    """A post office while its server runs."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # it warns of an attribute that aiosmtpd itself sets
    office = PostOffice()
    with serving(office, required=False) as office.port:
        yield office
