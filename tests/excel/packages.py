"""Workbooks as packages of parts: taken apart, changed by hand, put together, looked at for soundness."""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from xlcheck.excel.patch.order import IN_STYLES, IN_WORKBOOK, IN_WORKSHEET

Parts = dict[str, bytes]

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
BOOK_RELATIONS, SHEET_RELATIONS, TYPES = (
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "[Content_Types].xml",
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)".*?(?:/>|</c>)', re.DOTALL)


def parts_of(path: Path) -> Parts:
    with ZipFile(path) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        return {name: package.read(name) for name in package.namelist()}


def pack(path: Path, parts: Mapping[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def changed(path: Path, **changes: Callable[[bytes], bytes]) -> Path:
    """The workbook with ``sheet``, ``styles``, ``book``, ``types``… run through a function."""
    names = {"sheet": SHEET, "styles": STYLES, "book": BOOK, "types": TYPES, "links": BOOK_RELATIONS}
    parts = parts_of(path)
    for name, change in changes.items():
        parts[names[name]] = change(parts[names[name]])
    return pack(path, parts)


def cells_of(sheet: bytes) -> dict[str, bytes]:
    """Each cell's XML by its name."""
    return {m[1].decode(): m[0] for m in _CELL.finditer(sheet)}


def assert_sound(path: Path) -> None:
    """Every part is XML with its children in order, has a type, and every reference between parts leads somewhere."""
    parts = parts_of(path)
    types = ElementTree.fromstring(parts[TYPES])
    given = {e.get("PartName", "").lstrip("/"): e for e in types if e.get("PartName")}
    endings = {e.get("Extension", "").lower() for e in types if e.get("Extension")}
    assert set(given) <= set(parts)
    for name, data in parts.items():
        assert name == TYPES or name in given or name.rpartition(".")[2].lower() in endings, name
        if name.endswith((".xml", ".rels", ".vml")):
            _assert_in_order(name, ElementTree.fromstring(data))
        if name.endswith(".rels"):
            _assert_leads(name, data, parts)


def _assert_in_order(name: str, root: ElementTree.Element) -> None:
    order = {"worksheet": IN_WORKSHEET, "workbook": IN_WORKBOOK, "styleSheet": IN_STYLES}.get(_local(root))
    ranks = [order.index(_local(e)) for e in root if _local(e) in order] if order else []
    assert ranks == sorted(ranks), name
    for element in root.iter():
        count = element.get("count")
        if count and _local(element) in ("fills", "cellXfs", "numFmts", "fonts"):
            assert int(count) == len(element), name


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _assert_leads(name: str, data: bytes, parts: Parts) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    links = list(ElementTree.fromstring(data))
    assert len({e.get("Id") for e in links}) == len(links)
    for link in links:
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
            assert target in parts, (name, target)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


def write_rich(path: Path) -> Path:
    """A workbook with about everything that a workbook may hold; the sheet 名录 is the one to mark."""
    folder = path.parent
    (folder / "image.png").write_bytes(png())
    (folder / "vba.bin").write_bytes(b"\xd0\xcf\x11\xe0 not really macros")
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        _write_data(book, folder)
        other = book.add_worksheet("其他")
        other.write("A1", "图")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=名录!$D$2:$D$4"})
        other.insert_chart("C3", chart)
        book.define_name("清单", "=名录!$A$2:$A$4")
        book.add_vba_project(str(folder / "vba.bin"))
        book.set_custom_property("处室", "示例")
    return pack(path, _with_more(parts_of(path)))


def _write_data(book: xlsxwriter.Workbook, folder: Path) -> None:
    sheet = book.add_worksheet("名录")
    text = book.add_format({"num_format": "@", "border": 1, "bold": True})
    sheet.set_column(6, 6, 20, text)
    for row in range(4):
        for column in range(3):
            sheet.write_string(row, column, f"示例{row}-{column} <&>", text if column else None)
        sheet.write_number(row, 3, row * 1.5)
    sheet.write_formula("D5", "=SUM(D2:D4)", None, 9)
    sheet.merge_range("A8:C9", "合并的", text)
    sheet.write_comment("B2", "原有批注", {"author": "某人"})
    sheet.data_validation("C2:C9", {"validate": "list", "source": ["甲", "乙"]})
    sheet.conditional_format("D2:D4", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("D2:D4", {"type": "cell", "criteria": ">", "value": 2, "format": text})
    sheet.add_sparkline("E2", {"range": "名录!D1:D4"})
    sheet.add_table("I1:J3", {"columns": [{"header": "表头甲"}, {"header": "表头乙"}]})
    sheet.insert_image("L1", str(folder / "image.png"))
    sheet.set_header("&L&G", {"image_left": str(folder / "image.png")})
    sheet.insert_button("L9", {"macro": "run", "caption": "按钮"})
    sheet.write_url("A12", "https://example.org/", string="链接")
    sheet.autofilter("A1:D4")
    sheet.freeze_panes(1, 0)


def _with_more(parts: Parts) -> Parts:
    """What no library at hand writes: a threaded comment, an external link, custom XML, a signature, a newer list."""
    newer = (
        b'<ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        b'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
        b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list">'
        b"<x14:formula1><xm:f>\xe5\x85\xb6\xe4\xbb\x96!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>H2:H9</xm:sqref>"
        b"</x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    head, _, tail = parts[SHEET].rpartition(b"</extLst>")
    parts[SHEET] = head + newer + tail
    family = "http://schemas.microsoft.com/office/2017/10/relationships"
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    _link(parts, SHEET_RELATIONS, f"{family}/threadedComment", "../threadedComments/threadedComment1.xml")
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="C3" id="{{1}}"><text>会话</text></threadedComment>'
        "</ThreadedComments>"
    ).encode()
    _link(parts, BOOK_RELATIONS, f"{_OFFICE}/externalLink", "externalLinks/externalLink1.xml")
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    parts["customXml/item1.xml"] = b"<own>\xe7\xa4\xba\xe4\xbe\x8b</own>"
    _link(parts, "_rels/.rels", f"{_OFFICE}/customXml", "customXml/item1.xml")
    parts["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    _link(parts, BOOK_RELATIONS, f"{_OFFICE}/calcChain", "calcChain.xml")
    parts["xl/calcChain.xml"] = b'<calcChain><c r="D5" i="1"/></calcChain>'
    chain = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x-chain"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", chain)
    return parts


def _link(parts: Parts, name: str, kind: str, target: str) -> None:
    new = f'<Relationship Id="more{len(parts)}" Type="{kind}" Target="{target}"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", new.encode())


def prefixed(data: bytes) -> bytes:
    """The part with a prefix on the elements of its main namespace."""
    data = data.replace(b'xmlns="', b'xmlns:x="', 1)
    return re.sub(rb"<(/?)([A-Za-z]+)(?=[\s/>])", rb"<\1x:\2", data)


def strict(data: bytes) -> bytes:
    """The part as strict OOXML has it."""
    data = data.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    return data.replace(_OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
