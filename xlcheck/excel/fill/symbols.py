"""QR codes on filled sheets: each over the cell of its placeholder, beside what the template itself has drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from openpyxl.worksheet.worksheet import Worksheet

from xlcheck.excel.fill.heights import column_widths
from xlcheck.excel.write.measure import HIGHEST
from xlcheck.excel.write.qr_code import symbol_picture, symbol_pixels

_EMU = 9525
"""Units of a drawing in a pixel of 1/96 inch."""
_POINTS = 0.75
"""Points in such a pixel."""
_MARGIN = 4
"""Pixels between a code and the edge of its row."""
_PIXELS, _PADDING = 7, 5
"""Pixels in a unit of column width, and beside each column; rather too few than too many."""
_DEFAULT_WIDTH = 8.43

_DRAWING = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    b' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"></xdr:wsDr>'
)
_ANCHOR = (
    '<x:oneCellAnchor xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:m="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    "<x:from><x:col>{col}</x:col><x:colOff>{left}</x:colOff><x:row>{row}</x:row><x:rowOff>{top}</x:rowOff></x:from>"
    '<x:ext cx="{side}" cy="{side}"/>'
    '<x:pic><x:nvPicPr><x:cNvPr id="{number}" name="{name}" descr="{text}"/><x:cNvPicPr>'
    '<m:picLocks noChangeAspect="1"/></x:cNvPicPr></x:nvPicPr>'
    '<x:blipFill><m:blip r:embed="{relation}"/><m:stretch><m:fillRect/></m:stretch></x:blipFill>'
    '<x:spPr><m:xfrm><m:off x="0" y="0"/><m:ext cx="{side}" cy="{side}"/></m:xfrm>'
    '<m:prstGeom prst="rect"><m:avLst/></m:prstGeom></x:spPr></x:pic><x:clientData/></x:oneCellAnchor>'
)


@dataclass(frozen=True, slots=True)
class SymbolSpot:
    """A code to be drawn: its text, the cell (1-based), how far from its left edge and how large, in pixels; as PNG.

    It takes a tenth of a second to make one, so it is made once.
    """

    text: str
    row: int
    column: int
    left: int
    side: int
    picture: bytes

    def anchor(self, number: int, relation: str) -> bytes:
        """Return the element that draws it; ``relation`` leads from the drawing to the picture."""
        return _ANCHOR.format(
            col=self.column - 1,
            left=self.left * _EMU,
            row=self.row - 1,
            top=_MARGIN * _EMU,
            side=self.side * _EMU,
            number=number,
            name=f"核对码{number}",
            text=escape(self.text).replace("\n", "&#10;"),
            relation=relation,
        ).encode()


def new_drawing() -> bytes:
    """Return a drawing with nothing in it."""
    return _DRAWING


def make_room(sheet: Worksheet, text: str, row: int, column: int) -> SymbolSpot:
    """Return where a code goes, in the middle of its cell; a row that is too low for it is raised.

    A cell that is merged over several rows is as high as staff have made it.
    """
    side = symbol_pixels(text)
    area = next((a for a in sheet.merged_cells.ranges if (a.min_row, a.min_col) == (row, column)), None)
    if area is None or area.min_row == area.max_row:
        needed = (side + 2 * _MARGIN) * _POINTS
        height = sheet.row_dimensions[row].height or 0.0
        sheet.row_dimensions[row].height = min(HIGHEST, max(height, needed))
    columns: Sequence[int] = range(column, (area.max_col if area else column) + 1)
    widths = column_widths(sheet)
    room = sum(int(widths.get(c, _DEFAULT_WIDTH) * _PIXELS) + _PADDING for c in columns)
    return SymbolSpot(text, row, column, max(0, (room - side) // 2), side, symbol_picture(text))
