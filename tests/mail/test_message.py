"""A mail read back by parsers that have nothing in common: the names of its attachments are right in each."""

import base64
import re
import shutil
import subprocess
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest

from xlcheck.mail.message import LONGEST_NAME, MailContent, composed, is_address, shortened, to_send

NAMES = ("平鲁区交通运输局2021双随机1.zip", "演练示例2021双随机12.zip", "plain.zip")
CONTENTS = (bytes(range(256)) * 40, b"PK\r\n.\r\nx", b"")
SUBJECT = "朔州市平鲁区交通运输局2021年度“双随机、一公开”材料第1次上报（第1封，共3封）"
BODY = "朔州市交通运输局：\n　　现报送材料。\n.\n以上。\n"
DRAFT = MailContent(
    "sender@example.com",
    ("a@example.com", "b@example.com"),
    SUBJECT,
    BODY,
    tuple(zip(NAMES, CONTENTS, strict=True)),
    datetime(2021, 12, 31, 9),
)
PERL = """
use MIME::Parser; use MIME::WordDecoder; binmode(STDOUT, ":utf8");
my $parser = MIME::Parser->new; $parser->output_under($ARGV[1]); $parser->decode_headers(0);
my $mail = $parser->parse_open($ARGV[0]);
for my $part ($mail->parts) {
  for my $text ($part->head->mime_attr("content-type.name"), $part->head->mime_attr("content-disposition.filename")) {
    print mime_to_perl_string($text), "\\n" if defined $text;
  }
}
"""


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "mail.eml"
    path.write_bytes(composed(DRAFT))
    return path


def test_standard_library_reads_all_of_it():
    mail = message_from_bytes(composed(DRAFT), policy=policy.default)
    assert (mail["Subject"], mail["X-Unsent"], mail["From"]) == (SUBJECT, "1", DRAFT.sender)
    assert mail["To"] == "a@example.com, b@example.com"
    assert mail["Date"].datetime.isoformat() == "2021-12-31T09:00:00+08:00"
    assert mail.get_body().get_content() == BODY
    parts = list(mail.iter_attachments())
    assert [part.get_filename() for part in parts] == list(NAMES)
    assert [str(make_header(decode_header(part.get_param("name")))) for part in parts] == list(NAMES)
    assert [part.get_content() for part in parts] == list(CONTENTS)
    assert mail.defects == []


def has(*programs):
    lacking = [name for name in programs if shutil.which(name) is None]
    return pytest.mark.skipif(bool(lacking), reason=f"not installed: {', '.join(lacking)}")


def has_perl_module(name):
    perl = shutil.which("perl")
    return perl and subprocess.run([perl, f"-M{name}", "-e", "1"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_perl_module("MIME::Parser"), reason="not installed: libmime-tools-perl")
def test_perl_reads_both_names(saved, tmp_path):
    command = ["perl", "-e", PERL, str(saved), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.decode().split() == [name for name in NAMES for _ in range(2)]


@has("ripmime")
def test_ripmime_unpacks_files_of_these_names(saved, tmp_path):
    folder = tmp_path / "files"
    subprocess.run(["ripmime", "-i", str(saved), "-d", str(folder)], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name: made.get(name) for name in NAMES[:2]} == dict(zip(NAMES[:2], CONTENTS[:2], strict=True))


@has("munpack")
def test_munpack_finds_the_contents(saved, tmp_path):
    done = subprocess.run(["munpack", "-C", str(tmp_path), str(saved)], check=True, capture_output=True)
    assert done.stdout.decode().count("application/zip") == len(NAMES)
    made = [path.read_bytes() for path in tmp_path.iterdir() if path != saved]
    assert all(content in made for content in CONTENTS)


def test_names_are_single_encoded_words_in_both_places():
    text = composed(DRAFT).decode("ascii")
    for name in NAMES:
        word = re.escape(f"=?UTF-8?B?{base64.b64encode(name.encode()).decode()}?=")
        assert len(word) <= 85
        assert len(re.findall(rf'name="{word}"', text)) == 2
    assert "filename*" not in text
    assert "name*" not in text


def test_lines_are_such_as_every_server_takes():
    lines = composed(DRAFT).split(b"\r\n")
    assert all(len(line) <= 120 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^?]+\?B\?[^?]*\?=", composed(DRAFT), re.IGNORECASE))


def test_mail_that_goes_out_is_the_draft_without_its_mark():
    sent = to_send(composed(DRAFT))
    assert b"X-Unsent" not in sent
    assert composed(DRAFT).endswith(sent)


def test_same_mail_is_composed_again_byte_for_byte():
    assert composed(DRAFT) == composed(DRAFT)


@pytest.mark.parametrize(
    "text",
    ["平鲁区交通运输局", "一个名称特别特别特别特别特别特别长的交通运输局", "a" * 60, "", "平a鲁b区c交d通e运f输g局h"],
)
def test_name_is_cut_between_characters(text):
    name = shortened(text, "2021双随机1.zip")
    assert len(name.encode()) <= LONGEST_NAME
    assert name.endswith("2021双随机1.zip")
    assert text.startswith(name.removesuffix("2021双随机1.zip"))


@pytest.mark.parametrize("text", ["a@example.com", "a.b-c+d@mail.example.cn"])
def test_address__ok(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["", "a", "a@b", "a b@example.com", "a@example.com\nTo: c@example.com", "示例@example.com"]
)
def test_address__error(text):
    assert not is_address(text)
