"""上报 by a real SMTP server on loopback: whatever goes wrong, a mail arrives once or not at all, and that is known."""

import ssl
from email import message_from_bytes, policy

import pytest
import trustme

from tests.mail.servers import PASSWORD, USER, Post, serving
from tests.steps.helpers import sentence, set_unit
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.journal.mail_events import LOG_NAME, MailStatus
from xlcheck.steps.desk.occupation import NOTE_NAME
from xlcheck.steps.send.deliver import Answers, deliver_waiting
from xlcheck.steps.send.drafts import eml_of
from xlcheck.steps.send.outbox import mails, note
from xlcheck.steps.send.send import send, sent_by_hand

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
TO = "bureau@example.com"


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def tls(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def trusting(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def desk(desk):
    return desk[0]


def packed(run, port, security="无", to=TO, limit=15):
    server = {"mail_server": "127.0.0.1", "mail_port": str(port), "mail_security": security, "mail_sender": USER}
    set_unit(run.desk.root, superior_mail=to, **server)
    return send(run, limit=limit)


def unasked(mail):
    raise AssertionError(f"asked about {mail.name}")


def again(run, context=None, password=PASSWORD, arrived=unasked):
    return [mail.status for mail in deliver_waiting(run, Answers(arrived, lambda _: password, context))]


def as_sent(packed):
    (content,) = [path.read_bytes() for path in packed.drafts.glob("*.eml")]
    return content.removeprefix(b"X-Unsent: 1\r\n")


@pytest.mark.parametrize("security", ["加密连接", "先连接后加密", "", "SSL", "STARTTLS", "starttls"])
def test_mail_arrives_once_over_tls__ok(desk, tls, trusting, security):
    post = Post()
    with serving(post, tls=tls, at_once=security in ("加密连接", "", "SSL")) as port:
        sent = as_sent(packed(desk, port, security))
        assert again(desk, trusting) == [MailStatus.SENT]
        assert again(desk, trusting) == [MailStatus.SENT]
    assert (post.taken, post.recipients) == ([sent], [TO])
    assert message_from_bytes(sent, policy=policy.default)["X-Unsent"] is None
    (row,) = registered(desk)
    assert (row["状态"], row["收件人"], row["时间"]) == ("已发送", TO, desk.stamp)


def registered(run):
    """The rows of 发件登记 by title."""
    lines = [cells for _, cells in read_sheets(run.desk.outbox / "发件登记.xlsx")[0].rows]
    return [dict(zip(lines[1], cells, strict=False)) for cells in lines[2:]]


@pytest.mark.parametrize("security", ["SSL", "STARTTLS"])
def test_server_of_which_the_certificate_cannot_be_checked__error(desk, tls, security):
    post = Post()
    with serving(post, tls=tls, at_once=security == "SSL") as port:
        packed(desk, port, security)
        assert "证书不能确认" in sentence(again, desk)
    assert post.taken == []
    assert [mail.status for mail in mails(desk.desk)] == [MailStatus.WAITING]


def test_wrong_password_is_refused_and_the_right_one_sends_once(desk):
    post = Post()
    with serving(post) as port:
        packed(desk, port)
        assert again(desk, password="wrong") == [MailStatus.REFUSED]
        assert "授权码" in mails(desk.desk)[0].remark
        assert post.taken == []
        assert again(desk) == [MailStatus.SENT]
        assert again(desk) == [MailStatus.SENT]
    assert len(post.taken) == 1


def test_refused_recipient_and_nobody_gets_it(desk):
    other = "other@example.com"
    post = Post(refuses=(TO,))
    with serving(post) as port:
        packed(desk, port, to=f"{other}、{TO}")
        assert again(desk) == [MailStatus.REFUSED]
        assert f"不接受收件人 {TO}（550 no such mailbox）" in mails(desk.desk)[0].remark
        assert post.taken == []
        set_unit(desk.desk.root, superior_mail=other)
        assert "重新做“上报”" in sentence(again, desk)
        assert packed(desk, port, to=other).number == 2
        assert again(desk) == [MailStatus.SENT]
    assert (len(post.taken), post.recipients) == (1, [other])
    assert next(row["说明"] for row in registered(desk)).endswith("由第2次代替，不再发送")


def test_mail_larger_than_the_server_says_is_not_begun(desk):
    post = Post()
    with serving(post, size=20_000) as port:
        packed(desk, port)
        assert again(desk) == [MailStatus.REFUSED]
    assert post.taken == []
    assert "只收 0.0 MB 以内的" in mails(desk.desk)[0].remark


@pytest.mark.parametrize("answer", ["552 too much", "451 try later"])
def test_mail_rejected_after_data_may_be_sent_again(desk, answer):
    post = Post(answers=answer)
    with serving(post) as port:
        packed(desk, port)
        assert again(desk) == [MailStatus.REFUSED]
        assert answer in mails(desk.desk)[0].remark
        post.answers = "250 OK"
        assert again(desk) == [MailStatus.SENT]
    assert len(post.taken) == 1


@pytest.mark.parametrize(("drops", "arrived"), [("before it is taken", False), ("after it was taken", True)])
def test_connection_lost_after_data_is_asked_about_and_never_sent_unasked(desk, drops, arrived):
    post = Post(drops=drops)
    with serving(post) as port:
        packed(desk, port)
        assert again(desk) == [MailStatus.UNKNOWN]
        post.drops = ""
        asked = []
        assert again(desk, arrived=lambda mail: asked.append(mail.name) or arrived) == [MailStatus.SENT]
        assert asked == ["第1次第1封"]
        assert again(desk) == [MailStatus.SENT]
    assert len(post.taken) == 1


def test_program_that_was_ended_while_it_sent_leaves_a_mail_that_is_asked_about(desk):
    post = Post()
    with serving(post) as port:
        packed(desk, port)
        note(desk, mails(desk.desk), MailStatus.SENDING)
        assert again(desk, arrived=lambda _: True) == [MailStatus.SENT]
    assert post.taken == []


def test_others_work_while_somebody_is_asked_and_what_they_settle_stands(desk):
    packed(desk, 25)
    note(desk, mails(desk.desk), MailStatus.SENDING)
    asked = []

    def phone(mail):
        assert not (desk.desk.root / NOTE_NAME).exists()
        asked.append(mail.name)
        sent_by_hand(desk, mail.number)
        return False

    assert again(desk, arrived=phone) == [MailStatus.BY_HAND]
    assert asked == ["第1次第1封"]
    assert registered(desk)[0]["状态"] == "已人工发送"


def test_others_work_while_the_password_is_asked_for(desk):
    post = Post()
    with serving(post) as port:
        packed(desk, port)

        def typed(_):
            assert not (desk.desk.root / NOTE_NAME).exists()
            sent_by_hand(desk, 1)
            return PASSWORD

        (mail,) = deliver_waiting(desk, Answers(unasked, typed))
    assert mail.status is MailStatus.BY_HAND
    assert post.taken == []


def test_address_that_changes_while_somebody_is_asked_whether_a_mail_arrived__error(desk):
    post = Post()
    with serving(post) as port:
        packed(desk, port)
        note(desk, mails(desk.desk), MailStatus.SENDING)

        def phone(_):
            set_unit(desk.desk.root, superior_mail="other@example.com")
            return False

        assert "上级邮箱或发件邮箱有改动，没有发送" in sentence(again, desk, arrived=phone)
    assert post.taken == []
    assert [mail.status for mail in mails(desk.desk)] == [MailStatus.WAITING]
    assert registered(desk)[0]["状态"] == "待发送"


def test_server_that_changes_while_somebody_is_asked_whether_a_mail_arrived_is_the_one_that_sends(desk):
    old, new = Post(), Post()
    with serving(old) as port, serving(new) as other:
        packed(desk, port)
        note(desk, mails(desk.desk), MailStatus.SENDING)

        def phone(_):
            set_unit(desk.desk.root, mail_port=str(other))
            return False

        assert again(desk, arrived=phone) == [MailStatus.SENT]
    assert (len(old.taken), len(new.taken)) == (0, 1)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"superior_mail": "other@example.com"}, "上级邮箱或发件邮箱有改动，没有发送"),
        ({"superior_mail": ""}, "没有填写“上级邮箱”"),
        ({"mail_sender": "other@example.com"}, "输入密码期间"),
        ({"mail_server": "localhost"}, "输入密码期间"),
        ({"mail_port": "26"}, "输入密码期间"),
        ({"mail_security": "SSL"}, "输入密码期间"),
    ],
)
def test_settings_that_change_while_the_password_is_typed__error(desk, cells, words):
    post = Post()
    with serving(post) as port:
        packed(desk, port)

        def typed(_):
            set_unit(desk.desk.root, **cells)
            return PASSWORD

        assert words in sentence(deliver_waiting, desk, Answers(unasked, typed))
    assert post.taken == []
    assert [mail.status for mail in mails(desk.desk)] == [MailStatus.WAITING]


def test_sending_is_logged_before_data(desk, monkeypatch):
    post, seen = Post(), []
    original = Post.handle_DATA

    async def watched(self, *arguments):
        seen.append(mails(desk.desk)[0].status)
        return await original(self, *arguments)

    monkeypatch.setattr(Post, "handle_DATA", watched)
    with serving(post) as port:
        packed(desk, port)
        again(desk)
    assert seen == [MailStatus.SENDING]


def test_no_server_there_leaves_the_mail_waiting__error(desk):
    with serving(Post()) as port:
        packed(desk, port)
    assert "没有连上发件服务器 127.0.0.1" in sentence(again, desk)
    assert [mail.status for mail in mails(desk.desk)] == [MailStatus.WAITING]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"mail_server": "smtp.example.com"}, "密码会被看到"),
        ({"mail_server": ""}, "没有填写“发件服务器”"),
        ({"mail_security": "加密"}, "发件加密“加密”不能识别"),
        ({"superior_mail": "不是邮箱"}, "“不是邮箱”不是邮箱地址"),
        ({"mail_sender": "other@example.com"}, "有改动，没有发送"),
    ],
)
def test_settings_by_which_nothing_can_be_sent__error(desk, cells, words):
    post = Post()
    with serving(post) as port:
        packed(desk, port)
        set_unit(desk.desk.root, **cells)
        assert words in sentence(again, desk)
    assert post.taken == []


def test_password_typed_with_a_chinese_keyboard__error(desk):
    with serving(Post()) as port:
        packed(desk, port)
        assert "全角" in sentence(again, desk, password="ｐａｓｓｗｏｒｄ")


def test_draft_that_was_changed_is_not_sent__error(desk):
    post = Post()
    with serving(post) as port:
        path = eml_of(packed(desk, port).drafts, 1)
        path.write_bytes(path.read_bytes() + b"\r\n")
        assert "打包以后有改动" in sentence(again, desk)
    assert post.taken == []


def test_what_was_sent_by_hand_is_not_sent_again(desk):
    post = Post()
    with serving(post) as port:
        packed(desk, port)
        assert [mail.status for mail in sent_by_hand(desk, 1)] == [MailStatus.WAITING]
        assert sent_by_hand(desk, 1) == []
        assert again(desk) == [MailStatus.BY_HAND]
        assert "没有第 7 次上报。已打包的：第1次" in sentence(sent_by_hand, desk, 7)
    assert post.taken == []


def test_practice_is_never_sent__error(desk):
    post = Post()
    with serving(post) as port:
        desk.desk.mark_practice()
        packed(desk, port)
        assert "演练的材料不能对外发送" in sentence(again, desk)
    assert post.taken == []


def test_nothing_packed_yet__error(desk):
    assert "还没有打过包" in sentence(again, desk)


def test_log_that_is_lost_or_broken_stops_everything__error(desk):
    with serving(Post()) as port:
        packed(desk, port)
    log = desk.desk.archive / LOG_NAME
    kept = log.read_bytes()
    log.unlink()
    assert "找不到发件日志" in sentence(send, desk)
    log.write_bytes(kept + b"{}\n")
    assert "发件日志第 2 行不能识别" in sentence(send, desk)
