"""检查说明: the visits of 其他检查, and why visits are right that look odd, so that a superior need not ask again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlcheck.checks.visits.reasons import staffs_own
from xlcheck.messages.visits import VISIT_TOPICS
from xlcheck.model import OtherInspection, Settings
from xlcheck.reading.folding import fold_id, fold_title, says_nothing
from xlcheck.reading.others import other_inspections
from xlcheck.reading.personal import personal_number
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import OTHER_BOOK, OTHERS, SETTINGS_BOOK, WAIVERS
from xlcheck.schema.outputs.send import SENT_OTHERS, SENT_REASONS
from xlcheck.schema.table import RowCells
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.ledger.read import TaskLedger
from xlcheck.steps.ledger.visits import read_if_whole


@dataclass(frozen=True, slots=True)
class _Visited:
    """A visit that may be explained: the row's book and key, by which it is accepted, and 备注 of the row."""

    book: str
    key: str
    plan_no: str
    task_no: str
    code: str
    name: str
    day: date
    remark: str


def explained_visits(
    run: Run, settings: Settings, ledgers: Sequence[TaskLedger]
) -> tuple[list[RowCells], list[RowCells]]:
    """Return the rows of 其他检查摘要 and of 情况说明; people stay at home.

    A text with a person's number is left out, and said; so is 其他检查 where it cannot be read.
    """
    others = _others(run, settings)
    visits = [*_of_ledgers(ledgers), *_of_others(run, others)]
    waivers = read_if_whole(run, SETTINGS_BOOK, None)[0].get(WAIVERS.key)
    sent = [{column: getattr(row, column.key) for column in SENT_OTHERS} for row in others]
    reasons = [*_of_remarks(visits), *_of_waivers(waivers, visits)]
    known = KnownNumbers(run)
    return _clean(run, sent, known), [row for row in _clean(run, reasons, known) if row[SENT_REASONS.reason]]


def _others(run: Run, settings: Settings) -> Sequence[OtherInspection]:
    if not run.desk.book(OTHER_BOOK).exists():
        return ()
    tables, unread = read_if_whole(run, OTHER_BOOK, settings)
    for name in unread:
        run.say(f"《{name}》没有读出，其中的检查没有上报，请先校验")
    rows = other_inspections(YearBooks(settings, others=tables.get(OTHERS.key)))
    return [row for row in rows if row.inspected is not None and row.inspected.year == settings.year]


def _of_ledgers(ledgers: Sequence[TaskLedger]) -> Iterator[_Visited]:
    for ledger in ledgers:
        for line in ledger.lines:
            if line.inspected is not None:
                yield _Visited(
                    ledger.path.name,
                    line.code,
                    line.plan_no,
                    line.task_no,
                    line.code,
                    line.name,
                    line.inspected,
                    staffs_own(line.remark),
                )


def _of_others(run: Run, others: Sequence[OtherInspection]) -> Iterator[_Visited]:
    book = run.desk.book(OTHER_BOOK).name
    for row in others:
        if row.inspected is not None:
            remark = "" if says_nothing(row.remark) else row.remark
            yield _Visited(book, f"{row.code} {row.inspected}", "", "", row.code, row.name, row.inspected, remark)


def _of_remarks(visits: Sequence[_Visited]) -> Iterator[RowCells]:
    return (_row(visit, "", OTHERS.remark.title, visit.remark) for visit in visits if visit.remark)


def _of_waivers(waivers: TypedTable | None, visits: Sequence[_Visited]) -> Iterator[RowCells]:
    """Yield the reasons of 已接受问题 that are about a visit."""
    if waivers is None:
        return
    by_row: Mapping[tuple[str, str], _Visited] = {_key(visit.book, visit.key): visit for visit in visits}
    for _, code, book, key, reason in waivers.rows(WAIVERS.code, WAIVERS.book, WAIVERS.row, WAIVERS.reason):
        visit = by_row.get(_key(book, key))
        if visit is not None and code in VISIT_TOPICS and reason:
            yield _row(visit, VISIT_TOPICS[code], WAIVERS.sheet, reason)


def _key(book: str, key: str) -> tuple[str, str]:
    return fold_title(book).removesuffix(".xlsx"), fold_id(key)


def _row(visit: _Visited, topic: str, origin: str, reason: str) -> RowCells:
    return {
        SENT_REASONS.plan_no: visit.plan_no,
        SENT_REASONS.task_no: visit.task_no,
        SENT_REASONS.name: visit.name,
        SENT_REASONS.code: visit.code,
        SENT_REASONS.inspected: visit.day,
        SENT_REASONS.topic: topic,
        SENT_REASONS.origin: origin,
        SENT_REASONS.reason: reason,
    }


def _clean(run: Run, rows: Sequence[RowCells], known: KnownNumbers) -> list[RowCells]:
    """Return rows without the texts in which a person's number stands, of which it is said whose they are."""
    cleaned: list[RowCells] = []
    for row in rows:
        kinds = {c: personal_number(text, known) for c, text in row.items() if isinstance(text, str)}
        for column, kind in kinds.items():
            if kind:
                name = next((str(row[c]) for c in row if c.key == "name" and not kinds[c]), "")
                run.say(f"{name}的“{column.title}”中像有{kind}，这一格没有上报，请改写")
        cleaned.append({column: "" if kinds.get(column) else cell for column, cell in row.items()})
    return cleaned
