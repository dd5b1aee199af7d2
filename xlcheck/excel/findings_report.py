"""校验报告.xlsx: a summary that a clerk can act on, and one row a finding with a link to its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlcheck.excel.layout import HEAD_FONT, Workbook, write_row, write_table, write_text
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.model import Finding
from xlcheck.schema.outputs import FINDINGS

_COLOURS = {Level.ERROR: "#F4B0B0", Level.WARNING: "#FFE699", Level.HINT: "#D9EAD3"}
_MOST_LINKS = 60_000
"""Excel holds 65,530 links a sheet; further findings name their cell without one."""


def write_findings(
    path: Path, findings: Sequence[Finding], books: Sequence[str], folder: str, made: str, *, practice: bool = False
) -> None:
    """Write the report. ``folder`` leads from the report to the workbooks, with ``/`` at its end.

    ``books`` are the names of all workbooks that were checked, those without findings included;
    ``made`` is the day and time of the check as text.
    """
    ordered = sorted(findings, key=_urgency)
    with Workbook(path, practice=practice) as out:
        _write_summary(out, ordered, books, made)
        sheet = out.sheet(FINDINGS.sheet)
        laid = write_table(out, sheet, FINDINGS, (), FINDINGS.title)
        for offset, found in enumerate(ordered):
            number = laid.first + offset
            write_row(out, sheet, FINDINGS, _row(found), number)
            _finish_row(out, sheet, found, number, folder, offset)
        sheet.autofilter(laid.header, 0, max(laid.first, laid.header + len(ordered)), len(FINDINGS.columns) - 1)


def _urgency(found: Finding) -> tuple[object, ...]:
    place = found.place
    return (list(Level).index(level(found)), place.book, place.sheet, place.row or 0, place.column or 0)


def _row(found: Finding) -> dict[str, object]:
    place = found.place
    return {
        "level": level(found).value,
        "book": place.book,
        "sheet": place.sheet,
        "cell": place.cell,
        "title": place.title,
        "value": found.value,
        "text": problem(found),
        "remedy": remedy(found) + (f"；可改为“{found.proposal}”" if found.proposal else ""),
        "code": found.code,
    }


def _finish_row(out: Workbook, sheet: Any, found: Finding, number: int, folder: str, offset: int) -> None:
    """Colour the level and turn the cell's name into a link that opens it."""
    keys = FINDINGS.keys
    colour = out.style(border=1, bg_color=_COLOURS[level(found)], align="center")
    write_text(sheet, number, keys.index("level"), level(found).value, colour)
    place = found.place
    if place.cell and offset < _MOST_LINKS:
        link = out.style(border=1, align="center", font_color="#0563C1", underline=1)
        target = f"external:{folder}{place.book}#'{place.sheet.replace(chr(39), chr(39) * 2)}'!{place.cell}"
        sheet.write_url(number, keys.index("cell"), target, link, place.cell)


def _write_summary(out: Workbook, findings: Sequence[Finding], books: Sequence[str], made: str) -> None:
    sheet = out.sheet("汇总", landscape=False)
    for index, width in enumerate((34, 12, 12, 12)):
        sheet.set_column(index, index, width)
    sheet.merge_range(0, 0, 0, 3, "校验报告", out.style(font_name="方正小标宋简体", font_size=18, align="center"))
    sheet.set_row(0, 36)
    sheet.merge_range(1, 0, 1, 3, f"校验时间：{made}", out.style())
    sheet.merge_range(2, 0, 2, 3, _verdict(findings), out.style(font_size=11, bold=True))
    sheet.set_row(2, 34)
    head = out.style(font_name=HEAD_FONT, border=1, align="center", bg_color="#DDE7F0")
    for index, title in enumerate(("工作簿", *(kind.value for kind in Level))):
        write_text(sheet, 4, index, title, head)
    counts = Counter((f.place.book, level(f)) for f in findings)
    for row, name in enumerate(books, start=5):
        write_text(sheet, row, 0, name, out.style(border=1))
        for index, kind in enumerate(Level, start=1):
            sheet.write_number(row, index, counts[name, kind], out.style(border=1, align="center"))
    _write_kinds(out, sheet, findings, 5 + len(books) + 1)


def _verdict(findings: Sequence[Finding]) -> str:
    errors = sum(level(f) is Level.ERROR for f in findings)
    if errors:
        return f"有 {errors} 处错误，须在原工作簿中改正后重新校验；错误未改正前不能抽取。"
    return "没有错误，可以进行下一步。" + ("其余问题请核对。" if findings else "")


def _write_kinds(out: Workbook, sheet: Any, findings: Sequence[Finding], row: int) -> None:
    """Like findings counted together, most urgent first."""
    if not findings:
        return
    head = out.style(font_name=HEAD_FONT, border=1, align="center", bg_color="#DDE7F0")
    for index, title in enumerate(("怎样处理", "级别", "处数", "代码")):
        write_text(sheet, row, index, title, head)
    kinds = Counter(f.code for f in findings)
    examples = {f.code: f for f in reversed(findings)}
    for offset, code in enumerate(dict.fromkeys(f.code for f in findings), start=1):
        cells = (remedy(examples[code]), level(examples[code]).value, str(kinds[code]), code)
        for index, text in enumerate(cells):
            write_text(sheet, row + offset, index, text, out.style(border=1, align="center" if index else "left"))
        sheet.set_row(row + offset, 46)
