"""校验报告.xlsx: a summary that a clerk can act on, and one row a finding with a link to its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from xlcheck.excel.untyped import XlsxSheet
from xlcheck.excel.write.check.coverage import add_coverage
from xlcheck.excel.write.check.entries import add_entries
from xlcheck.excel.write.check.lines import finding_row, finish_row, level_format
from xlcheck.excel.write.check.readings import add_readings
from xlcheck.excel.write.check.rehearsal import add_rehearsal
from xlcheck.excel.write.measure import row_points
from xlcheck.excel.write.table import (
    OutputBook,
    head_style,
    put_head,
    put_row,
    put_table,
    put_text,
    put_title,
)
from xlcheck.messages import Level, by_place, level, occurrences, problem, remedy, urgency
from xlcheck.model import Finding, PlanView
from xlcheck.schema.outputs.check import FINDINGS

_WIDTHS = (36, 8, 8, 8, 26, 20)
_NO_PLAN = PlanView()
MOST_ROWS = 100_000
"""Findings that the report lists, the most urgent ones; the summary counts them all."""

_MOST_LINKS = 10_000
"""Links make a workbook slow to open; the findings after them name their cell without one."""


def write_findings(
    path: Path,
    findings: Sequence[Finding],
    books: Mapping[str, str],
    stamp: str,
    *,
    plan: PlanView = _NO_PLAN,
    practice: bool = False,
) -> None:
    """Write the report. ``books`` are the workbooks that were checked, those without findings included.

    Of each it has the name, and the way from the report to its folder, with ``/`` at its end. ``stamp`` is the day and
    time of the check as text. Of the ``plan`` a sheet has the readings, others the outlook and the rehearsal of its
    draws, and one what is wrong with what was entered of inspections.
    """
    rows = sorted(findings, key=urgency)
    with OutputBook(path, practice=practice) as out:
        _add_summary(out, rows, books, stamp)
        sheet = out.sheet(FINDINGS.sheet)
        place = put_table(out, sheet, FINDINGS, (), FINDINGS.title)
        for offset, finding in enumerate(rows[:MOST_ROWS]):
            number = place.first + offset
            row = {**finding_row(finding), FINDINGS.no: offset + 1, FINDINGS.code: finding.code}
            put_row(out, sheet, FINDINGS, row, number)
            way = books.get(finding.place.book) if offset < _MOST_LINKS else None
            finish_row(out, sheet, FINDINGS, finding, number, way)
        last = place.header + min(len(rows), MOST_ROWS)
        sheet.autofilter(place.header, 0, max(place.first, last), len(FINDINGS.columns) - 1)
        if plan.readings:
            add_readings(out, plan.readings, by_place(rows))
        if plan.outlook is not None:
            add_coverage(out, plan.outlook)
        if plan.rehearsal is not None:
            add_rehearsal(out, plan.rehearsal)
        if plan.entries is not None:
            add_entries(out, plan.entries, min(len(rows), MOST_ROWS), books)


def _add_summary(out: OutputBook, findings: Sequence[Finding], books: Collection[str], stamp: str) -> None:
    """Add 汇总: the verdict, counts by workbook, and what kinds of problem there are."""
    sheet = out.sheet("汇总", landscape=False)
    last = len(_WIDTHS) - 1
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width, None, {"hidden": index == last})  # the codes, for other programs
    put_title(out, sheet, "校验报告", len(_WIDTHS))
    sheet.merge_range(1, 0, 1, last, f"校验时间：{stamp}", out.style(font_size=11))
    sheet.set_row(1, 20)
    sheet.merge_range(2, 0, 2, last, _verdict(findings) + _rest_note(findings), out.style(font_size=12, bold=True))
    sheet.set_row(2, 36)
    put_head(out, sheet, 4, ("工作簿", *(kind.value for kind in Level)))
    counts = Counter((place.book, level(f)) for f in findings for place in f.places)
    for row, name in enumerate(books, start=5):
        put_text(sheet, row, 0, name, out.style(border=1))
        for index, kind in enumerate(Level, start=1):
            sheet.write_number(row, index, counts[name, kind], out.style(border=1, align="center"))
        sheet.set_row(row, 18)
    _put_kinds(out, sheet, findings, 5 + len(books) + 1)


def _verdict(findings: Sequence[Finding]) -> str:
    errors = occurrences(findings, Level.ERROR)
    if errors:
        return f"有 {errors} 处错误，须在原工作簿中改正后重新校验；错误未改正前不能抽取或公示。"
    if occurrences(findings, Level.WARNING):
        return "没有错误。请先逐条核对警告，再进行下一步。"
    return "没有错误，可以进行下一步。" + ("其余问题请核对。" if findings else "")


def _rest_note(findings: Sequence[Finding]) -> str:
    rest = len(findings) - MOST_ROWS
    return f"（问题清单只列出最要紧的 {MOST_ROWS} 条，还有 {rest} 条，改正后再校验。）" if rest > 0 else ""


def _put_kinds(out: OutputBook, sheet: XlsxSheet, findings: Sequence[Finding], row: int) -> None:
    """Count like findings together, most urgent first, each with one of them as an example."""
    if not findings:
        return
    put_head(out, sheet, row, ("问题（举一例）", "级别", "处数", "怎样处理", "", "代码"))
    sheet.merge_range(row, 3, row, 4, "怎样处理", head_style(out))
    kinds = Counter(f.code for f in findings for _ in f.places)
    examples = {f.code: f for f in reversed(findings)}
    plain, centred = out.style(border=1), out.style(border=1, align="center")
    for number, code in enumerate(dict.fromkeys(f.code for f in findings), start=row + 1):
        example = examples[code]
        put_text(sheet, number, 0, problem(example), plain)
        put_text(sheet, number, 1, level(example).value, out.style(**level_format(example)))
        sheet.write_number(number, 2, kinds[code], centred)
        sheet.merge_range(number, 3, number, 4, "", plain)
        put_text(sheet, number, 3, remedy(example), plain)
        put_text(sheet, number, 5, code, centred)
        texts = ((problem(example), _WIDTHS[0]), (remedy(example), sum(_WIDTHS[3:5])), (code, _WIDTHS[5]))
        sheet.set_row(number, row_points(texts, 20))
