"""A drawn task and its ledger as staff may have filled it; shared by the tests of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tests.builders import SETTINGS, typed
from tests.draws.cases import CATEGORY, drawn, entities, request
from xlcheck.draws.replacement.replace import standing_of
from xlcheck.results.ledger.ledger import check_ledger, ledger_rows
from xlcheck.schema.outputs import LEDGER

RECORD = drawn(request(entities(6)))
"""Three of six companies, to be inspected from January to April 2021."""

STANDING = standing_of(RECORD)

CODES = [str(row["code"]) for row in ledger_rows(STANDING)]

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
"""The finding about each 公示日期 of what went out on 5 March, or never."""

MARCH = date(2021, 3, 2)

WITHOUT_APPROVAL = replace(LEDGER, columns=tuple(c for c in LEDGER.columns if c.key != "approved"))
"""A ledger in which nobody has to agree before a row is published."""


def rows(*typed_in: Mapping[str, object], of=STANDING) -> list[dict[str, object]]:
    """The ledger's rows as the draw gives them, the first ones with what staff typed."""
    made = ledger_rows(of)
    return [row | dict(cells) for row, cells in zip(made, [*typed_in, *[{}] * len(made)], strict=False)]


def ledger(lines: Iterable[Mapping[str, object]], within=SETTINGS):
    """A typed ledger; its first row stands in Excel row 3."""
    return typed(WITHOUT_APPROVAL, lines, within)[0]


def found(*typed_in: Mapping[str, object], lines=None, today=MARCH, within=SETTINGS, **more):
    """(code, cell) of everything that is wrong with a ledger, its cells included."""
    table, cells = typed(LEDGER, rows(*typed_in) if lines is None else lines, within)
    told = (*cells, *check_ledger(table, STANDING, within, today, **more))
    return [(f.code, f.place.cell) for f in told if f.code != "code.check"]  # the codes here are invented


__all__ = [
    "CATEGORY",
    "CLEAN",
    "CODES",
    "DAYS",
    "MARCH",
    "OTHER",
    "PROBLEM",
    "RECORD",
    "SINCE",
    "STANDING",
    "found",
    "ledger",
    "replace",
    "rows",
]
