"""A finding as a row of a list: its level in colour, its cell as a link."""

from __future__ import annotations

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.table import OutputBook, put_text
from xlcheck.messages import Level, advice, level, problem
from xlcheck.model import Finding
from xlcheck.schema.outputs.check import FINDINGS
from xlcheck.schema.table import RowCells, Table

COLOURS = {Level.ERROR: "#F4B0B0", Level.WARNING: "#FFE699", Level.HINT: "#D9EAD3"}


def finding_row(finding: Finding) -> RowCells:
    """Return what every list says of a finding."""
    place = finding.place
    return {
        FINDINGS.level: level(finding).value,
        FINDINGS.book: place.book,
        FINDINGS.worksheet: place.sheet,
        FINDINGS.cell: place.cell,
        FINDINGS.field: place.title,
        FINDINGS.value: finding.value,
        FINDINGS.text: problem(finding),
        FINDINGS.remedy: advice(finding),
    }


def finish_row(
    out: OutputBook, sheet: XlsxSheet, table: Table, finding: Finding, number: int, folder: str | None
) -> None:
    """Colour the level of a row and turn the cell's name into a link that opens it.

    ``folder`` leads to the workbooks, with ``/`` at its end; without one there is no link.
    """
    put_text(
        sheet, number, table.columns.index(FINDINGS.level), level(finding).value, out.style(**level_format(finding))
    )
    place = finding.place
    if place.cell and folder is not None and "#" not in folder + place.book:  # in a link # begins the cell
        link = out.style(border=1, align="center", font_color="#0563C1", underline=1)
        target = f"external:{folder}{place.book}#'{place.sheet.replace(chr(39), chr(39) * 2)}'!{place.cell}"
        sheet.write_url(number, table.columns.index(FINDINGS.cell), target, link, place.cell)


def level_format(finding: Finding) -> dict[str, object]:
    """Return the format of a cell that names the level of a finding."""
    return {"border": 1, "bg_color": COLOURS[level(finding)], "align": "center"}
