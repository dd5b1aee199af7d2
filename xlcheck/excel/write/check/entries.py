"""登记校验: a sheet of 校验报告.xlsx with what is wrong and missing in ledgers and 其他检查, before it goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlcheck.excel.write.check.lines import finding_row, finish_row
from xlcheck.excel.write.table import OutputBook, put_table, put_text
from xlcheck.messages import urgency
from xlcheck.model import LedgerEntries
from xlcheck.schema.outputs.check import ENTRY_FINDINGS

_MOST_ROWS = 20_000
"""Findings that are listed, the most urgent ones; links make a workbook slow to open."""


def add_entries(out: OutputBook, entries: LedgerEntries, before: int, elsewhere: Mapping[str, str]) -> None:
    """Add the sheet: a row a finding, then how far each ledger is filled, and what could not be read.

    Its numbers go on from those of 问题清单, which has so many ``before``, so that each is there once. ``elsewhere``
    are the ways to workbooks that are no ledgers, by their names.
    """
    sheet = out.sheet(ENTRY_FINDINGS.sheet)
    listed = sorted(entries.findings, key=urgency)[:_MOST_ROWS]
    rows = [{**finding_row(one), ENTRY_FINDINGS.no: n} for n, one in enumerate(listed, start=before + 1)]
    place = put_table(out, sheet, ENTRY_FINDINGS, rows, ENTRY_FINDINGS.title)
    for number, one in enumerate(listed, start=place.first):
        finish_row(out, sheet, ENTRY_FINDINGS, one, number, elsewhere.get(one.place.book, entries.folder))
    for offset, note in enumerate(_notes(entries, len(listed)), start=2):
        put_text(sheet, place.last + offset, 0, note, out.style(text_wrap=False))


def _notes(entries: LedgerEntries, listed: int) -> Iterator[str]:
    for one in entries.progress:
        yield (
            f"《{one.ledger}》应登记 {one.lines} 户：填全 {one.complete} 户，没有填全 {one.begun} 户，"
            f"还没有登记 {one.untouched} 户；有错误的 {one.faulty} 户，改正以前不公示。"
        )
    if listed < len(entries.findings):
        yield f"只列出最要紧的 {listed} 条，还有 {len(entries.findings) - listed} 条，改正后再校验。"
    yield from (f"没有校验：{sentence}" for sentence in entries.unread)
