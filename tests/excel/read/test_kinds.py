"""Files that are no workbooks are named for what they are, by their content and not by their suffix."""

import gzip
import zipfile

import pytest

from tests.excel.read.containers import container
from xlcheck.excel.read.kinds import FileKind, kind_of
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import ERRORS, FINDINGS, error_text
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.load import UNREAD

MAIL = "From: a@example.org\r\nSubject: 名录\r\nContent-Type: text/plain\r\n\r\n见附件".encode()


def zipped(*names):
    def write(path):
        with zipfile.ZipFile(path, "w") as package:
            for name in names:
                package.writestr(name, b"1")

    return write


def of(data):
    return lambda path: path.write_bytes(data)


FILES = {
    "xlsb": (zipped("[Content_Types].xml", "xl/workbook.bin"), "book.binary", "xlsb"),
    "rar": (of(b"Rar!\x1a\x07\x01\x00" + bytes(60)), "book.archive", "RAR"),
    "rar4": (of(b"Rar!\x1a\x07\x00" + bytes(60)), "book.archive", "RAR"),
    "7z": (of(b"7z\xbc\xaf\x27\x1c" + bytes(60)), "book.archive", "7z"),
    "zip": (zipped("名录/检查对象名录库.xlsx", "说明.txt"), "book.archive", "ZIP"),
    "gz": (of(gzip.compress(b"1")), "book.archive", "GZ"),
    "msg": (container("__nameid_version1.0/x", "__substg1.0_0037001F", "Workbook_"), "book.mail", "Outlook"),
    "msg with a workbook": (container("__properties_version1.0", "__attach/Workbook"), "book.mail", "Outlook"),
    "winmail": (of(b"\x78\x9f\x3e\x22" + bytes(60)), "book.mail", "winmail.dat"),
    "eml": (of(MAIL), "book.mail", "邮件"),
    "pdf": (of(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "book.document", "PDF"),
    "doc": (container("WordDocument", "1Table"), "book.document", "Word"),
    "doc with a workbook": (container("WordDocument", "ObjectPool/Workbook"), "book.document", "Word"),
    "wps": (container("WordDocument", "WpsContent"), "book.document", "WPS"),
    "ppt": (container("PowerPoint Document"), "book.document", "演示文稿"),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), "book.document", "Word"),
    "pptx": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "book.document", "演示文稿"),
    "odt": (zipped("mimetype", "content.xml", "META-INF/manifest.xml"), "book.document", "文档"),
    "ofd": (zipped("OFD.xml", "Doc_0/Document.xml"), "book.document", "OFD"),
    "rtf": (of(b"{\\rtf1\\ansi 1}"), "book.document", "RTF"),
    "jpg": (of(b"\xff\xd8\xff\xe0\0\x10JFIF\0"), "book.document", "图片"),
    "png": (of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "book.document", "图片"),
    "bmp": (of(b"BM\0\0\0\0\0\0"), "book.document", "图片"),
    "html": (of(b"<html><table></table></html>"), "book.export", "网页"),
    "mht": (of(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"\r\n"), "book.export", "mht"),
    "csv": (of("序号,名称\n1,示例".encode("gbk")), "book.export", "文本"),
    "csv of BMW": (of(b"BMW,1\n"), "book.export", "文本"),
    "utf-16": (of("名称\t代码\n".encode("utf-16")), "book.export", "文本"),
    "xml": (of(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
            "book.export", "XML"),
}  # fmt: skip


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
@pytest.mark.parametrize("kind", FILES)
def test_file_of_another_kind_is_named_for_what_it_is__error(tmp_path, kind, suffix):
    write, code, word = FILES[kind]
    write(tmp_path / f"名录{suffix}")
    with pytest.raises(XlcheckError) as caught:
        read_sheets(tmp_path / f"名录{suffix}")
    assert caught.value.code == code
    sentence = error_text(caught.value)
    assert f"《名录{suffix}》是" in sentence
    assert word in sentence.partition("。")[0]
    assert "请" in sentence.partition("。")[2]


@pytest.mark.parametrize("content", [b"MZ\x90\0", bytes(range(200)), b"\0" * 100])
def test_any_other_file_is_no_workbook__error(tmp_path, content):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(XlcheckError, match=r"book\.unreadable"):
        read_sheets(tmp_path / "a.xlsx")


def test_old_workbook_with_a_document_in_it_is_a_workbook(tmp_path):
    container("Workbook", "MBD0001/WordDocument")(tmp_path / "a.xls")
    assert kind_of(tmp_path / "a.xls") is FileKind.XLS


def test_no_remedy_for_an_export_is_to_save_it_in_excel():
    for text in (ERRORS["book.export"], FINDINGS["book.export"].remedy):
        assert "更新名录" in text
        assert "不要用 Excel 打开后另存" in text


def test_every_kind_stops_a_step_that_needs_the_book():
    assert {"book.binary", "book.archive", "book.mail", "book.document", "book.export"} < set(UNREAD)
