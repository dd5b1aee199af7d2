"""发件日志: an event and its line are two forms of one thing, and lines fold into how the mails stand."""

import pytest

from xlcheck.journal.chain import MALFORMED, Chain
from xlcheck.journal.mail_events import (
    Mail,
    MailChange,
    MailState,
    MailStatus,
    NewMail,
    first_break,
    from_json,
    mail_state,
    to_json,
)

DRAFT = NewMail(1, 2, 2, "a@example.com", "示例", "示例.zip", 57, "0" * 64, MailStatus.WAITING, "2021-03-05 09:00")
CHANGE = MailChange(1, 2, MailStatus.SENT, "2021-03-05 09:10", "")
DRAFT_LINE = {
    "number": 1,
    "mail": 2,
    "of": 2,
    "recipient": "a@example.com",
    "subject": "示例",
    "attachments": "示例.zip",
    "size": 57,
    "sha256": "0" * 64,
    "state": "待发送",
    "time": "2021-03-05 09:00",
}
CHANGE_LINE = {"number": 1, "mail": 2, "state": "已发送", "time": "2021-03-05 09:10", "remark": ""}


@pytest.mark.parametrize(("event", "line"), [(DRAFT, DRAFT_LINE), (CHANGE, CHANGE_LINE)])
def test_an_event_and_its_line(event, line):
    assert to_json(event) == line
    assert from_json(line) == event
    assert from_json(line | {"previous": "0" * 64, "above": "0" * 64}) == event


@pytest.mark.parametrize("line", [DRAFT_LINE, CHANGE_LINE])
def test_a_line_that_tells_too_little_or_too_much_or_otherwise__error(line):
    less = [{k: v for k, v in line.items() if k != key} for key in line]
    for broken in (*less, line | {"kind": "示例"}, line | {"state": "示例"}, line | {"number": "1"}):
        with pytest.raises(MALFORMED):
            from_json(broken)


def test_how_the_mails_stand():
    other = MailChange(1, 2, MailStatus.REFUSED, "2021-03-05 09:20", "示例")
    later = NewMail(2, 1, 1, "a@example.com", "示例", "示例.zip", 57, "0" * 64, MailStatus.WAITING, "2021-03-06 09:00")
    chain = Chain(()).followed_by(map(to_json, (DRAFT, CHANGE, other, later)))
    assert first_break(chain) is None
    state = mail_state(chain)
    assert [(mail.name, mail.status, mail.time, mail.remark) for mail in state.mails] == [
        ("第1次第2封", "被拒收", "2021-03-05 09:20", "示例"),
        ("第2次第1封", "待发送", "2021-03-06 09:00", ""),
    ]
    assert (state.last_number, state.last_pack, state.of_pack(1)) == (2, state.mails[1:], state.mails[:1])
    assert (MailState().last_number, MailState().last_pack) == (0, ())


def test_what_happened_to_a_mail_that_was_never_drafted__error():
    chain = Chain(()).followed_by([to_json(CHANGE)])
    assert first_break(chain).number == 1


def test_a_draft_that_was_logged_twice_is_one_mail():
    chain = Chain(()).followed_by(map(to_json, (DRAFT, CHANGE, DRAFT)))
    assert mail_state(chain).mails == (
        Mail(1, 2, 2, "a@example.com", "示例", "示例.zip", 57, "0" * 64, MailStatus.WAITING, "2021-03-05 09:00"),
    )
