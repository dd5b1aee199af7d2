"""Packs in which all is as listed, and one workbook or file is made to take all time or memory of whoever reads it.

Each stays below the limits that a glance could hold it to: no part is compressed more than some ninety times.
"""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import openpyxl
from PIL import Image

from tests.steps.collect.packs import pack, usual, write_dispatch, zipped
from xlcheck.steps.collect.packs import EXTRACT_FILE, PROGRESS_FILE

Sent = tuple[str, bytes]
Parts = dict[str, Iterable[bytes]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_START = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
_END = b"</sheetData></worksheet>"
_MB = 1 << 20


def hostile_table(rng: random.Random) -> Sent:
    """A workbook whose rows are summed up takes all there is."""
    return _pack_with(rng.choice((EXTRACT_FILE, PROGRESS_FILE)), _workbook(rng))


def hostile_dispatch(rng: random.Random) -> Sent:
    """上报单 itself takes all there is."""
    with tempfile.TemporaryDirectory() as folder:
        root = pack(Path(folder), "140602")
        (root / "上报单.xlsx").write_bytes(_workbook(rng))
        return "a.zip", zipped(root, Path(folder) / "a.zip").read_bytes()


def hostile_record(rng: random.Random) -> Sent:
    """What is verified takes all there is: a record, a page, a notice, a slip, the log."""
    names = ("抽取/抽取记录-01号.xlsx", "抽取/补抽记录-01号-1.xlsx", "抽取/收存/收存单-第01号.xlsx")
    texts = (
        "存档/抽取日志.jsonl",
        "抽取/抽取公开-01号.html",
        "抽取/抽取公告-01号.html",
        "签名.json",
        "存档/收存/收存单-1-01.json",
    )
    if rng.random() < 0.6:
        return _pack_with(rng.choice(names), _workbook(rng))
    return _pack_with(rng.choice(texts), _text(rng))


def _pack_with(name: str, content: bytes) -> Sent:
    """A pack with a file more, or another one, of which all digests hold."""
    with tempfile.TemporaryDirectory() as folder:
        root = pack(Path(folder), "140602")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
        (root / "上报单.xlsx").unlink()
        write_dispatch(root, usual("140602"))
        return "a.zip", zipped(root, Path(folder) / "a.zip").read_bytes()


def _text(rng: random.Random) -> bytes:
    """A file of text that is large, or deep, or endless in a line."""
    kinds = (
        b'{"a":' * 5_000_000,
        b"[" * 30_000_000,
        b'{"event":"freeze"}\n' * 3_000_000,
        b"<!doctype html><html>" + b"<div>" * 8_000_000,
        b"9" * 40_000_000,
        b"\xff" * 40_000_000,
    )
    return rng.choice(kinds)


def _workbook(rng: random.Random) -> bytes:
    return rng.choice(_SHAPES)(rng)


def _blanks(rng: random.Random) -> bytes:
    """A sheet of a gigabyte, most of it blanks."""
    return _xlsx({"xl/worksheets/sheet1.xml": _around(_noise(rng) + b" " * 130_000 for _ in range(8_000))})


def _cells(rng: random.Random) -> bytes:
    """A sheet of forty million cells."""
    row = b"".join(b"<c><v>%d</v></c>" % rng.randrange(10) for _ in range(400))
    return _xlsx({"xl/worksheets/sheet1.xml": _around(b"<row>" + row + b"</row>" for _ in range(100_000))})


def _deep(rng: random.Random) -> bytes:
    """Elements within elements."""
    words = (b"<x%d>" % rng.randrange(1 << 40) * 100 for _ in range(40_000))
    return _xlsx({"xl/worksheets/sheet1.xml": _around(words)})


def _strings(rng: random.Random) -> bytes:
    """Shared strings without end."""
    items = (b"<si><t>%d" % rng.randrange(1 << 60) + b"x" * 500 + b"</t></si>" for _ in range(1_500_000))
    return _xlsx({"xl/sharedStrings.xml": _within("sst", items), "xl/worksheets/sheet1.xml": [_START, _END]})


def _one_string(rng: random.Random) -> bytes:
    """A long string that a million cells share."""
    word = b"".join(b"%x" % rng.randrange(1 << 60) for _ in range(2_000))
    rows = b'<row><c t="s"><v>0</v></c></row>' * 1_000
    return _xlsx(
        {
            "xl/sharedStrings.xml": _within("sst", [b"<si><t>" + word + b"</t></si>"]),
            "xl/worksheets/sheet1.xml": _around(rows + _noise(rng) for _ in range(1_000)),
        }
    )


def _shared_by_the_table(rng: random.Random) -> bytes:
    """An honest table of which every cell is the same long string."""
    with tempfile.TemporaryDirectory() as folder:
        path = pack(Path(folder), "140602", rows=rng.choice((3_000, 20_000))) / EXTRACT_FILE
        return _with_long_strings(path.read_bytes(), b"x" * 30_000)


def _with_long_strings(data: bytes, more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for name in book.namelist():
            content = book.read(name)
            if name == "xl/sharedStrings.xml":
                at = content.index("货运企业监督检查".encode())
                content = content[:at] + more + content[at:]
            other.writestr(name, content)
    return out.getvalue()


def _far_apart(rng: random.Random) -> bytes:
    """Two cells in each column, a million rows apart."""
    columns = [_letters(number) for number in range(rng.choice((60, 16_384)))]
    rows = (
        b'<row r="%d">' % row + b"".join(b'<c r="%s%d"><v>1</v></c>' % (c, row) for c in columns) + b"</row>"
        for row in (1, 1_048_576)
    )
    return _xlsx({"xl/worksheets/sheet1.xml": _around(rows)})


def _letters(number: int) -> bytes:
    letters = b""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes((65 + rest,)) + letters
    return letters


def _merged(rng: random.Random) -> bytes:
    """Areas that are merged over everything, many times."""
    area = b'<mergeCell ref="A%d:XFD1048576"/>'
    areas = b"".join(area % rng.randrange(1, 999) for _ in range(300_000))
    return _xlsx(
        {"xl/worksheets/sheet1.xml": [_START, b"</sheetData><mergeCells>", areas, b"</mergeCells></worksheet>"]}
    )


def _styled(rng: random.Random) -> bytes:
    """Styles and formats of numbers without end."""
    formats = (b'<numFmt numFmtId="%d" formatCode="%d"/>' % (n, rng.randrange(1 << 60)) for n in range(900_000))
    return _xlsx(
        {
            "xl/styles.xml": _within("styleSheet", [b"<numFmts>", *formats, b"</numFmts>"]),
            "xl/worksheets/sheet1.xml": [_START, _END],
        }
    )


def _pictures(_: random.Random) -> bytes:
    """Pictures that are small as files, and large as pictures."""
    book, out, picture = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(picture, "PNG")
    for n in range(40):
        drawn = openpyxl.drawing.image.Image(io.BytesIO(picture.getvalue()))
        book.active.add_image(drawn, f"A{n + 1}")
    book.save(out)
    return out.getvalue()


def _sheets(rng: random.Random) -> bytes:
    """A thousand sheets, each of them full."""
    row = b"<row>" + b"".join(b"<c><v>%d</v></c>" % rng.randrange(10**6) for _ in range(100)) + b"</row>"
    return _xlsx({f"xl/worksheets/sheet{n}.xml": _around(row for _ in range(300)) for n in range(1, 1_001)})


_SHAPES: tuple[Callable[[random.Random], bytes], ...] = (
    _blanks,
    _cells,
    _deep,
    _strings,
    _one_string,
    _shared_by_the_table,
    _far_apart,
    _merged,
    _styled,
    _pictures,
    _sheets,
)


def _noise(rng: random.Random) -> bytes:
    """What does not shrink, and nobody reads."""
    return b"<!--" + rng.randbytes(700).hex().encode() + b"-->"


def _around(rows: Iterable[bytes]) -> Iterator[bytes]:
    yield _START
    yield from rows
    yield _END


def _within(element: str, content: Iterable[bytes]) -> Iterator[bytes]:
    yield f'<{element} xmlns="{_MAIN}">'.encode()
    yield from content
    yield f"</{element}>".encode()


def _xlsx(parts: Parts) -> bytes:
    """A workbook of some parts: what names them is added."""
    sheets = [name for name in parts if "/worksheets/" in name]
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1))
    kinds = {"xl/sharedStrings.xml": "sharedStrings", "xl/styles.xml": "styles"} | dict.fromkeys(sheets, "worksheet")
    targets = [*sheets, *(name for name in parts if name not in sheets)]
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kinds[name]}" Target="/{name}"/>'
        for n, name in enumerate(targets, start=1)
    )
    whole: Parts = {
        "[Content_Types].xml": [b"<Types/>"],
        "_rels/.rels": [
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'.encode()
        ],
        "xl/workbook.xml": [
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'.encode()
        ],
        "xl/_rels/workbook.xml.rels": [f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'.encode()],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in (whole | parts).items():
            with book.open(name, "w", force_zip64=True) as part:
                for chunk in content:
                    part.write(chunk)
    return out.getvalue()
