"""Verification: a record is read, everything is recomputed, and every cell is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from itertools import islice

from xlcheck.draws.draw import draw
from xlcheck.draws.formats import FORMATS, format_of, format_of_record
from xlcheck.draws.formats.one.particulars import DIGEST
from xlcheck.draws.formats.one.particulars import LABELS as FIRST_LABELS
from xlcheck.draws.formats.one.replacement_sheet import SHEET as REPLACED
from xlcheck.draws.formats.two.record import LABELS as SECOND_LABELS
from xlcheck.draws.record.book import DATA, DATA_TITLES, FIRST_ROW, FORMAT, RecordBook
from xlcheck.draws.record.cells import CellTexts, grids_of
from xlcheck.draws.verification.blame import WrongCell, corrected_with, forged, likeliest_word, wrong_cells
from xlcheck.draws.verification.fingerprints import (
    strange_sheets,
    wrong_codes,
    wrong_days,
    wrong_grades,
    wrong_people,
    wrong_rules,
    wrong_source,
)
from xlcheck.draws.verification.printed import wrong_numbers, wrong_proofs
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawRecord, Role, XlcheckError, column_letters
from xlcheck.schema.outputs.draw import REJECTED_TEAMS, TEAMS, TICKETS

SHOWN = 20
"""How many differences are named."""

Beside = Callable[[RecordBook], Mapping[str, CellTexts]]
"""Gives, for a recomputed record, the cells that a layout adds to its data: formulas with their values."""

_TELLING = (wrong_numbers, wrong_source, wrong_days, wrong_rules, wrong_codes, wrong_proofs)
_DIGEST = re.compile("[0-9a-f]{64}")
_CONTENTS = "各数据工作表的内容（改动的一格，只凭本件无法指明）"
_ALIKE = 0.4
_NO_SUCH = "没有这一项"
_ABSENT, _BLANK = "没有", "（空）"


def is_record(read: Mapping[str, CellTexts]) -> bool:
    """Say whether a workbook is a record, sound or not: it has half of a format's data sheets at least, by name."""
    return any(2 * len(sheets & read.keys()) >= len(sheets) for sheets in map(set, _data_sheets()))


def _data_sheets() -> Iterator[tuple[str, ...]]:
    return ((DATA, *(table.sheet for table in each.tables)) for each in FORMATS.values())


def record_sheets() -> frozenset[str]:
    """Return the names of the data sheets that a record of a draw has, in whichever format."""
    return frozenset(sheet for sheets in _data_sheets() for sheet in sheets)


def record_of(read: Mapping[str, CellTexts]) -> DrawRecord:
    """Return the record that a workbook holds; raises :class:`XlcheckError` where a cell cannot be read."""
    sheets = grids_of(read)
    return format_of_record(sheets).record_from(sheets)


def book_of(record: DrawRecord) -> RecordBook:
    """Return the workbook of a record."""
    return format_of(record.request).record_book(record)


def content_digest(record: DrawRecord) -> str:
    """Return 内容摘要 of a record, in hex."""
    return format_of(record.request).content_digest(record)


def verify(read: Mapping[str, CellTexts], beside: Beside | None = None) -> tuple[Difference, ...]:
    """Return the first differences between a record as read and as recomputed from itself; empty where it is sound.

    Never raises for what a workbook may hold.
    """
    return traced(read, lambda sheets: book_of(draw_again(record_of(sheets))), beside)


def differences(
    read: Mapping[str, CellTexts], book: RecordBook, beside: Beside | None = None
) -> tuple[Difference, ...]:
    """Return the first differences between a workbook as read and as it should be; signatures may be filled in."""
    expected = book.cells(beside(book) if beside else {})
    whole = tuple(islice(_whole_sheets(read, expected), SHOWN))
    return whole or _named(wrong_cells(read, expected, _blanks(book)), expected, book)


def traced(
    read: Mapping[str, CellTexts], remake: Callable[[Mapping[str, CellTexts]], RecordBook], beside: Beside | None = None
) -> tuple[Difference, ...]:
    """Return the first differences between a workbook as read and as ``remake`` makes it of itself.

    The forged cell comes first, where it can be told from those that follow from it.
    """

    def rewrite(sheets: Mapping[str, CellTexts]) -> Mapping[str, CellTexts]:
        again = remake(sheets)
        return again.cells(beside(again) if beside else {})

    first, corrected = _first_forged(read)
    try:
        book = remake(corrected)
    except XlcheckError as error:
        if (revived := likeliest_word(corrected, rewrite, _is_input)) is not None:
            return _named([*first, revived], rewrite(corrected_with(corrected, revived)), None)
        return (*_strange_codes(read), _placed(unreadable(error), read))[:1]
    expected, blanks = rewrite(corrected), _blanks(book)
    if whole := tuple(islice(_whole_sheets(read, expected), SHOWN)):
        return whole
    blamed, left = forged(corrected, rewrite, wrong_cells(corrected, expected, blanks), _is_input, blanks)
    found = _named([*first, *blamed, *left], expected, book)
    if first or blamed or not left:
        return found
    # where rows do not fit their fingerprint all else follows from them, so it would be honest cells that are told
    return tuple(strange_sheets(record_of(read)))[:SHOWN] or _of_contents(read, left, found)


def _first_forged(read: Mapping[str, CellTexts]) -> tuple[list[WrongCell], Mapping[str, CellTexts]]:
    """Return the cells that do not fit the fingerprints, and the workbook with them put right; none in a sound one."""
    try:
        record = record_of(read)
        wrong = [one for each in _TELLING for one in each(read, record)]
    except XlcheckError:
        return [], read
    wrong += [*wrong_people(record), *wrong_grades(record)]
    for one in wrong:
        read = corrected_with(read, one)
    return wrong, read


def _is_input(sheet: str, at: tuple[int, int]) -> bool:
    """Say whether others follow from a cell of a record: what was frozen, revealed or said, not what was computed."""
    if at[0] < FIRST_ROW:
        return False
    if sheet == TICKETS.sheet:
        return TICKETS.data[at[1] - 1 : at[1]] in ((TICKETS.code,), (TICKETS.name,), (TICKETS.stratum,))
    computed = {TEAMS.sheet, REJECTED_TEAMS.sheet}
    tables = {table.sheet for each in FORMATS.values() for table in each.tables}
    return sheet not in computed and (sheet in tables or at[1] == 2)


def _strange_codes(read: Mapping[str, CellTexts]) -> Iterator[Difference]:
    """Yield where the frame of a record that cannot be drawn again is not the frozen one."""
    with suppress(XlcheckError):
        yield from strange_sheets(record_of(read))


def _placed(difference: Difference, read: Mapping[str, CellTexts]) -> Difference:
    """Name the cell of a label that nobody knows, where one that is missing is much like it."""
    if difference.found != _NO_SUCH:
        return difference
    if FORMAT not in read.get(DATA, {}).values():  # so it was taken for one of the first format
        difference = Difference(difference.where, difference.found, FORMAT)
    known = {label for each in (FIRST_LABELS, SECOND_LABELS) for labels in each.values() for label in labels.values()}
    cells = {at: text for at, text in read.get(DATA, {}).items() if at[1] == 1 and text.rpartition(" ")[2] not in known}
    for like in get_close_matches(difference.expected, cells.values(), 1, _ALIKE):
        at = next(at for at, text in cells.items() if text == like)
        return Difference(f"“{DATA}”工作表 A{at[0]}", like, difference.expected)
    return difference


def _of_contents(
    read: Mapping[str, CellTexts], wrong: Sequence[WrongCell], found: tuple[Difference, ...]
) -> tuple[Difference, ...]:
    """Return differences; where only 内容摘要 differs, wherever it is printed alike, the contents are what is wrong."""
    if any(_DIGEST.sub("", one.found) != _DIGEST.sub("", one.expected) for one in wrong):
        return found
    if len(wrong) == 1 and not (REPLACED in read and _label(read, wrong[0]) == DIGEST):
        return found  # of what is said twice one copy was forged
    where = f"{_CONTENTS}，或者{found[0].where}" if len(wrong) == 1 else _CONTENTS
    own, printed = ("".join(_DIGEST.findall(text)[:1]) for text in (wrong[0].expected, wrong[0].found))
    return (Difference(where, f"内容摘要 {own}", f"内容摘要 {printed}"),)


def _label(read: Mapping[str, CellTexts], wrong: WrongCell) -> str:
    return read.get(wrong.sheet, {}).get((wrong.at[0], 1), "")


def _named(
    wrong: Sequence[WrongCell], expected: Mapping[str, CellTexts], book: RecordBook | None
) -> tuple[Difference, ...]:
    page = book.page if book else ""
    return tuple(
        Difference(_where(one.sheet, one.at, expected, page), one.found or _BLANK, one.expected or _BLANK)
        for one in wrong[:SHOWN]
    )


def _blanks(book: RecordBook) -> frozenset[tuple[str, tuple[int, int]]]:
    """Return the cells of a page that are filled in by hand."""
    return frozenset((book.page, (c.row, c.col)) for c in book.printed if c.role in (Role.BLANK, Role.DATE))


def draw_again(record: DrawRecord) -> DrawRecord:
    """Draw once more, from the request and the numbers of a record; raises :class:`XlcheckError`."""
    return draw(
        record.request,
        frozen_at=record.frozen_at,
        revealed_at=record.revealed_at,
        drawn_at=record.drawn_at,
        operator=record.operator,
        venue=record.venue,
        witnesses=record.witnesses,
        log_digest=record.log_digest,
        version=record.version,
        proofs=record.proofs,
        marks=record.marks,
        remarks=record.remarks,
    )


def unreadable(error: XlcheckError) -> Difference:
    """Return the difference of a record from which nothing can be recomputed."""
    if error.code == "draw.record-damaged":
        return Difference(error.params["where"], error.params["found"] or _BLANK, error.params["expected"])
    return Difference("按记录重新抽取", error_text(error), "能够重新抽取")


def _whole_sheets(read: Mapping[str, CellTexts], expected: Mapping[str, CellTexts]) -> Iterator[Difference]:
    yield from (Difference(f"“{sheet}”工作表", _ABSENT, "应有") for sheet in expected if sheet not in read)
    yield from (Difference(f"“{sheet}”工作表", "多出", "不应有") for sheet in read if sheet not in expected)


def _where(sheet: str, at: tuple[int, int], expected: Mapping[str, CellTexts], page: str) -> str:
    """Name a place: ``“数据”工作表 B7（抽样框指纹）``: sheet, cell, and what the row or the column is about."""
    row, column = at
    by_row = expected[sheet].get((FIRST_ROW - 1, 1)) == DATA_TITLES[0]
    label = expected[sheet].get((row, 1) if by_row else (FIRST_ROW - 1, column), "")
    about = f"（{label}）" if label and sheet != page and row >= FIRST_ROW else ""
    return f"“{sheet}”工作表 {column_letters(column)}{row}{about}"
