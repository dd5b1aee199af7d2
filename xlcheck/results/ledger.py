"""检查台账: the rows that a draw gives it, and what may be wrong with what staff typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import pandas as pd

from xlcheck.model import DrawRecord, Finding, Settings, finding
from xlcheck.results.deadlines import deadline, is_known
from xlcheck.schema.folding import chosen
from xlcheck.schema.frames import TableFrame, day
from xlcheck.schema.outputs import LEDGER_GIVEN, LEDGER_TYPED
from xlcheck.schema.vocabularies import CLEAN_RESULT, NO_DISPOSAL

Row = dict[str, str | int]

_ORDERED_RECTIFICATION = "责令限期整改"


def people(record: DrawRecord, certs: Sequence[str]) -> str:
    """Names and certificate numbers of a team: ``甲（证号）、乙（证号）``."""
    names = {i.cert: i.name for i in record.request.inspectors}
    return "、".join(f"{names[cert]}（{cert}）" for cert in certs)


def ledger_rows(record: DrawRecord) -> list[Row]:
    """One row a drawn entity with everything that is known before the inspection, by schema key."""
    plan, teams = record.request.plan, {t.code: t.certs for t in record.teams}
    return [
        {
            "no": number,
            "plan_no": plan.plan_no,
            "task_no": plan.task_no,
            "task_name": plan.task_name,
            "kind": record.request.kind,
            "name": drawn.name,
            "code": drawn.code,
            "category": plan.scope.category if plan.scope else "",
            "items": plan.items,
            "inspectors": people(record, teams[drawn.code]),
        }
        for number, drawn in enumerate(record.sample, start=1)
    ]


def complete(ledger: TableFrame) -> pd.Series[bool]:
    """Rows in which everything that a publication needs has been typed."""
    filled = ledger.frame["inspected"].notna()
    for key in LEDGER_TYPED[1:]:
        filled &= ledger.frame[key] != ""
    return filled


def check_ledger(
    ledger: TableFrame, record: DrawRecord, settings: Settings, today: date, published: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What is wrong with a task's ledger, beyond what the schema implies for each cell.

    ``published`` are the codes that were published, whether or not staff have typed 公示日期 since.
    """
    return (
        *_against_record(ledger, record),
        *_half_filled(ledger),
        *_results(ledger),
        *_dates(ledger, record, today),
        *_rectification(ledger),
        *_overdue(ledger, settings, today, published),
        *_uncertain(ledger, settings),
    )


def _against_record(ledger: TableFrame, record: DrawRecord) -> Iterator[Finding]:
    """The drawn entities are all there, no other is, and what the draw decided stands unchanged."""
    drawn = {str(row["code"]): row for row in ledger_rows(record)}
    codes = ledger.frame["code"]
    for row in ledger.where(~codes.isin(drawn)):
        yield ledger.finding("ledger.not-drawn", row, "code")
    for code, expected in drawn.items():
        at = codes.index[codes == code]
        if not len(at):
            place = ledger.place(ledger.header_row, "code")
            yield finding("ledger.missing-entity", place, name=expected["name"], entity=code)
        for row in at:
            yield from _changed(ledger, row, expected)


def _changed(ledger: TableFrame, row: int, expected: Row) -> Iterator[Finding]:
    """What stands otherwise than the draw has it.

    检查事项 may be narrowed to what was really inspected: to publish the plan's words instead would tell the public of
    inspections that nobody made. So that is a 警告, and what is typed is published; everything else must be put back.
    """
    for key in LEDGER_GIVEN:
        if ledger.frame.at[row, key] == expected[key]:
            continue
        if key == "items":
            yield ledger.finding("ledger.items-changed", row, key, expected=expected[key])
        else:
            title = ledger.table.column(key).title
            yield ledger.finding("ledger.changed", row, key, title=title, expected=expected[key])


def _half_filled(ledger: TableFrame) -> Iterator[Finding]:
    frame = ledger.frame[list(LEDGER_TYPED)]
    typed = frame.notna() & (frame != "")
    for row in ledger.where(typed.any(axis=1) & ~typed.all(axis=1)):
        missing = "、".join(ledger.table.column(key).title for key in LEDGER_TYPED if not typed.at[row, key])
        yield ledger.finding("ledger.half-filled", row, "inspected", missing=missing)


def _results(ledger: TableFrame) -> Iterator[Finding]:
    """未发现问题 stands alone and needs no disposal; a problem needs one; without one the case is closed."""
    frame = ledger.frame
    clean = frame["result"].map(lambda text: CLEAN_RESULT in chosen(text))
    alone, none = frame["result"] == CLEAN_RESULT, frame["disposal"] == NO_DISPOSAL
    found = (frame["result"] != "") & ~clean
    for mask, code, key in (
        (clean & ~alone, "ledger.clean-not-alone", "result"),
        (alone & ~none & (frame["disposal"] != ""), "ledger.clean-disposal", "disposal"),
        (found & none, "ledger.problem-disposal", "disposal"),
        (none & (frame["closed"] != "是"), "ledger.not-closed", "closed"),
    ):
        for row in ledger.where(mask):
            yield ledger.finding(code, row, key)


def _dates(ledger: TableFrame, record: DrawRecord, today: date) -> Iterator[Finding]:
    inspected, window = ledger.frame["inspected"], record.request.plan.window
    if window is not None:
        outside = (inspected < pd.Timestamp(window.start)) | (inspected > pd.Timestamp(window.end))
        for row in ledger.where(outside):
            yield ledger.finding("ledger.outside-window", row, "inspected", window=window.text)
    for row in ledger.where(inspected > pd.Timestamp(today)):
        yield ledger.finding("ledger.future", row, "inspected")
    for row in ledger.where(ledger.frame["published"] < inspected):
        yield ledger.finding("ledger.published-early", row, "published")


def _rectification(ledger: TableFrame) -> Iterator[Finding]:
    """An order to rectify has a day; the days come after the inspection; a closed case has its day of completion."""
    frame = ledger.frame
    ordered = frame["disposal"] == _ORDERED_RECTIFICATION
    for row in ledger.where(ordered & frame["rectify_by"].isna()):
        yield ledger.finding("ledger.rectify-missing", row, "rectify_by")
    for row in ledger.where(ordered & (frame["closed"] == "是") & frame["rectified"].isna()):
        yield ledger.finding("ledger.closed-open", row, "rectified")
    for key in ("rectify_by", "rectified"):
        for row in ledger.where(frame[key] < frame["inspected"]):
            yield ledger.finding("ledger.rectify-reversed", row, key, title=ledger.table.column(key).title)


def _overdue(ledger: TableFrame, settings: Settings, today: date, published: Collection[str]) -> Iterator[Finding]:
    frame = ledger.frame
    waiting = frame["published"].isna() & ~frame["code"].isin(list(published))
    for row in ledger.where(frame["inspected"].notna() & waiting):
        inspected = day(frame.at[row, "inspected"])
        if inspected and (last := deadline(inspected, settings).last_day) < today:
            yield ledger.finding("ledger.overdue", row, "published", day=last)


def _uncertain(ledger: TableFrame, settings: Settings) -> Iterator[Finding]:
    """A year whose holidays nobody knows yet is said once, where the first deadline hangs on it."""
    told: set[int] = set()
    for row in ledger.where(ledger.frame["inspected"].notna()):
        inspected = day(ledger.frame.at[row, "inspected"])
        if inspected is None:
            continue
        last = deadline(inspected, settings).last_day
        for year in {inspected.year, last.year} - told:
            told.add(year)
            if not is_known(year, settings):
                yield ledger.finding("calendar.unknown", row, "inspected", year=year)
