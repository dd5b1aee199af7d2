"""Saved mails: attachments by their names however these are encoded, and the time at which a server took them."""

from datetime import datetime

import pytest

from xlcheck.mail.received import read_mail

BODY = b"\r\n\r\nUEsF\r\n--b--\r\n"


def mail(disposition: bytes, kind: bytes = b"application/zip", head: bytes = b"") -> bytes:
    return (
        head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: ' + kind
        + b"\r\nContent-Transfer-Encoding: base64\r\n" + disposition + BODY
    )  # fmt: skip


@pytest.mark.parametrize(
    ("disposition", "kind"),
    [
        (b'Content-Disposition: attachment; filename="=?UTF-8?B?5p2Q5paZLnppcA==?="', b"application/zip"),
        (b"Content-Disposition: attachment; filename*=UTF-8''%E6%9D%90%E6%96%99.zip", b"application/zip"),
        (b'Content-Disposition: attachment; filename="=?GB18030?B?ssTBzy56aXA=?="', b"application/zip"),
        (b"Content-Disposition: attachment", b'application/zip; name="=?UTF-8?B?5p2Q5paZLnppcA==?="'),
    ],
)
def test_names_of_attachments(disposition, kind):
    assert read_mail(mail(disposition, kind)).attachments == (("材料.zip", b"PK\x05"),)


def test_time_is_that_of_the_server_in_china():
    head = b"Received: from a by b; Wed, 15 Dec 2021 16:05:00 +0000\r\nDate: Mon, 13 Dec 2021 09:00:00 +0800\r\n"
    got = read_mail(mail(b"", head=head)).head
    assert (got.at, got.said) == (datetime(2021, 12, 16, 0, 5), datetime(2021, 12, 13, 9))


def test_what_the_sender_says_is_no_arrival():
    got = read_mail(b"Date: Mon, 13 Dec 2021 09:00:00 +0800\r\n\r\nx").head
    assert (got.at, got.said, got.received) == (None, datetime(2021, 12, 13, 9), ())


@pytest.mark.parametrize(
    "when",
    [
        b"31 Dec 9999 23:59:59 -1200",
        b"12345678901234567890 Dec 2021 09:00:00 +0800",
        b"15 Dec 2021 12345678901234567890:00:00 +0800",
        b"15 Dec 2021 09:00:00 +99999999999999999999",
        b"15 Dec 1021 09:00:00 +0800",
        b"1" * 100_000,
        b"",
    ],
)
def test_time_that_no_clock_shows_is_none(when):
    got = read_mail(b"Received: from a by b; " + when + b"\r\nDate: " + when + b"\r\n\r\nx").head
    assert (got.at, got.said) == (None, None)


def test_lines_of_all_servers_unfolded_and_the_bare_address_of_the_sender():
    data = (
        b"Received: from mx.example.invalid\r\n\tby mail.example.invalid; Wed, 15 Dec 2021 16:05:00 +0800\n"
        b"RECEIVED: from a by mx.example.invalid; Wed, 15 Dec 2021 16:04:00 +0800\n"
        b"From: =?UTF-8?B?56S65L6L?= <Sender@Example.invalid>\r\nSubject: =?GB18030?B?ssTBzw==?=\r\n\r\nReceived: no"
    )
    got = read_mail(data).head
    assert got.received == (
        "from mx.example.invalid\tby mail.example.invalid; Wed, 15 Dec 2021 16:05:00 +0800",
        "from a by mx.example.invalid; Wed, 15 Dec 2021 16:04:00 +0800",
    )
    assert (got.sender, got.address) == ("示例 <Sender@Example.invalid>", "sender@example.invalid")
    assert (got.subject, got.at) == ("材料", datetime(2021, 12, 15, 16, 5))


def test_a_subject_that_is_not_encoded_as_chinese_programs_write_it():
    assert read_mail("Subject: 材料\r\n\r\n".encode("gb18030")).head.subject == "材料"


@pytest.mark.parametrize("word", [b"=?ut\xff-8?B?56S6?=", b"=?x?B?!?=", b"=?utf-8?Q?=00?=", b"=?utf-8?B?AA?=\x00"])
def test_a_subject_that_cannot_be_decoded_is_kept_without_what_nobody_sees(word):
    subject = read_mail(b"Subject: a" + word + b"\r\n\r\n").head.subject
    assert subject.startswith("a")
    assert "\0" not in subject


def test_of_endless_lines_the_beginning_is_read():
    subject = b" ".join([b"=?UTF-8?B?56S65L6L?="] * 4_000)
    received = b"Received: from a by b\r\n" * 4_000
    got = read_mail(received + b"Subject: " + subject + b"\r\n\r\n").head
    assert (len(got.received), got.subject[:4], len(got.subject) < 1_000) == (50, "示例示例", True)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"Date: soon\r\nFrom: =?x?\r\n\r\n", b"Received: ;\r\n\r\n"])
def test_what_is_no_mail_is_blank(data):
    got = read_mail(data)
    assert (got.head.at, got.attachments) == (None, ())


def test_forwarded_mail_holds_its_attachments():
    inner = mail(b'Content-Disposition: attachment; filename="a.zip"')
    outer = b'Content-Type: multipart/mixed; boundary="o"\r\n\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n' + inner
    assert [name for name, _ in read_mail(outer + b"\r\n--o--\r\n").attachments] == ["a.zip"]
