"""A drawn task and its ledger as staff may have filled it; shared by the tests of results."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tests.builders import SETTINGS, typed
from tests.cells import found_at
from tests.draws.cases import CATEGORY, drawn, entities, request
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.model import Inspection
from xlcheck.reading.inspections import LedgerSheet, ledger_sheet
from xlcheck.results.ledger.check import check_ledger
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.results.publish.rows import approved
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_GIVEN
from xlcheck.steps.ledger.read import without_faults

RECORD = drawn(request(entities(6)))
"""Three of six companies, to be inspected from January to April 2021."""

DRAWN = drawn_task_of(RECORD)

CODES = [line.code for line in given_lines(DRAWN)]

CLEAN = {
    "inspected": "2021-03-01",
    "method": "现场检查",
    "situation": "查阅台账，现场核对。",
    "result": "未发现问题",
    "disposal": "无需后续处置",
    "closed": "是",
}
PROBLEM = CLEAN | {
    "result": "发现问题待后续处理",
    "disposal": "责令限期整改",
    "rectify_by": "2021-03-15",
    "rectified": "2021-03-10",
}

OTHER = {
    "items": "只查动态监控",
    "inspected": "2021-03-02",
    "method": "书面检查",
    "result": "发现问题已责令改正",
    "disposal": "责令改正",
    "remark": "另有说明",
}
"""What staff may type over a problem once it is published."""

SINCE = [
    *((key, "ledger.published-changed") for key in OTHER if key != "remark"),
    ("remark", "ledger.correction-due"),
]
"""The finding about each."""

DAYS = {"2021-03-04": "ledger.day-before-log", "2021-03-06": "ledger.day-after-log", "": "ledger.published-elsewhere"}
"""The finding about each 公示日期 of what was published on 5 March, or never."""

MARCH = date(2021, 3, 2)

WITHOUT_APPROVAL = LEDGER.with_columns([column for column in LEDGER if column is not LEDGER.approved])
"""A ledger in which nobody has to agree before a row is published."""


def row_of(line: Inspection) -> dict[str, object]:
    """A line that the draw gives, as the row of the ledger in which it stands, by key."""
    given = (LEDGER.no, LEDGER.code, *LEDGER_GIVEN, LEDGER.remark)
    return {column.key: getattr(line, column.key) for column in given}


def rows(*typed_in: Mapping[str, object], of=DRAWN) -> list[dict[str, object]]:
    """The ledger's rows as the draw gives them, by key, the first ones with what staff typed."""
    made = [row_of(line) for line in given_lines(of)]
    return [row | dict(cells) for row, cells in zip(made, [*typed_in, *[{}] * len(made)], strict=False)]


def ledger(lines: Iterable[Mapping[str, object]], within=SETTINGS) -> LedgerSheet:
    """A ledger as it was read; its first row stands in Excel row 3."""
    return ledger_sheet(typed(WITHOUT_APPROVAL, lines, within)[0])


def sound(sheet: LedgerSheet, faulty: Collection[int] = ()) -> tuple[Inspection, ...]:
    """The lines that a publication takes of a ledger that has an error in these rows."""
    wrong = [sheet.finding("ledger.future", line, LEDGER.inspected) for line in sheet.lines if line.row in faulty]
    return approved(without_faults(sheet, wrong)).lines


def found(*typed_in: Mapping[str, object], lines=None, today=MARCH, within=SETTINGS, **more):
    """What is wrong with a ledger, its cells included, and where."""
    table, cells = typed(LEDGER, rows(*typed_in) if lines is None else lines, within)
    told = (*cells, *check_ledger(ledger_sheet(table), DRAWN, within, today, **more))
    return found_at(f for f in told if f.code != "code.check")  # the codes here are invented


__all__ = [
    "CATEGORY",
    "CLEAN",
    "CODES",
    "DAYS",
    "DRAWN",
    "MARCH",
    "OTHER",
    "PROBLEM",
    "RECORD",
    "SINCE",
    "found",
    "ledger",
    "row_of",
    "rows",
    "sound",
]
