"""Opening a template, with the drop-downs that openpyxl does not read."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from xlcheck.messages import system_words
from xlcheck.model import XlcheckError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def open_template(template: Path, sheets: Sequence[str] = ()) -> Workbook:
    """Open the workbook of a template, read into memory so that the file is not held open.

    Raises ``form.missing``, ``form.unreadable``, and ``form.sheet`` where one of ``sheets`` is not there.
    """
    try:
        data = template.read_bytes()
    except FileNotFoundError:
        raise XlcheckError("form.missing", template=template.name, folder=template.parent) from None
    except OSError as error:
        raise XlcheckError("form.unreadable", template=template.name, why=system_words(error)) from error
    book = _load(data, template.name)
    for title in sheets:
        if title not in book.sheetnames:
            raise XlcheckError("form.sheet", template=template.name, sheet=title)
    return book


def _load(data: bytes, template: str) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops is said in the docstring of fill
            book = load_workbook(BytesIO(data), rich_text=True)
        with ZipFile(BytesIO(data)) as package:
            for title, rule in _newer_validations(package):
                book[title].data_validations.append(rule)
    except (BadZipFile, InvalidFileException, ElementTree.ParseError, KeyError, ValueError, TypeError) as error:
        raise XlcheckError("form.unreadable", template=template, why="文件已损坏，或不是 .xlsx 工作簿") from error
    for sheet in book.worksheets:
        untyped: Any = sheet  # openpyxl would write some of what is drawn, and worse; see pictures_of
        untyped._images, untyped._charts = [], []
    if not book.worksheets:
        raise XlcheckError("form.unreadable", template=template, why="其中没有工作表")
    return book


def _newer_validations(package: ZipFile) -> Iterator[tuple[str, DataValidation]]:
    """Yield (sheet, rule) of the drop-downs whose list is on another sheet.

    Excel 2010 and later save those in an extension that openpyxl drops; as ordinary rules they work as well.
    """
    for title, part in _sheet_parts(package):
        data = package.read(part)
        if b"dataValidation" in data and _X14[1:-1].encode() in data:
            for node in ElementTree.fromstring(data).iter(f"{_X14}dataValidation"):
                yield title, _rule(node)


def _sheet_parts(package: ZipFile) -> Iterator[tuple[str, str]]:
    links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK), "")
        if "worksheets/" in target:
            yield sheet.get("name", ""), str(PurePosixPath("/xl", target))[1:]


def _rule(node: ElementTree.Element) -> DataValidation:
    names = DataValidation.__attrs__
    arguments: dict[str, Any] = {  # openpyxl types each of them by itself
        name: value for name, value in node.attrib.items() if name in names
    }
    for part in ("formula1", "formula2"):
        arguments[part] = node.findtext(f"{_X14}{part}/{_XM}f")
    return DataValidation(**arguments, sqref=node.findtext(f"{_XM}sqref", ""))
