"""“xlcheck-draw/2”: what decides a draw becomes known when everything else has been fixed, and somebody else holds it.

It builds on the first format; what is not here is as it was there.
"""

from __future__ import annotations

from xlcheck.draws.formats.format import Format
from xlcheck.draws.formats.one.replacement_sheet import SHEET as REPLACED
from xlcheck.draws.formats.one.replacement_sheet import drop_outs_from, replaced_grid
from xlcheck.draws.formats.two import printed, replacement_printed
from xlcheck.draws.formats.two.record import LAYOUT
from xlcheck.draws.formats.two.seed import check_revealed, reveal, seed_of
from xlcheck.draws.formats.two.strength import strength_of
from xlcheck.draws.formats.two.web_page import draw_page
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.record.book import RecordBook
from xlcheck.model import SECOND_FORMAT, DrawnTask, DrawRecord


def _record_book(record: DrawRecord) -> RecordBook:
    return RecordBook(printed.SHEET, flatten(printed.print_content(record)), LAYOUT.grids(record), LAYOUT.tables)


def _replacement_book(drawn_task: DrawnTask) -> RecordBook:
    page = flatten(replacement_printed.print_replacement(drawn_task))
    sheets = {REPLACED: replaced_grid(drawn_task), **LAYOUT.grids(drawn_task.record)}
    return RecordBook(replacement_printed.SHEET, page, sheets, LAYOUT.tables)


TWO = Format(
    name=SECOND_FORMAT,
    tables=LAYOUT.tables,
    reveal=reveal,
    check_revealed=check_revealed,
    seed_of=seed_of,
    rules_digest=rules_digest,
    strength_of=strength_of,
    record_from=LAYOUT.record_from,
    record_book=_record_book,
    content_digest=LAYOUT.content_digest,
    drop_outs_from=lambda sheets: drop_outs_from(sheets.get(REPLACED, [])),
    replacement_book=_replacement_book,
    draw_page=draw_page,
)
