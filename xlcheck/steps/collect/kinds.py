"""What a file is by its content, whatever its name says: what can be opened, and what is named and left."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path


class Container(StrEnum):
    """A file in which others lie, or may lie."""

    ZIP = "zip"
    MAIL = "mail"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    GZIP = "gz"
    TAR = "tar"
    BZIP2 = "bz2"
    XZ = "xz"
    CABINET = "cab"
    SPLIT_ZIP = "split zip"
    PROGRAM = "exe"
    OUTLOOK = "msg"
    TNEF = "tnef"


OPENED = (Container.ZIP, Container.MAIL)
NOT_OPENED = {
    Container.RAR: ("pack.archive", "RAR 压缩包"),
    Container.SEVEN_ZIP: ("pack.archive", "7-Zip 压缩包（.7z）"),
    Container.GZIP: ("pack.archive", "gzip 压缩包（.tar.gz、.gz）"),
    Container.TAR: ("pack.archive", "tar 包"),
    Container.BZIP2: ("pack.archive", "bzip2 压缩包（.bz2）"),
    Container.XZ: ("pack.archive", "xz 压缩包（.xz）"),
    Container.CABINET: ("pack.archive", "Windows 的压缩包（.cab）"),
    Container.SPLIT_ZIP: ("pack.archive", "分卷压缩包的一卷"),
    Container.PROGRAM: ("pack.program", "程序文件"),
    Container.OUTLOOK: ("pack.outlook", "Outlook 的邮件文件（.msg）"),
    Container.TNEF: ("pack.tnef", "Outlook 的专用附件包（winmail.dat）"),
}
"""Code and words of the sentence for what is named and left."""

_BEGINNINGS = (
    (b"PK\x03\x04", Container.ZIP),
    (b"PK\x05\x06", Container.ZIP),
    (b"PK\x07\x08", Container.SPLIT_ZIP),
    (b"Rar!\x1a\x07", Container.RAR),
    (b"7z\xbc\xaf\x27\x1c", Container.SEVEN_ZIP),
    (b"\x1f\x8b", Container.GZIP),
    (b"BZh", Container.BZIP2),
    (b"\xfd7zXZ\0", Container.XZ),
    (b"MSCF\0\0\0\0", Container.CABINET),
    (b"MZ", Container.PROGRAM),
    (b"\x78\x9f\x3e\x22", Container.TNEF),
)
_TAR_AT, _TAR = 257, b"ustar"
_OLE, _OF_MAIL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "__properties_version1.0".encode("utf-16-le")
_MOST_SEARCHED = 32 << 20
_HEAD = 16 << 10
_LINE = re.compile(rb"(?:From [^\r\n]*\r?\n)?[!-9;-~]{2,60}:[ \t]")
_FIELD = re.compile(
    rb"(?im)^(from|to|date|subject|received|message-id|mime-version|return-path|content-type|delivered-to|x-unsent):"
)


def container_of(path: Path) -> Container | None:
    """Say which container a file is by its content; None for any other file, documents that are zips included."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    kind = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)
    if kind is Container.ZIP:
        return None if _is_document(path) else kind
    if kind is None and head[_TAR_AT:].startswith(_TAR):
        return Container.TAR
    if kind is None and head.startswith(_OLE):
        return Container.OUTLOOK if path.suffix.lower() == ".msg" or _holds(path, _OF_MAIL) else None
    return kind or (Container.MAIL if _is_mail(head) else None)


def _is_document(path: Path) -> bool:
    """Say whether a zip is a workbook or a text, of Office, WPS or LibreOffice."""
    with suppress(zipfile.BadZipFile, OSError, ValueError, NotImplementedError), zipfile.ZipFile(path) as pack:
        names = pack.namelist()
        return "[Content_Types].xml" in names or names[:1] == ["mimetype"]
    return False


def _holds(path: Path, words: bytes) -> bool:
    with path.open("rb") as stream:
        return words in stream.read(_MOST_SEARCHED)


def _is_mail(head: bytes) -> bool:
    """Say whether a text begins with a line of a header, among more of them that mails have."""
    header = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    return _LINE.match(header) is not None and len({field.lower() for field in _FIELD.findall(header)}) > 1
