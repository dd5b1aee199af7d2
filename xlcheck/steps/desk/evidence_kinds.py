"""What a file of evidence can be, and how each kind begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlcheck.draws.formats.two.wording import OPENED_SUFFIXES


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """What a file is; one with a suffix of another kind is archived under the first of ``suffixes``."""

    name: str
    suffixes: tuple[str, ...]

    @property
    def opened(self) -> bool:
        """Whether the program looks into such a file; the record says it of all others."""
        return self.suffixes[0] in OPENED_SUFFIXES


JPEG = EvidenceKind("JPEG 图片", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = EvidenceKind("PNG 图片", (".png",))
GIF = EvidenceKind("GIF 图片", (".gif",))
BMP = EvidenceKind("BMP 图片", (".bmp",))
TIFF = EvidenceKind("TIFF 图片", (".tif", ".tiff"))
WEBP = EvidenceKind("WebP 图片", (".webp",))
PDF = EvidenceKind("PDF 文件", (".pdf",))
WORD = EvidenceKind("Word 文件", (".docx", ".docm"))
EXCEL = EvidenceKind("Excel 文件", (".xlsx", ".xlsm", ".xlsb"))
SLIDES = EvidenceKind("演示文件", (".pptx",))
OLD_WORD = EvidenceKind("Word 文件", (".doc",))
OLD_EXCEL = EvidenceKind("Excel 文件", (".xls",))
OLD_SLIDES = EvidenceKind("演示文件", (".ppt",))
HEIC = EvidenceKind("HEIC 照片", (".heic", ".heif"))
AVIF = EvidenceKind("AVIF 图片", (".avif",))
OFD = EvidenceKind("OFD 版式文件", (".ofd",))
WPS = EvidenceKind("WPS 文件", (".wps", ".et", ".dps"))
ODF = EvidenceKind("开放文档", (".odt", ".ods", ".odp"))
RTF = EvidenceKind("RTF 文件", (".rtf",))
MAIL = EvidenceKind("邮件", (".eml", ".mht", ".mhtml"))
OUTLOOK = EvidenceKind("Outlook 邮件", (".msg",))
ZIP = EvidenceKind("压缩包", (".zip",))
RAR = EvidenceKind("压缩包", (".rar",))
SEVEN = EvidenceKind("压缩包", (".7z",))
VIDEO = EvidenceKind("视频", (".mp4", ".mov", ".3gp", ".m4v", ".m4a", ".avi", ".wmv", ".mkv", ".flv", ".mpg"))
SOUND = EvidenceKind("录音", (".mp3", ".wav", ".amr", ".aac", ".ogg"))

PICTURES = (JPEG, PNG, GIF, BMP, TIFF, WEBP)
DOCUMENTS = (PDF, WORD, EXCEL, SLIDES, OLD_WORD, OLD_EXCEL, OLD_SLIDES)
TAKEN = (HEIC, AVIF, OFD, WPS, ODF, RTF, MAIL, OUTLOOK, ZIP, RAR, SEVEN, VIDEO, SOUND)
"""What the program cannot open, and takes as it stands."""

BOXES = {b"heic": HEIC, b"heix": HEIC, b"heim": HEIC, b"heis": HEIC, b"hevc": HEIC, b"mif1": HEIC, b"msf1": HEIC,
         b"avif": AVIF, b"avis": AVIF}  # fmt: skip
"""Kinds by the brand of their first box; those of other brands are videos."""

BEGINNINGS = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"\xff\xd8\xff", JPEG),
        (rb"\x89PNG\r\n\x1a\n", PNG),
        (rb"GIF8[79]a", GIF),
        (rb"BM.{4}\0{4}", BMP),
        (rb"II\*\0|MM\0\*", TIFF),
        (rb"RIFF.{4}WEBP", WEBP),
        (rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-", PDF),
        (rb"Rar!\x1a\x07", RAR),
        (rb"7z\xbc\xaf\x27\x1c", SEVEN),
        (rb"\{\\rtf", RTF),
        (rb"RIFF.{4}AVI |\x1a\x45\xdf\xa3|\x30\x26\xb2\x75\x8e\x66\xcf\x11|FLV\x01|\0\0\x01\xba", VIDEO),
        (rb"RIFF.{4}WAVE|ID3|\xff[\xf1-\xf3\xf9-\xfb]|#!AMR|OggS", SOUND),
    )
)
PROGRAM = re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|\x4c\0\0\0\x01\x14\x02\0")
"""Programs of Windows, Linux, macOS and Java, scripts, and shortcuts, which only point to a file."""

PARTS = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "xl/workbook.bin": EXCEL, "ppt/presentation.xml": SLIDES}
STREAMS = {"WordDocument": OLD_WORD, "Workbook": OLD_EXCEL, "Book": OLD_EXCEL, "PowerPoint Document": OLD_SLIDES,
           "__properties_version1.0": OUTLOOK}  # fmt: skip
"""What a document has inside, since 2007 and before."""
