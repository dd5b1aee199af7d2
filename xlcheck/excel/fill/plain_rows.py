"""Rows of plain cells as XML: openpyxl makes an element tree of each cell, which would take most of the time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from openpyxl.cell.cell import Cell
from openpyxl.utils import datetime as dates
from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.untyped import LoadedCell

_AREA = re.compile('(<dimension ref=")[^"]*')
_EMPTY_ROW = re.compile(r'<row r="(\d+)"([^>]*?)(?: ?/>|></row>)')


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What was taken out of a sheet: row -> the XML of its cells, and the area that the whole sheet had."""

    rows: Mapping[int, str]
    area: str


def take_out(sheet: Worksheet) -> Excerpt:
    """Take the rows of plain cells out of a sheet that is about to be saved; openpyxl leaves them empty."""
    area = sheet.calculate_dimension()
    rows: defaultdict[int, list[LoadedCell]] = defaultdict(list)
    for (row, _), cell in sorted(sheet._cells.items()):
        rows[row].append(cell)
    xml_rows = {row: "".join(map(_xml, cells)) for row, cells in rows.items() if all(map(_is_plain, cells))}
    for row in xml_rows:
        for cell in rows[row]:
            del sheet._cells[row, cell.column]
        sheet.row_dimensions[row]  # a row without an entry of its own would not be written at all
    return Excerpt(xml_rows, area)


def put_back(part: str, taken: Excerpt) -> str:
    """Return the sheet's part with the cells that were taken out."""

    def filled(match: re.Match[str]) -> str:
        row = int(match[1])
        return f'<row r="{row}"{match[2]}>{taken.rows[row]}</row>' if row in taken.rows else match[0]

    return _EMPTY_ROW.sub(filled, _AREA.sub(rf"\g<1>{taken.area}", part, count=1))


_serial: Callable[..., object] = dates.to_excel  # untyped there


def _is_plain(cell: object) -> bool:
    """Say whether a cell is a text, whole number, date or blank without anything that hangs on it."""
    if not isinstance(cell, Cell) or cell.hyperlink or cell.comment:
        return False
    if cell.data_type in "fe":
        return False
    return type(cell.value) in (str, int, type(None)) or isinstance(cell.value, date)


def _xml(cell: LoadedCell) -> str:
    value, style = cell.value, f' s="{cell.style_id}"' if cell.has_style else ""
    if value is None:
        return f'<c r="{cell.coordinate}"{style} />' if style else ""
    if cell.data_type == "s":
        space = ' xml:space="preserve"' if value != value.strip() else ""
        text = escape(value, quote=False)
        return f'<c r="{cell.coordinate}"{style} t="inlineStr"><is><t{space}>{text}</t></is></c>'
    number = _serial(value, cell.parent.parent.epoch) if cell.data_type == "d" else value
    return f'<c r="{cell.coordinate}"{style} t="n"><v>{number}</v></c>'
