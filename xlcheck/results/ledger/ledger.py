"""检查台账: the rows that a draw gives it, and what may be wrong with what staff typed."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date

import pandas as pd

from xlcheck.model import DrawnTask, DrawRecord, Finding, Settings, Visit, finding
from xlcheck.reading.calendar.deadlines import deadline, is_known
from xlcheck.reading.folding import chosen
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.outputs import LEDGER_GIVEN, LEDGER_TYPED
from xlcheck.schema.vocabularies import CLEAN_RESULT, NO_DISPOSAL, TO_RECTIFY

Row = dict[str, str | int]


def ledger_rows(standing: DrawnTask, number: int = 0) -> list[Row]:
    """One row an entity with everything that is known before the inspection, by schema key.

    The entities are those of the draw, or those that its ``number``-th replacement brought in; they are numbered
    through all of them.
    """
    record, plan = standing.record, standing.record.request.plan
    gone = {v.left: v.drawn.name for v in standing.visits}
    return [
        {
            "no": position,
            "plan_no": plan.plan_no,
            "task_no": plan.task_no,
            "task_name": plan.task_name,
            "kind": record.request.kind,
            "name": visit.drawn.name,
            "code": visit.drawn.code,
            "category": plan.scope.category if plan.scope else "",
            "items": plan.items,
            "inspectors": record.request.named(visit.team.certs),
            **_replaced(gone, visit),
        }
        for position, visit in enumerate(standing.visits, start=1)
        if visit.entered == number
    ]


def _replaced(gone: Mapping[int, str], visit: Visit) -> Row:
    """What 备注 says of an entity that came in or fell away; both stay visible, also where the row is published.

    ``gone`` names the entity that fell away with each replacement.
    """
    said = [f"第 {visit.entered} 次补抽，替换{gone[visit.entered]}"] if visit.entered else []
    said += [f"已由第 {visit.left} 次补抽替换"] if visit.left else []
    return {"remark": "；".join(said)} if said else {}


def complete(rows: pd.DataFrame) -> pd.Series[bool]:
    """Rows of a ledger in which everything that a publication needs has been typed."""
    filled = rows["inspected"].notna()
    for key in LEDGER_TYPED[1:]:
        filled &= rows[key] != ""
    return filled


def standing_rows(ledger: TypedTable, standing: DrawnTask) -> TypedTable:
    """A ledger without the rows of entities that fell away: nobody inspects, counts or publishes these."""
    gone = [visit.drawn.code for visit in standing.visits if visit.left]
    return ledger.only(~ledger.frame["code"].isin(gone))


def check_ledger(
    ledger: TypedTable,
    standing: DrawnTask,
    settings: Settings,
    today: date,
    published: Collection[str] = (),
    number: int = 0,
) -> tuple[Finding, ...]:
    """What is wrong with the ledger of a draw, or of its ``number``-th replacement, beyond what the schema implies.

    ``published`` are the codes that were published, whether or not staff have typed 公示日期 since.
    """
    left = standing_rows(ledger, standing)
    return (
        *_against_draw(ledger, standing, number),
        *_fallen(ledger, standing),
        *_half_filled(left),
        *_results(left),
        *_dates(left, standing.record, today),
        *_rectification(left),
        *_overdue(left, settings, today, published),
        *_uncertain(left, settings),
    )


def _against_draw(ledger: TypedTable, standing: DrawnTask, number: int) -> Iterator[Finding]:
    """The drawn entities are all there, no other is, and what the draw decided stands unchanged."""
    drawn = {str(row["code"]): row for row in ledger_rows(standing, number)}
    codes = ledger.frame["code"]
    former = {v.drawn.code: [standing.record.request.named(certs) for certs in v.earlier] for v in standing.visits}
    for row in ledger.where(~codes.isin(drawn)):
        yield ledger.finding("ledger.not-drawn", row, "code")
    present = set(codes)
    for code in (code for code in drawn if code not in present):
        place = ledger.place(ledger.header_row, "code")
        yield finding("ledger.missing-entity", place, name=drawn[code]["name"], entity=code)
    for row, cells in ledger.frame[list(LEDGER_GIVEN)].to_dict("index").items():
        if (code := codes.at[row]) in drawn:
            yield from _changed(ledger, int(str(row)), cells, drawn[code], former[code])


def _changed(
    ledger: TypedTable, row: int, cells: Mapping[Hashable, object], expected: Row, former: Collection[str]
) -> Iterator[Finding]:
    """What stands otherwise than the draw has it; a team that was replaced since may still stand there.

    检查事项 may be narrowed to what was really inspected: to publish the plan's words instead would tell the public of
    inspections that nobody made. So that is a 警告, and what is typed is published; everything else must be put back.
    """
    for key in LEDGER_GIVEN:
        if (typed := cells[key]) == expected[key]:
            continue
        if key == "items":
            yield ledger.finding("ledger.items-changed", row, key, expected=expected[key])
        elif key == "inspectors" and typed in former:
            yield ledger.finding("ledger.team-replaced", row, key, expected=expected[key])
        else:
            title = ledger.table.column(key).title
            yield ledger.finding("ledger.changed", row, key, title=title, expected=expected[key])


def _fallen(ledger: TypedTable, standing: DrawnTask) -> Iterator[Finding]:
    """Entities that fell away, though something is typed of their inspection."""
    left = {visit.drawn.code: visit.left for visit in standing.visits if visit.left}
    for row in ledger.where(ledger.frame["code"].isin(left) & _typed(ledger).any(axis=1)):
        yield ledger.finding("ledger.replaced", row, "inspected", number=left[ledger.frame.at[row, "code"]])


def _typed(ledger: TypedTable) -> pd.DataFrame:
    """Which of the cells that a publication needs hold anything."""
    frame = ledger.frame[list(LEDGER_TYPED)]
    return frame.notna() & (frame != "")


def _half_filled(ledger: TypedTable) -> Iterator[Finding]:
    typed = _typed(ledger)
    for row in ledger.where(typed.any(axis=1) & ~typed.all(axis=1)):
        missing = "、".join(ledger.table.column(key).title for key in LEDGER_TYPED if not typed.at[row, key])
        yield ledger.finding("ledger.half-filled", row, "inspected", missing=missing)


def _results(ledger: TypedTable) -> Iterator[Finding]:
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


def _dates(ledger: TypedTable, record: DrawRecord, today: date) -> Iterator[Finding]:
    inspected, window = ledger.frame["inspected"], record.request.plan.window
    if window is not None:
        outside = (inspected < pd.Timestamp(window.start)) | (inspected > pd.Timestamp(window.end))
        for row in ledger.where(outside):
            yield ledger.finding("ledger.outside-window", row, "inspected", window=window.text)
    for row in ledger.where(inspected > pd.Timestamp(today)):
        yield ledger.finding("ledger.future", row, "inspected")
    for row in ledger.where(ledger.frame["published"] < inspected):
        yield ledger.finding("ledger.published-early", row, "published")
    for row in ledger.where(ledger.frame["handed_on"] < inspected):
        yield ledger.finding("ledger.handed-early", row, "handed_on")


def _rectification(ledger: TypedTable) -> Iterator[Finding]:
    """An order to rectify has a day; the days come after the inspection; a closed case has its day of completion."""
    frame = ledger.frame
    ordered = frame["disposal"] == TO_RECTIFY
    for row in ledger.where(ordered & frame["rectify_by"].isna()):
        yield ledger.finding("ledger.rectify-missing", row, "rectify_by")
    for row in ledger.where(ordered & (frame["closed"] == "是") & frame["rectified"].isna()):
        yield ledger.finding("ledger.closed-open", row, "rectified")
    for key in ("rectify_by", "rectified"):
        for row in ledger.where(frame[key] < frame["inspected"]):
            yield ledger.finding("ledger.rectify-reversed", row, key, title=ledger.table.column(key).title)


def _overdue(ledger: TypedTable, settings: Settings, today: date, published: Collection[str]) -> Iterator[Finding]:
    frame = ledger.frame
    waiting = frame["published"].isna() & ~frame["code"].isin(list(published))
    days = frame.loc[frame["inspected"].notna() & waiting, "inspected"]
    for row, inspected in zip(map(int, days.index), map(day, days), strict=True):
        if inspected and (last := deadline(inspected, settings).last_day) < today:
            yield ledger.finding("ledger.overdue", row, "published", day=last)


def _uncertain(ledger: TypedTable, settings: Settings) -> Iterator[Finding]:
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
