"""Sending what waits in 待发送 by SMTP: each mail once, and one of which nobody knows only after somebody was asked."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from xlcheck.journal.mail_events import GONE, Mail, MailState, last_number
from xlcheck.mail.delivery import PORTS, RefusedError, Server, UnknownOutcomeError, check_safe, deliver
from xlcheck.mail.message import to_send
from xlcheck.messages import error_text
from xlcheck.model import Settings, XlcheckError
from xlcheck.reading.folding import split_list
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive, interrupted
from xlcheck.steps.send.drafts import FOLDER, eml_of, recipients_of, sender_of
from xlcheck.steps.send.issue import finish_packs, mails_name
from xlcheck.steps.send.outbox import mails, note, write_outbox

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
    if run.desk.practice:
        raise XlcheckError("send.practice")
    settings, _, _ = load_settings(run.desk)
    finish_packs(run)
    all_mails = mails(run.desk)
    if not all_mails:
        raise XlcheckError("send.not-packed")
    try:
        _settle(run, all_mails, answers.has_arrived)
        if any(mail.state not in GONE for mail in _last(run)):
            server = _server(run, settings, answers)
            _send_all(run, server, recipients_of(settings))
    finally:
        _register(run, settings)
    return _last(run)


@exclusive("发件")
def _register(run: Run, settings: Settings) -> None:
    """Write 发件登记, also where somebody else came to work while a person was asked."""
    write_outbox(run, settings)


def _last(run: Run) -> list[Mail]:
    all_mails = mails(run.desk)
    return [mail for mail in all_mails if mail.number == last_number(all_mails)]


def _settle(run: Run, all_mails: Sequence[Mail], has_arrived: Callable[[Mail], bool]) -> None:
    for mail in all_mails:
        if not mail.is_unknown:
            continue
        with interrupted(run):
            arrived = has_arrived(mail)
        if mail not in mails(run.desk):  # it was settled by somebody else meanwhile
            continue
        if arrived:
            note(run, [mail], MailState.SENT, "经核实，对方已收到")
        else:
            note(run, [mail], MailState.WAITING, "经核实，对方没有收到")


def _server(run: Run, settings: Settings, answers: Answers) -> Server:
    """Return the server of 单位设置; the password is asked for last."""
    mail = settings.mail
    items = {"发件服务器": mail.host, "发件邮箱": mail.sender, "上级邮箱": settings.superior_mail}
    if missing := [f"“{item}”" for item, value in items.items() if not value]:
        raise XlcheckError("send.no-server", items="、".join(missing))
    security = mail.security.upper() or "SSL"
    if security not in PORTS:
        raise XlcheckError("send.security", value=mail.security)
    server = Server(mail.host, mail.port or PORTS[security], security, sender_of(settings), "", answers.context)
    check_safe(server)
    with interrupted(run):
        password = answers.password(server.user)
    return replace(server, password=password)


def _send_all(run: Run, server: Server, recipients: tuple[str, ...]) -> None:
    contents = {mail.mail: _content(run, mail, server, recipients) for mail in _last(run) if mail.state not in GONE}
    for number, content in contents.items():
        mail = next(mail for mail in _last(run) if mail.mail == number)  # another run may have sent it meanwhile
        if mail.state not in GONE and not mail.is_unknown and not _send(run, mail, server, recipients, content):
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
    run.say(f"发送{mail.name}：{mail.attachments}")
    try:
        deliver(server, recipients, content, lambda: note(run, [mail], MailState.SENDING))
    except RefusedError as refused:
        note(run, [mail], MailState.REFUSED, error_text(refused.error))
        return False
    except UnknownOutcomeError:
        note(run, [mail], MailState.UNKNOWN, UNKNOWN_REMARK)
        return False
    note(run, [mail], MailState.SENT)
    return True
