"""The sheet that says what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from xlcheck.excel.patch.escape import clipped, escaped
from xlcheck.excel.patch.headers import header_footer
from xlcheck.excel.patch.styles import Styles
from xlcheck.excel.patch.workbook import PatchedWorkbook
from xlcheck.excel.places import cell_name
from xlcheck.excel.write.measure import row_points, text_width

LEGEND_SHEET = "标注说明"
_NARROWEST = 12.0
_FEW, _WIDEST, _WIDEST_OF_MANY = 2, 70.0, 36.0

LegendRow = tuple[str, ...]
"""The fill of a row's first cell (none where it is empty), then the texts of its cells."""


def add_legend(book: PatchedWorkbook, styles: Styles, rows: Sequence[LegendRow], practice: bool = False) -> None:
    """Add the sheet after all others."""
    widths = _widths([row[1:] for row in rows])
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width:.1f}" customWidth="1"/>' for n, width in enumerate(widths, start=1)
    )
    lines = "".join(_row(styles, number, row, widths) for number, row in enumerate(rows, start=1))
    header = header_footer().decode() if practice else ""
    turned = 'orientation="landscape" ' if len(widths) > _FEW else ""
    book.add_sheet(
        LEGEND_SHEET,
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{book.namespace}">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{columns}</cols><sheetData>{lines}</sheetData>'
        '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" {turned}fitToHeight="0"/>{header}</worksheet>'.encode(),
    )


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return room for the longest text of each column, within reason."""
    columns = list(zip_longest(*rows, fillvalue=""))
    longest = (max(text_width(line) for text in column for line in text.split("\n")) for column in columns)
    widest = _WIDEST if len(columns) <= _FEW else _WIDEST_OF_MANY
    return [min(widest, max(_NARROWEST, width * 2 + 3)) for width in longest]


def _row(styles: Styles, number: int, row: LegendRow, widths: Sequence[float]) -> str:
    fill, *texts = row
    looks = [styles.plain(fill), *(styles.plain() for _ in texts[1:])]
    cells = "".join(
        f'<c r="{cell_name(number, column)}" s="{look}" t="inlineStr"><is>{_text(text)}</is></c>'
        for column, (text, look) in enumerate(zip(texts, looks, strict=True), start=1)
    )
    height = row_points(zip(texts, widths, strict=False), size=11)
    return f'<row r="{number}" ht="{height:.1f}" customHeight="1">{cells}</row>'


def _text(text: str) -> str:
    return f'<t xml:space="preserve">{escaped(clipped(text))}</t>'
