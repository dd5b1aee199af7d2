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
    assert read_mail(mail(b"", head=head)).at == datetime(2021, 12, 16, 0, 5)


def test_without_a_server_it_is_what_the_sender_says():
    assert read_mail(b"Date: Mon, 13 Dec 2021 09:00:00 +0800\r\n\r\nx").at == datetime(2021, 12, 13, 9)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"Date: soon\r\nFrom: =?x?\r\n\r\n", b"Received: ;\r\n\r\n"])
def test_what_is_no_mail_is_blank(data):
    got = read_mail(data)
    assert (got.at, got.attachments) == (None, ())


def test_forwarded_mail_holds_its_attachments():
    inner = mail(b'Content-Disposition: attachment; filename="a.zip"')
    outer = b'Content-Type: multipart/mixed; boundary="o"\r\n\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n' + inner
    assert [name for name, _ in read_mail(outer + b"\r\n--o--\r\n").attachments] == ["a.zip"]
