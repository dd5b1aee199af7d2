"""A marked copy of somebody's workbook: cells with findings are coloured and carry a note.

The copy is made by openpyxl, which keeps values, styles, widths, validations and merges but drops
what it does not model (shapes, controls, threaded comments); the original is never written to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from xlcheck.messages import Level, level, problem, remedy
from xlcheck.model import Finding, XlcheckError

FILLS = {Level.ERROR: "FFF4B0B0", Level.WARNING: "FFFFE699", Level.HINT: "FFD9EAD3"}
LEGEND_SHEET = "标注说明"
_MOST_NOTES = 2_000
"""Notes a sheet may carry before Excel and WPS become slow; further cells are coloured only."""


def annotate(source: Path, findings: Sequence[Finding], out: Path) -> None:
    """Write a copy of ``source`` to ``out`` with each finding's cell marked and a legend sheet.

    Raises :class:`XlcheckError` ``output.locked`` where ``out`` cannot be written.
    """
    book = openpyxl.load_workbook(source)
    for (sheet, cell), found in _by_cell(findings).items():
        if sheet in book.sheetnames and cell:
            _mark(book, sheet, cell, found)
    _legend(book)
    draft = out.with_name(f".{out.name}.tmp")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        book.save(draft)
        draft.replace(out)
    except PermissionError:
        draft.unlink(missing_ok=True)
        raise XlcheckError("output.locked", file=out) from None


def _by_cell(findings: Sequence[Finding]) -> Mapping[tuple[str, str], list[Finding]]:
    cells: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        cells.setdefault((found.place.sheet, found.place.cell), []).append(found)
    return cells


def _mark(book: Workbook, sheet: str, reference: str, found: list[Finding]) -> None:
    cell = book[sheet][reference]
    worst = min((level(f) for f in found), key=list(Level).index)
    cell.fill = PatternFill("solid", fgColor=FILLS[worst])
    if isinstance(cell, MergedCell) or _notes(book, sheet) >= _MOST_NOTES:
        return
    text = "\n".join(f"{level(f)}：{problem(f)}。{remedy(f)}。" for f in found)
    note = Comment((f"{cell.comment.text}\n" if cell.comment else "") + text, "xlcheck")
    note.width, note.height = 320, 60 + 40 * len(found)
    cell.comment = note


def _notes(book: Workbook, sheet: str) -> int:
    counts: dict[str, int] = book.__dict__.setdefault("_xlcheck_notes", {})
    counts[sheet] = counts.get(sheet, 0) + 1
    return counts[sheet]


def _legend(book: Workbook) -> None:
    sheet = book.create_sheet(LEGEND_SHEET)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 70
    sheet.page_setup.fitToWidth, sheet.sheet_properties.pageSetUpPr = 1, PageSetupProperties(fitToPage=True)
    sheet.append(["颜色", "含义"])
    for kind, meaning in (
        (Level.ERROR, "错误：必须改正，否则不能抽取或公示"),
        (Level.WARNING, "警告：很可能有误，请核对"),
        (Level.HINT, "提示：请留意"),
    ):
        sheet.append([kind.value, meaning])
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor=FILLS[kind])
    sheet.append(["", "这是标注用的副本，请在原工作簿中改正后重新校验。"])
