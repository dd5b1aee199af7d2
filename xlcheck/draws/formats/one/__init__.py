"""“xlcheck-draw/1”, the format of version 0.1.0: what is here never changes, since its records are verified for ever.

Later formats may build on it. New draws are not frozen in it: whoever reveals the last number of a draw by it can
steer the draw.
"""

from __future__ import annotations

from xlcheck.draws.formats.format import Format
from xlcheck.draws.formats.one import printed, replacement_printed
from xlcheck.draws.formats.one.record import LAYOUT, content_digest, grids, record_from
from xlcheck.draws.formats.one.replacement_sheet import SHEET as REPLACED
from xlcheck.draws.formats.one.replacement_sheet import drop_outs_from, replaced_grid
from xlcheck.draws.formats.one.seed import VERSION, check_revealed, reveal, seed_of
from xlcheck.draws.formats.one.web_page import draw_page
from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.record.book import RecordBook
from xlcheck.model import DrawnTask, DrawRecord


def _record_book(record: DrawRecord) -> RecordBook:
    return RecordBook(printed.SHEET, flatten(printed.print_content(record)), grids(record), LAYOUT.tables)


def _replacement_book(drawn_task: DrawnTask) -> RecordBook:
    page = flatten(replacement_printed.print_replacement(drawn_task))
    sheets = {REPLACED: replaced_grid(drawn_task), **grids(drawn_task.record)}
    return RecordBook(replacement_printed.SHEET, page, sheets, LAYOUT.tables)


ONE = Format(
    name=VERSION,
    tables=LAYOUT.tables,
    reveal=reveal,
    check_revealed=check_revealed,
    seed_of=seed_of,
    rules_digest=lambda _: "",
    strength_of=lambda *_: "",
    record_from=record_from,
    record_book=_record_book,
    content_digest=content_digest,
    drop_outs_from=lambda sheets: drop_outs_from(sheets.get(REPLACED, [])),
    replacement_book=_replacement_book,
    draw_page=draw_page,
)
