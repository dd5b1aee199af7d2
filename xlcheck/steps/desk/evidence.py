"""证据: whether a file can prove a drop-out, told by its content and not by its name.

A picture is decoded, a document is looked at as far as shows that it is whole. What the program cannot open is taken
as it stands, and that is said; what anybody can type, what runs and what nobody knows is refused.
"""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from xlcheck.model import XlcheckError
from xlcheck.steps.desk.evidence_kinds import (
    BEGINNINGS,
    BOXES,
    MAIL,
    ODF,
    OFD,
    OLD_EXCEL,
    OLD_SLIDES,
    OLD_WORD,
    PARTS,
    PDF,
    PICTURES,
    PROGRAM,
    STREAMS,
    VIDEO,
    WPS,
    ZIP,
    EvidenceKind,
)
from xlcheck.steps.desk.files import digest

_LEAST_BYTES = 100
_LEAST_SIDE, _MOST_PIXELS = 100, 120_000_000
"""Nothing can be seen on a smaller picture; a larger one takes more memory than an office computer has to spare."""
_HEAD, _TAIL = 1 << 16, 2048
_MOST_OF_PART = 64 << 20
"""So many bytes of a document's part are inflated to see whether it is whole."""

_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")
"""What Pillow may try; its other formats are no pictures of an office."""
_BROKEN_PICTURE = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error, zlib.error)
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What Pillow and zipfile raise over what is not whole."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL_FIELDS = re.compile(rb"(?im)^(from|to|date|subject|received|message-id|mime-version):")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BYTE_ORDERS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that can be used, what it is, and its SHA-256."""

    path: Path
    kind: EvidenceKind
    digest: str

    @property
    def suffix(self) -> str:
        """The suffix under which it is archived: its own, unless its content is of another kind."""
        own = self.path.suffix
        return own if own.lower() in self.kind.suffixes else self.kind.suffixes[0]


def evidence_of(path: Path) -> Evidence:
    """Look at a file.

    Raises :class:`XlcheckError` ``replace.no-such-file``, or one of ``replace.evidence-…`` where it proves nothing.
    """
    if not path.is_file():
        raise XlcheckError("replace.no-such-file", file=path)
    size = path.stat().st_size
    if not size:
        raise XlcheckError("replace.evidence-empty", file=path.name)
    if size < _LEAST_BYTES:
        raise XlcheckError("replace.evidence-short", file=path.name, size=size)
    return Evidence(path, _kind_of(path), digest(path))


def _kind_of(path: Path) -> EvidenceKind:
    """Return what a file is; what can be opened is opened."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_ZIP):
        return _package(path)
    if head.startswith(_OLE):
        return _old_office(path)
    if head[4:8] == b"ftyp":
        return BOXES.get(head[8:12], VIDEO)
    kind = next((kind for beginning, kind in BEGINNINGS if beginning.match(head)), None) or _mail(head)
    if kind is None:
        raise XlcheckError(_worthless(head), file=path.name)
    if kind in PICTURES:
        _check_picture(path, kind)
    elif kind is PDF:
        _check_pdf(path)
    return kind


def _mail(head: bytes) -> EvidenceKind | None:
    """Return the kind of a mail as it is saved: a text that begins with at least three of its fields."""
    fields = {field.lower() for field in _MAIL_FIELDS.findall(head.split(b"\n\n")[0].split(b"\r\n\r\n")[0])}
    return MAIL if len(fields) >= 3 else None


def _worthless(head: bytes) -> str:
    """Return the code of why a file of no known kind proves nothing."""
    if PROGRAM.match(head):
        return "replace.evidence-program"
    return "replace.evidence-text" if _is_text(head) else "replace.evidence-unknown"


def _is_text(head: bytes) -> bool:
    if head.startswith(_BYTE_ORDERS):
        return True
    for encoding in ("utf-8", "gb18030"):
        text = head.decode(encoding, "ignore")  # the last sign may be cut in two
        if len(text.encode(encoding)) > len(head) - 4 and not _CONTROLS.search(text):
            return True
    return False


def _check_picture(path: Path, kind: EvidenceKind) -> None:
    """Decode a picture: it must be whole, and something must be there to be seen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # over its size, which is looked at here
            with Image.open(path, formats=_FORMATS) as picture:
                picture.verify()
            with Image.open(path, formats=_FORMATS) as picture:
                _check_size(path, *picture.size)
                picture.draft("RGB", (_LEAST_SIDE, _LEAST_SIDE))  # a large photo is decoded at an eighth
                picture.load()
                extrema = picture.getextrema()
    except Image.DecompressionBombError:
        raise XlcheckError("replace.evidence-huge", file=path.name, most=_MOST_PIXELS // 10_000) from None
    except _BROKEN_PICTURE:
        raise XlcheckError("replace.evidence-damaged", file=path.name, kind=kind.name) from None
    if _is_flat(extrema):
        raise XlcheckError("replace.evidence-blank", file=path.name)


def _check_size(path: Path, width: int, height: int) -> None:
    if min(width, height) < _LEAST_SIDE:
        raise XlcheckError("replace.evidence-small", file=path.name, width=width, height=height, least=_LEAST_SIDE)
    if width * height > _MOST_PIXELS:
        raise XlcheckError("replace.evidence-huge", file=path.name, most=_MOST_PIXELS // 10_000)


def _is_flat(extrema: tuple[object, ...]) -> bool:
    """Say whether all of a picture has one colour, by the least and the greatest value of each of its bands."""
    bands = [band for band in extrema if isinstance(band, tuple)] or [extrema]
    return all(least == greatest for least, greatest in bands)


def _check_pdf(path: Path) -> None:
    content = path.read_bytes()
    if b"%%EOF" not in content[-_TAIL:] or b"startxref" not in content or not re.search(rb"\d \d+ obj\b", content):
        raise XlcheckError("replace.evidence-damaged", file=path.name, kind=PDF.name)


def _package(path: Path) -> EvidenceKind:
    """Return what a zip is: a document, where it has the parts of one, else an archive of files."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            kind = next((kind for part, kind in PARTS.items() if part in names), None)
            if "[Content_Types].xml" in names and kind is not None:
                for part in ("[Content_Types].xml", *(names & PARTS.keys())):
                    if package.getinfo(part).file_size <= _MOST_OF_PART:
                        package.read(part)
                return kind
    except _BROKEN_ZIP:
        raise XlcheckError("replace.evidence-damaged", file=path.name, kind="Office 文件或压缩包") from None
    if not names:
        raise XlcheckError("replace.evidence-empty", file=path.name)
    if names & {"META-INF/MANIFEST.MF", "AndroidManifest.xml"}:
        raise XlcheckError("replace.evidence-program", file=path.name)
    return OFD if "OFD.xml" in names else ODF if "mimetype" in names else ZIP


def _old_office(path: Path) -> EvidenceKind:
    """Return what a compound file is, by the names of its streams."""
    content = path.read_bytes()
    if _stream("EncryptedPackage") in content:
        raise XlcheckError("replace.evidence-locked", file=path.name)
    kind = next((kind for name, kind in STREAMS.items() if _stream(name) in content), None)
    if kind is None:
        raise XlcheckError("replace.evidence-unknown", file=path.name)
    is_wps = kind in (OLD_WORD, OLD_EXCEL, OLD_SLIDES) and path.suffix.lower() in WPS.suffixes
    return WPS if is_wps else kind


def _stream(name: str) -> bytes:
    """Return the name of a stream as the directory of a compound file has it, with its end."""
    return f"{name}\0".encode("utf-16-le")
