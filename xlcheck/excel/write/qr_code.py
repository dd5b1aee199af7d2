"""QR codes as pictures on a sheet."""

from __future__ import annotations

from io import BytesIO

from xlcheck.excel.qr_code import qr_code
from xlcheck.excel.untyped import XlsxSheet

QUIET = 4
"""Modules left white around a symbol, as the standard (ISO/IEC 18004) asks."""

_MODULE = 2
"""Pixels of a module on the sheet, 0.53 mm; fitted to A4 it prints at about 0.47 mm."""
_DOTS = 8
"""Dots of a module in the picture, so that a printer gets sharp edges."""


def symbol_pixels(text: str) -> int:
    """Return the side of the symbol of a text on its sheet, in pixels of 1/96 inch."""
    return int(qr_code(text).symbol_size(_MODULE, QUIET)[0])


def symbol_picture(text: str) -> bytes:
    """Return the symbol of a text as PNG, black on white, with error correction M."""
    out = BytesIO()
    qr_code(text).save(out, kind="png", scale=_DOTS, border=QUIET)
    return out.getvalue()


def put_symbol(sheet: XlsxSheet, row: int, column: int, text: str, box: tuple[int, int]) -> None:
    """Put the symbol of a text into the middle of a box of that width and height in pixels; the cell is 0-based."""
    width, height = box
    side, scale = symbol_pixels(text), _MODULE / _DOTS
    position = {"x_offset": (width - side) // 2, "y_offset": (height - side) // 2, "x_scale": scale, "y_scale": scale}
    picture = BytesIO(symbol_picture(text))
    sheet.insert_image(row, column, "symbol.png", {"image_data": picture, "description": text, **position})
