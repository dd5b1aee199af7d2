"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
import zipfile
import zlib
from enum import Enum
from pathlib import Path

from olefile import OleFileIO

from xlcheck.excel.read.zip_directory import LARGEST, directory_size

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDEST = re.compile(rb"\x09[\x00\x02\x04\x08].\x00..[\x05\x10\x20\x40]\x00", re.DOTALL)
"""How a workbook of Excel 2 to 5 begins that stands in no container, as some platforms still export them."""
_MIMETYPE, _SHEETS_OF_ODF = "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError)
_SUBSTANCE = "__substg1.0_"
"""How each stream of a message begins that holds a property of it."""
_LOCKED = "EncryptedPackage"
_WHOLE = 300 << 20
_MEMBERS = 5_000
_SPACE = b"\xef\xbb\xbf \t\r\n"


class FileKind(Enum):
    """What a file is: a workbook that is read, an export of a platform that ``update`` reads, or something else."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    LOCKED = "locked"
    XLSB = "xlsb"
    HTML = "html"
    XML_2003 = "xml-2003"
    TEXT = "text"
    ARCHIVE = "archive"
    MAIL = "mail"
    DOCUMENT = "document"
    PICTURE = "picture"
    PROGRAM = "program"
    EMPTY = "empty"
    UNKNOWN = "unknown"


READ = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.LOCKED})
"""Kinds that are read as workbooks; what is locked may have Excel's own password, which opens it."""

EXPORTS = frozenset({FileKind.HTML, FileKind.XML_2003, FileKind.TEXT})
"""Kinds in which platforms export tables."""

Sniffed = tuple[FileKind, str]
"""What a file is, and how a sentence names it."""

_HEADS: tuple[tuple[bytes, Sniffed], ...] = (
    (b"Rar!\x1a\x07", (FileKind.ARCHIVE, "RAR 压缩包")),
    (b"7z\xbc\xaf\x27\x1c", (FileKind.ARCHIVE, "7z 压缩包")),
    (b"\x1f\x8b", (FileKind.ARCHIVE, "GZ 压缩包")),
    (b"\xfd7zXZ\x00", (FileKind.ARCHIVE, "XZ 压缩包")),
    (b"\x78\x9f\x3e\x22", (FileKind.MAIL, "Outlook 打包的附件（winmail.dat）")),
    (b"%PDF-", (FileKind.DOCUMENT, "PDF 文件")),
    (b"{\\rtf", (FileKind.DOCUMENT, "RTF 文档")),
    (b"\xff\xd8\xff", (FileKind.PICTURE, "图片")),
    (b"\x89PNG\r\n", (FileKind.PICTURE, "图片")),
    (b"GIF8", (FileKind.PICTURE, "图片")),
    (b"RIFF", (FileKind.PICTURE, "图片")),
    (b"BM", (FileKind.PICTURE, "图片")),
    (b"II*\x00", (FileKind.PICTURE, "图片")),
    (b"MM\x00*", (FileKind.PICTURE, "图片")),
    (b"MZ", (FileKind.PROGRAM, "程序")),
)
_STREAMS: tuple[tuple[str, Sniffed], ...] = (
    ("Workbook", (FileKind.XLS, "旧格式的工作簿")),
    ("Book", (FileKind.XLS, "旧格式的工作簿")),
    (_LOCKED, (FileKind.LOCKED, "加密的工作簿")),
    (_SUBSTANCE, (FileKind.MAIL, "Outlook 邮件")),
    ("__properties_version1.0", (FileKind.MAIL, "Outlook 邮件")),
    ("WordDocument", (FileKind.DOCUMENT, "Word 或 WPS 文字文档")),
    ("PowerPoint Document", (FileKind.DOCUMENT, "演示文稿")),
    ("HwpSummaryInformation", (FileKind.DOCUMENT, "文档")),
)
"""Streams that tell what a container of Office holds."""
_MEMBER_KINDS: tuple[tuple[re.Pattern[str], Sniffed], ...] = (
    (re.compile(r"xl/workbook\.bin", re.I), (FileKind.XLSB, "二进制工作簿（.xlsb）")),
    (re.compile(r"(xl/)?workbook\.xml", re.I), (FileKind.XLSX, "工作簿")),
    (re.compile(r"word/document\.xml", re.I), (FileKind.DOCUMENT, "Word 文档")),
    (re.compile(r"ppt/presentation\.xml", re.I), (FileKind.DOCUMENT, "演示文稿")),
    (re.compile(r"OFD\.xml", re.I), (FileKind.DOCUMENT, "OFD 版式文件")),
    (re.compile(r"content\.xml", re.I), (FileKind.DOCUMENT, "文档")),
)
_MAIL_LINE = re.compile(
    rb"(?:Received|Return-Path|From|Date|Subject|Message-ID|X-[\w-]+|MIME-Version):[^\n]*\r?\n[\w-]+:", re.I
)
_SHEETS = b"urn:schemas-microsoft-com:office:spreadsheet"
_HTML = re.compile(rb"<html[\s>]", re.I)


def kind_of(path: Path) -> FileKind:
    """Return what a file is by its content; raises OSError where it cannot be opened."""
    return sniffed(path)[0]


def sniffed(path: Path) -> Sniffed:
    """Return what a file is by its content, and how a sentence names it; raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        return FileKind.EMPTY, "空文件"
    if head.startswith(_OLE):
        return _in_container(path)
    if head.startswith(b"PK"):
        return _in_zip(path)
    if _OLDEST.match(head):
        return FileKind.XLS, "旧格式的工作簿"
    known = (told for start, told in _HEADS if head.startswith(start) and (len(start) > 2 or b"\0" in head))
    return next(known, None) or _of_text(head)


def _in_container(path: Path) -> Sniffed:
    """Tell by the streams at the top, since a workbook may have a document in it, and a message a workbook."""
    try:
        with OleFileIO(path) as container:
            names = {name[0] for name in container.listdir(streams=True, storages=True)}
    except Exception:  # a broken container is taken for a broken workbook, or for a broken locked one
        names = (
            {_LOCKED} if path.stat().st_size < _WHOLE and _LOCKED.encode("utf-16-le") in path.read_bytes() else set()
        )
    names |= {_SUBSTANCE for name in names if name.startswith(_SUBSTANCE)}
    told = (told for name, told in _STREAMS if name in names)
    return next(told, (FileKind.XLS, "旧格式的工作簿"))


def _in_zip(path: Path) -> Sniffed:
    """Tell by the members; a broken archive is taken for a broken workbook, one of too many for a hostile one."""
    if directory_size(path) > LARGEST:
        return FileKind.XLSX, "工作簿"
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.replace("\\", "/").lstrip("/") for name in archive.namelist()[:_MEMBERS]]
            if _MIMETYPE in names and _SHEETS_OF_ODF in archive.open(_MIMETYPE).read(_HEAD):
                return FileKind.ODS, "ODS 工作簿"
    except _BROKEN:
        with path.open("rb") as stream:
            is_ods = _MIMETYPE.encode() + _SHEETS_OF_ODF in stream.read(_HEAD)
        return (FileKind.ODS, "ODS 工作簿") if is_ods else (FileKind.XLSX, "工作簿")
    for pattern, told in _MEMBER_KINDS:
        if any(pattern.fullmatch(name) for name in names):
            return told
    is_package = any(name.lower() in ("[content_types].xml", "_rels/.rels") for name in names)
    return (FileKind.XLSX, "工作簿") if is_package or not names else (FileKind.ARCHIVE, "ZIP 压缩包")


def _of_text(head: bytes) -> Sniffed:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _of_markup(head.decode("utf-16", "replace").encode())
    return (FileKind.UNKNOWN, "别的文件") if b"\0" in head else _of_markup(head)


def _of_markup(head: bytes) -> Sniffed:
    begin = head.lstrip(_SPACE)
    if begin[:13].lower() == b"mime-version:" and b"multipart/related" in begin and b"text/html" in begin:
        return FileKind.HTML, "单个文件的网页（.mht）"
    if _MAIL_LINE.match(begin):
        return FileKind.MAIL, "邮件"
    if not begin.startswith(b"<"):
        return FileKind.TEXT, "文本文件"
    if _SHEETS in begin and not _HTML.search(begin):
        return FileKind.XML_2003, "XML 表格（Excel 2003）"
    return FileKind.HTML, "网页文件"
