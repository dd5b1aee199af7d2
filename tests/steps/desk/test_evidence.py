"""Evidence is a picture or a document, by its content; what proves nothing is refused with a remedy."""

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

import openpyxl
import pytest
from docx import Document
from PIL import Image

from tests.steps.helpers import sentence
from xlcheck.draws.formats.two.wording import OPENED_SUFFIXES, evidence_in_words
from xlcheck.messages import ERRORS
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.desk import evidence_kinds as kinds
from xlcheck.steps.desk.evidence import evidence_of

PDF = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n" + b"%" * 60 + b"\nstartxref\n9\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def picture(kind, mode="RGB", size=(160, 120), **options):
    """A picture from black to white."""
    whole = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    whole.save(out, kind, **options)
    return out.getvalue()


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def package_of(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stream(name):
    return OLE + f"{name}\0".encode("utf-16-le") + bytes(100)


def box(brand):
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(12) + b"mdat" + bytes(200)


def mail():
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.invalid", "b@example.invalid", "退信"
    message.set_content("示例：邮件退回。" * 5)
    return message.as_bytes()


def bomb(width, height):
    """A PNG that says that it is huge, of a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b""))
    chunks = (struct.pack(">I", len(b)) + k + b + struct.pack(">I", zlib.crc32(k + b)) for k, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


TAKEN = {
    "photo": ("a.jpg", picture("JPEG"), kinds.JPEG, ".jpg"),
    "large photo": ("a.JPEG", picture("JPEG", size=(4000, 3000)), kinds.JPEG, ".JPEG"),
    "picture of two pictures": (
        "a.jpg",
        picture("MPO", save_all=True, append_images=[Image.new("RGB", (160, 120))]),
        kinds.JPEG,
        ".jpg",
    ),
    "screenshot": ("a.png", picture("PNG", "RGBA"), kinds.PNG, ".png"),
    "grey screenshot": ("a.png", picture("PNG", "L"), kinds.PNG, ".png"),
    "picture of 16 bits": ("a.png", picture("PNG", "I;16"), kinds.PNG, ".png"),
    "picture of a palette": ("a.gif", picture("GIF", "P"), kinds.GIF, ".gif"),
    "bitmap": ("a.bmp", picture("BMP"), kinds.BMP, ".bmp"),
    "scan": ("a.tif", picture("TIFF", "1"), kinds.TIFF, ".tif"),
    "picture of the web": ("a.webp", picture("WEBP"), kinds.WEBP, ".webp"),
    "picture of another name": ("a.jpg", sample_picture(), kinds.PNG, ".png"),
    "picture named as a text": ("a.txt", sample_picture(), kinds.PNG, ".png"),
    "PDF": ("a.pdf", PDF, kinds.PDF, ".pdf"),
    "workbook": ("a.xlsx", package_of(openpyxl.Workbook()), kinds.EXCEL, ".xlsx"),
    "document": ("a.docx", package_of(Document()), kinds.WORD, ".docx"),
    "old workbook": ("a.xls", stream("Workbook"), kinds.OLD_EXCEL, ".xls"),
    "old document": ("a", stream("WordDocument"), kinds.OLD_WORD, ".doc"),
}
AS_IT_STANDS = {
    "photo of a telephone": ("a.heic", box(b"heic"), kinds.HEIC, ".heic"),
    "the same, named otherwise": ("a.jpg", box(b"mif1"), kinds.HEIC, ".heic"),
    "picture of the web": ("a.avif", box(b"avif"), kinds.AVIF, ".avif"),
    "OFD": ("a.ofd", zipped(**{"OFD.xml": "<OFD/>"}), kinds.OFD, ".ofd"),
    "WPS": ("a.wps", stream("WordDocument"), kinds.WPS, ".wps"),
    "ET": ("a.et", stream("Workbook"), kinds.WPS, ".et"),
    "video": ("a.mp4", box(b"isom"), kinds.VIDEO, ".mp4"),
    "mail": ("a.eml", mail(), kinds.MAIL, ".eml"),
    "mail of Outlook": ("a.msg", stream("__properties_version1.0"), kinds.OUTLOOK, ".msg"),
    "archive": ("a.zip", zipped(one="示例" * 30), kinds.ZIP, ".zip"),
    "other archive": ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(200), kinds.RAR, ".rar"),
    "sound": ("a.amr", b"#!AMR\n" + bytes(200), kinds.SOUND, ".amr"),
}
REFUSED = {
    "nothing": ("a.jpg", b"", "empty", "是空的"),
    "one byte": ("a.jpg", b"x", "short", "只有 1 个字节"),
    "text": ("a.txt", "示例：经现场查看，该企业已搬走。\n".encode() * 9, "text", "纯文字"),
    "text named as a photo": ("a.jpg", "示例：经现场查看，该企业已搬走。\n".encode("gb18030") * 9, "text", "纯文字"),
    "text of Notepad": ("a.txt", "示例：已搬走。\n".encode("utf-16") * 9, "text", "纯文字"),
    "saved web page": ("a.html", b"<html><body>moved</body></html>" * 9, "text", "截图"),
    "program": ("a.jpg", b"MZ" + bytes(200), "program", "程序"),
    "script": ("a.sh", b"#!/bin/sh\n" + b"echo\n" * 40, "program", "程序"),
    "shortcut": ("a.lnk", b"\x4c\0\0\0\x01\x14\x02\0" + bytes(200), "program", "快捷方式"),
    "package that runs": ("a.zip", zipped(**{"META-INF__MANIFEST.MF": "x" * 100}), "program", "程序"),
    "bytes": ("a.dat", bytes(range(256)), "unknown", "不是程序认得的"),
    "compound file of no document": ("a.doc", OLE, "unknown", "不是程序认得的"),
    "photo that was cut": ("a.jpg", picture("JPEG")[:-400], "damaged", "JPEG 图片打不开"),
    "screenshot that was cut": ("a.png", picture("PNG")[:-20], "damaged", "PNG 图片打不开"),
    "screenshot with a changed byte": (
        "a.png",
        sample_picture()[:2000] + b"!" + sample_picture()[2001:],
        "damaged",
        "请重新",
    ),
    "head of a photo": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(200), "damaged", "打不开"),
    "PDF that was cut": ("a.pdf", PDF[:-10], "damaged", "PDF 文件打不开"),
    "PDF of nothing": ("a.pdf", b"%PDF-1.4\n" + b"%" * 100 + b"%%EOF", "damaged", "打不开"),
    "document that was cut": ("a.docx", package_of(Document())[:-300], "damaged", "打不开"),
    "document with a password": ("a.docx", stream("EncryptedPackage"), "locked", "密码"),
    "thumbnail": ("a.png", picture("PNG", size=(99, 400)), "small", "只有 99×400 像素"),
    "blank page": ("a.jpg", None, "blank", "只有一种颜色"),
    "bomb": ("a.png", bomb(60_000, 60_000), "huge", "12000 万像素"),
    "smaller bomb": ("a.png", bomb(12_000, 11_000), "huge", "12000 万像素"),
}


def file_of(tmp_path, name, content):
    path = tmp_path / name
    if content is None:
        Image.new("RGB", (640, 480), "white").save(path)
    else:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("case", TAKEN)
def test_pictures_and_documents_are_opened__ok(tmp_path, case):
    name, content, kind, suffix = TAKEN[case]
    found = evidence_of(file_of(tmp_path, name, content))
    assert (found.kind, found.suffix, found.kind.opened) == (kind, suffix, True)
    assert evidence_in_words(f"证据1{found.suffix} {found.digest}") == f"证据1{suffix}，SHA-256 {found.digest}"


@pytest.mark.parametrize("case", AS_IT_STANDS)
def test_what_cannot_be_opened_is_taken_as_it_stands_and_the_record_says_so(tmp_path, case):
    name, content, kind, suffix = AS_IT_STANDS[case]
    found = evidence_of(file_of(tmp_path, name, content))
    assert (found.kind, found.suffix, found.kind.opened) == (kind, suffix, False)
    assert "没有核对内容" in evidence_in_words(f"证据1{found.suffix} {found.digest}")


@pytest.mark.parametrize("case", REFUSED)
def test_what_proves_nothing_is_refused_with_a_remedy__error(tmp_path, case):
    name, content, code, words = REFUSED[case]
    path = file_of(tmp_path, name, content)
    said = sentence(evidence_of, path)
    assert words in said
    assert f"“{path.name}”" in said
    assert said.startswith(ERRORS[f"replace.evidence-{code}"].split("{")[0])
    assert "没有改动。请" in said


def test_every_refusal_is_tried():
    tried = {code for _, _, code, _ in REFUSED.values()}
    assert {code for code in ERRORS if code.startswith("replace.evidence-")} == {
        f"replace.evidence-{code}" for code in (*tried, "missing", "of-person", "reused")
    }


def test_kinds_that_are_opened_are_those_of_which_the_record_says_nothing():
    suffixes = {suffix for kind in (*kinds.PICTURES, *kinds.DOCUMENTS) for suffix in kind.suffixes}
    assert suffixes == set(OPENED_SUFFIXES)
    assert not suffixes & {suffix for kind in kinds.TAKEN for suffix in kind.suffixes}
    every = {kind for kind in vars(kinds).values() if isinstance(kind, kinds.EvidenceKind)}
    assert every == {*kinds.PICTURES, *kinds.DOCUMENTS, *kinds.TAKEN}


def test_a_picture_of_many_dots_is_decoded_small(tmp_path, monkeypatch):
    """A photo of 12 million dots is decoded at an eighth, so that it takes little memory."""
    sizes = []
    monkeypatch.setattr(Image.Image, "getextrema", lambda self: sizes.append(self.size) or ((0, 1),))
    evidence_of(file_of(tmp_path, "a.jpg", picture("JPEG", size=(4000, 3000))))
    assert sizes == [(500, 375)]


def test_sample_picture_is_the_same_everywhere_and_another_for_another_number():
    assert zlib.crc32(sample_picture()) == zlib.crc32(sample_picture(1))
    assert sample_picture(1) != sample_picture(2)
