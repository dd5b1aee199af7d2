"""How the forms look: the fonts, sizes and page set-up of Chinese official documents."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from xlcheck.excel.untyped import Options, XlsxFormat, XlsxSheet
from xlcheck.excel.write.table import BODY_FONT, CREATED, HEAD_FILL, HEAD_FONT, OPTIONS, PAPERS, TITLE_FONT

TEXT_FONT = "仿宋_GB2312"
GREY = "#EDEDED"
TABLE_SIZE = 10.0

_FOOTER = '&C&"宋体"&9第 &P 页 共 &N 页'
OWN_PAGES = '&C&"宋体"&9第 &P 页'
"""The footer of a form of which a workbook holds many: the number of all pages would be wrong."""

_CELL: Options = {
    "font_name": BODY_FONT, "font_size": TABLE_SIZE, "border": 1, "text_wrap": True, "valign": "vcenter",
}  # fmt: skip
_LETTER: Options = {"font_name": TEXT_FONT, "font_size": 14, "text_wrap": True, "valign": "vcenter"}
_FORM: Options = {**_CELL, "font_name": TEXT_FONT, "font_size": 11, "align": "left", "indent": 1}

STYLES: dict[str, Options] = {
    "title": {
        "font_name": TITLE_FONT, "font_size": 20, "align": "center", "valign": "vcenter", "text_wrap": True,
    },
    "subtitle": {"font_name": TEXT_FONT, "font_size": 11, "align": "center", "valign": "vcenter"},
    "codes": {"font_name": BODY_FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True},
    "beside": {"font_name": BODY_FONT, "font_size": 10, "font_color": "#C00000"},
    "letter_rules": {**_LETTER, "font_size": 11},
    "above": {"font_name": BODY_FONT, "font_size": 11, "valign": "vcenter"},
    "above_right": {"font_name": BODY_FONT, "font_size": 11, "valign": "vcenter", "align": "right"},
    "head": {**_CELL, "font_name": HEAD_FONT, "align": "center", "bg_color": HEAD_FILL},
    "cell": _CELL,
    "centre": {**_CELL, "align": "center"},
    "label": {**_CELL, "font_name": HEAD_FONT, "font_size": 11, "align": "center"},
    "form": _FORM,
    "form_time": {**_FORM, "num_format": 'yyyy"年"m"月"d"日" hh:mm'},
    "form_centre": {**_FORM, "align": "center", "indent": 0},
    "form_bottom": {**_FORM, "valign": "bottom", "align": "right"},
    "form_small": {**_FORM, "font_size": 10, "indent": 0},
    "form_small_centre": {**_FORM, "font_size": 10, "indent": 0, "align": "center"},
    "form_ticks": {**_FORM, "font_size": 10},
    "digest": {**_FORM, "font_name": BODY_FONT, "font_size": 9},
    "letter": _LETTER,
    "letter_right": {**_LETTER, "align": "right"},
    "sealed": {"font_name": TEXT_FONT, "font_size": 11, "align": "center", "valign": "bottom"},
    "letter_small": {**_LETTER, "font_size": 12, "top": 4},
    "note": {"font_name": BODY_FONT, "font_size": 9, "text_wrap": True, "valign": "top"},
}  # fmt: skip
"""Style name -> XlsxWriter properties."""


class FormBook:
    """A workbook of forms being written; text is always written as text."""

    def __init__(self, path: Path, title: str) -> None:
        self.book = xlsxwriter.Workbook(str(path), OPTIONS)
        self.book.set_properties({"title": title, "created": CREATED})
        self._formats: dict[tuple[object, ...], XlsxFormat] = {}

    def style(self, name: str, **changes: object) -> XlsxFormat:
        """Return the format of that name with some properties changed; equal ones are shared."""
        key = (name, *sorted(changes.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**STYLES[name], **changes})
        return self._formats[key]

    def sheet(
        self, name: str, widths: tuple[float, ...], *, landscape: bool, paper: str = "A4", pages: int = 0
    ) -> XlsxSheet:
        """Add a sheet, one page wide and ``pages`` long (0: as long as it is), with page numbers below."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(PAPERS[paper])
        if landscape:
            sheet.set_landscape()
            sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
        else:
            sheet.set_portrait()
            sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.6)
        sheet.fit_to_pages(1, pages)
        sheet.center_horizontally()
        sheet.set_header("", {"margin": 0.25})
        sheet.set_footer(_FOOTER, {"margin": 0.3})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def line(self, sheet: XlsxSheet, row: int, height: float, *parts: tuple[int, int, str, str]) -> None:
        """Write a row (from 0) of (first column, last column, text, style name) parts, merged where wider than one."""
        sheet.set_row(row, height)
        for first, last, text, style in parts:
            if first == last:
                sheet.write_string(row, first, text, self.style(style))
            else:
                sheet.merge_range(row, first, row, last, text, self.style(style))

    def close(self) -> None:
        """Write the file."""
        self.book.close()
