"""The sheet 节假日: rows and a pasted notice as one calendar, and a sentence where they differ."""

from datetime import date

import pytest

from tests.builders import typed, typed_table
from tests.cells import found_at
from tests.reading.calendar.notices import paragraphs
from xlcheck.messages import problem
from xlcheck.model import RawSheet
from xlcheck.reading.calendar.holidays import calendar_of
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.schema.inputs import HOLIDAYS


def calendar(*rows):
    """Days off, days worked, and (code, title of the column, row) of what is told of the notice."""
    (off, on), told = calendar_of(typed_table(HOLIDAYS, rows), 2026)
    return off, on, [(code.removeprefix("calendar."), title, row) for code, title, row in found_at(told)]


def pasted(year, *, beside=()):
    """The notice a paragraph a row; ``beside`` are rows that stand in the same lines."""
    rows = [{"notice": line} for line in paragraphs(year)]
    return [row | dict(more) for row, more in zip(rows, [*beside, *[{}] * len(rows)], strict=False)]


def test_notice_alone_is_no_record_that_lacks_anything__ok():
    table, told = typed(HOLIDAYS, pasted(2026))
    assert told == ()
    off, on, findings = calendar(*pasted(2026))
    assert (len(off), len(on), findings) == (33, 6, [])
    assert len(table) == len(paragraphs(2026))


def test_whole_notice_in_one_cell__ok():
    assert calendar({"notice": "\n".join(paragraphs(2026))}) == calendar(*pasted(2026))


def test_notice_beside_typed_rows__ok():
    typed_rows = [{"day": "2025-10-01", "kind": "休"}, {"day": "2026-03-06", "kind": "休"}]
    off, on, findings = calendar(*pasted(2026, beside=typed_rows))
    assert (len(off), len(on), findings) == (35, 6, [])


def test_row_that_says_otherwise_than_the_notice__error():
    rows = [
        {"day": "2026-02-14", "kind": "休"},
        {"day": "2026-10-01", "kind": "班"},
        {"day": "2026-10-02", "kind": "休"},
    ]
    off, on, findings = calendar(*pasted(2026, beside=rows))
    assert findings == [("row-differs", HOLIDAYS.kind.title, row) for row in (3, 4)]
    assert (date(2026, 2, 14) in off, date(2026, 2, 14) in on) == (True, False)
    assert (date(2026, 10, 1) in off, date(2026, 10, 1) in on) == (False, True)


def test_row_that_says_otherwise_is_told_in_words():
    _, (told,) = calendar_of(typed_table(HOLIDAYS, pasted(2026, beside=[{"day": "2026-02-14", "kind": "休"}])), 2026)
    assert problem(told) == "2026-02-14 登记为“休”，通知原文中为“班”；计算期限时以登记的为准"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("端午节：6月19日（周四）放假。", "notice-weekday"),
        ("端午节：6月19日至21日放假，共2天。", "notice-count"),
        ("端午节：放假三天，具体另行通知上班时间。", "notice-unread"),
    ],
)
def test_sentence_is_told_of_in_the_cell_in_which_it_begins(line, code):
    rows = [{"notice": "关于2026年部分节假日安排的通知。"}, {"notice": "元旦：1月1日放假。"}, {"notice": line}]
    assert calendar(*rows)[2] == [(code, HOLIDAYS.notice.title, 5)]


def test_day_that_the_notice_gives_both_ways_counts_neither_way():
    off, on, findings = calendar({"notice": "关于2026年部分节假日安排的通知。5月1日放假。5月1日至2日上班。"})
    assert (off, on) == (frozenset(), {date(2026, 5, 2)})
    assert findings == [("notice-both", HOLIDAYS.notice.title, 3)]


def test_row_of_which_only_a_part_is_filled_is_still_told__error():
    _, told = typed(HOLIDAYS, [{"kind": "休", "notice": "值班另行通知。"}, {"day": "2026-01-01"}])
    assert found_at(told) == [("cell.required", HOLIDAYS.day.title, 3), ("cell.required", HOLIDAYS.kind.title, 4)]


def test_sheet_without_the_column__ok():
    titles = [column.title for column in (HOLIDAYS.day, HOLIDAYS.kind, HOLIDAYS.name)]
    sheet = RawSheet.of_rows(HOLIDAYS.sheet, ((1, titles), (2, ["2026-03-06", "休", ""])))
    table, told = type_table(HOLIDAYS, "单位设置.xlsx", [(sheet, find_header(HOLIDAYS, sheet))], None)
    assert told == ()
    assert calendar_of(table, 2026)[0] == (frozenset({date(2026, 3, 6)}), frozenset())


def test_notice_in_a_cell_merged_over_rows_is_read_once():
    titles = [column.title for column in (HOLIDAYS.day, HOLIDAYS.kind, HOLIDAYS.name, HOLIDAYS.notice)]
    lines = [(1, titles), (2, ["", "", "", "5月1日放假。5月1日上班。"]), (3, ["2026-03-06", "休", "", ""])]
    sheet = RawSheet.of_rows(HOLIDAYS.sheet, tuple(lines), merges=((2, 4, 3, 4),))
    table, _ = type_table(HOLIDAYS, "单位设置.xlsx", [(sheet, find_header(HOLIDAYS, sheet))], None)
    _, told = calendar_of(table, 2026)
    assert [f.code for f in told] == ["calendar.notice-no-year", "calendar.notice-both"]


@pytest.mark.parametrize(
    ("day", "kind", "code"),
    [
        ("2026-03-10", "班", "row-on-workday"),  # a Tuesday
        ("2099-03-10", "班", "row-on-workday"),  # of a year that nobody knows
        ("2021-10-01", "班", "row-on-holiday"),
        ("2026-03-14", "休", "row-off-weekend"),
        ("2021-02-07", "休", "row-off-worked"),  # a Sunday that is worked before the Spring Festival
        ("2026-03-14", "班", ""),
        ("2021-02-07", "班", ""),
        ("2026-03-10", "休", ""),
        ("2021-10-01", "休", ""),
    ],
)
def test_day_that_is_typed_without_effect_is_told_of(day, kind, code):
    _, _, findings = calendar({"day": day, "kind": kind})
    assert findings == ([(code, HOLIDAYS.day.title, 3)] if code else [])


def test_weekend_within_a_holiday_is_typed_with_it():
    days = [f"2026-10-0{n}" for n in range(1, 8)]  # Thursday to Wednesday
    assert calendar(*({"day": day, "kind": "休"} for day in days))[2] == []


def test_day_that_the_notice_has_is_told_of_by_it_alone():
    _, _, findings = calendar(*pasted(2026, beside=[{"day": "2026-10-01", "kind": "班"}]))
    assert findings == [("row-differs", HOLIDAYS.kind.title, 3)]


def test_day_without_effect_is_told_in_words():
    _, told = calendar_of(typed_table(HOLIDAYS, [{"day": "2026-03-10", "kind": "班"}]), 2026)
    assert "2026-03-10 是周二，本来就上班" in problem(told[0])
