"""Sending what waits in 待发送 by SMTP: each mail once, and one of which nobody knows only after somebody was asked."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from xlcheck.journal.mail_events import GONE, Mail, MailStatus
from xlcheck.mail.delivery import PORTS, SSL, STARTTLS, RefusedError, Server, UnknownOutcomeError, check_safe, deliver
from xlcheck.mail.message import to_send
from xlcheck.messages import error_text
from xlcheck.model import Settings, XlcheckError
from xlcheck.reading.folding import clean, split_list
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive, interrupted
from xlcheck.steps.send.drafts import FOLDER, eml_of, recipients_of, sender_of
from xlcheck.steps.send.issue import finish_packs, mails_name
from xlcheck.steps.send.outbox import mail_state, mails, note, write_outbox

_SECURITY = {"": SSL, "加密连接": SSL, "先连接后加密": STARTTLS}
"""What 发件加密 says otherwise than the protocol does, whose words stand in settings of 0.1.0."""
UNKNOWN_REMARK = "交出邮件时连接断开，对方可能已收到"


@dataclass(frozen=True, slots=True)
class Answers:
    """What only a person knows: whether a mail arrived, and the password of the mailbox."""

    has_arrived: Callable[[Mail], bool]
    password: Callable[[str], str]
    context: ssl.SSLContext | None = None
    """By which certificates are checked; the system's own by default."""


@exclusive("发件")
def deliver_waiting(run: Run, answers: Answers) -> list[Mail]:
    """Send the mails of the last pack that have not gone out; returns all of them as they stand then.

    First somebody is asked about every mail of which it is not known whether it arrived; one that may have is never
    sent unasked. The first that does not go out ends the run. Raises :class:`XlcheckError` ``send.practice``,
    ``send.not-packed``, ``send.no-server``, ``send.security``, ``send.addresses-changed``, ``send.draft-changed``, and
    as :func:`deliver` where the server was never spoken to.
    """
    _require_real(run)
    settings = _settings(run)
    finish_packs(run)
    all_mails = mails(run.desk)
    if not all_mails:
        raise XlcheckError("send.not-packed")
    try:
        _settle(run, all_mails, answers.has_arrived)
        if any(mail.status not in GONE for mail in _last(run)):
            server = _server(run, answers)
            _send_all(run, server, recipients_of(_settings(run)))
    finally:
        _register(run, settings)
    return list(_last(run))


def require_server(run: Run) -> None:
    """Refuse before any question what sending by a server would refuse after it.

    Raises :class:`XlcheckError` ``send.practice``, ``send.no-server`` and ``send.security``, and as :func:`check_safe`.
    """
    _require_real(run)
    _declared_server(_settings(run), None)


def _require_real(run: Run) -> None:
    if run.desk.practice:
        raise XlcheckError("send.practice")


@exclusive("发件")
def _register(run: Run, settings: Settings) -> None:
    """Write 发件登记, also where somebody else came to work while a person was asked."""
    write_outbox(run, settings)


def _last(run: Run) -> tuple[Mail, ...]:
    return mail_state(run.desk).last_pack


def _settle(run: Run, all_mails: Sequence[Mail], has_arrived: Callable[[Mail], bool]) -> None:
    for mail in all_mails:
        if not mail.is_unknown:
            continue
        with interrupted(run):
            arrived = has_arrived(mail)
        if mail not in mails(run.desk):  # it was settled by somebody else meanwhile
            continue
        if arrived:
            note(run, [mail], MailStatus.SENT, "经核实，对方已收到")
        else:
            note(run, [mail], MailStatus.WAITING, "经核实，对方没有收到")


def _settings(run: Run) -> Settings:
    """Read 单位设置 as it stands now: while a person was asked, somebody else may have changed it."""
    return load_settings(run.desk)[0]


def _server(run: Run, answers: Answers) -> Server:
    """Return the server of 单位设置; the password is asked for last, and is for that server and no other."""
    server = _declared_server(_settings(run), answers.context)
    with interrupted(run):
        password = answers.password(server.user)
    if _declared_server(_settings(run), answers.context) != server:
        raise XlcheckError("send.server-changed")
    return replace(server, password=password)


def _declared_server(settings: Settings, context: ssl.SSLContext | None) -> Server:
    """Return the server of 单位设置 without its password."""
    mail = settings.mail
    items = {"发件服务器": mail.host, "发件邮箱": mail.sender, "上级邮箱": settings.superior_mail}
    if missing := [f"“{item}”" for item, value in items.items() if not value]:
        raise XlcheckError("send.no-server", items="、".join(missing))
    word = clean(mail.security).upper()
    security = _SECURITY.get(word, word)
    if security not in PORTS:
        raise XlcheckError("send.security", value=mail.security)
    server = Server(mail.host, mail.port or PORTS[security], security, sender_of(settings), "", context)
    check_safe(server)
    return server


def _send_all(run: Run, server: Server, recipients: tuple[str, ...]) -> None:
    contents = {mail.mail: _content(run, mail, server, recipients) for mail in _last(run) if mail.status not in GONE}
    for number, content in contents.items():
        mail = next(mail for mail in _last(run) if mail.mail == number)  # another run may have sent it meanwhile
        if mail.status not in GONE and not mail.is_unknown and not _send(run, mail, server, recipients, content):
            return


def _content(run: Run, mail: Mail, server: Server, recipients: tuple[str, ...]) -> bytes:
    """Return a draft as it was logged, without the line that makes it one; its addresses must be 单位设置's still."""
    path = eml_of(run.desk.outbox / FOLDER / mails_name(mail.number), mail.mail)
    draft = path.read_bytes() if path.is_file() else b""
    if sha256(draft).hexdigest() != mail.sha256:
        raise XlcheckError("send.draft-changed", file=path.name)
    if split_list(mail.recipient) != recipients or f"\r\nFrom: {server.user}\r\n".encode() not in draft:
        raise XlcheckError("send.addresses-changed")
    return to_send(draft)


def _send(run: Run, mail: Mail, server: Server, recipients: tuple[str, ...], content: bytes) -> bool:
    """Send one mail and log what came of it; returns whether it went out."""
    run.progress(f"发送{mail.name}：{mail.attachments}")
    try:
        deliver(server, recipients, content, lambda: note(run, [mail], MailStatus.SENDING))
    except RefusedError as refused:
        note(run, [mail], MailStatus.REFUSED, error_text(refused.error))
        return False
    except UnknownOutcomeError:
        note(run, [mail], MailStatus.UNKNOWN, UNKNOWN_REMARK)
        return False
    note(run, [mail], MailStatus.SENT)
    return True
