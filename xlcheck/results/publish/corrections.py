"""更正公示: what the ledger says otherwise than was published, and the days of publication that staff typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from xlcheck.model import Finding, Inspection, Publication
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.schema.outputs.ledger import CORRECTIBLE, LEDGER, LEDGER_PUBLISHED
from xlcheck.schema.outputs.publish import CORRECTION, RECEIVERS
from xlcheck.schema.table import Column, RowCells

_BLANK = "（空白）"


def facts_of(line: Inspection) -> dict[str, str]:
    """Return what is published of a line, as texts by the keys of LEDGER_PUBLISHED."""
    return {column.key: _text(getattr(line, column.key)) for column in LEDGER_PUBLISHED}


def _text(value: str | date | None) -> str:
    return "" if value is None else str(value)


def changed(now: Mapping[str, str], then: Mapping[str, str]) -> list[Column]:
    """Return the columns in which facts differ; 备注 counts only where nothing else does, since it holds the reason."""
    columns = [column for column in CORRECTIBLE if column.key in then and now[column.key] != then[column.key]]
    return [column for column in columns if column is not LEDGER.remark] or columns


def reason(now: Mapping[str, str], then: Mapping[str, str]) -> str:
    """Return why a row is corrected: the 备注, where it was written since the row was last published."""
    remark = now[LEDGER.remark.key]
    return remark if remark != then.get(LEDGER.remark.key) else ""


def check_published(ledger: LedgerSheet, publications: Mapping[str, Publication]) -> Iterator[Finding]:
    """Check facts that were changed after their publication, and typed days that the log does not have."""
    for line in ledger.lines:
        if line.code in publications:
            yield from _since(ledger, line, publications[line.code])
    for line in ledger.lines:
        if line.published is not None:
            yield from _typed_day(ledger, line, line.published, publications.get(line.code))


def _since(ledger: LedgerSheet, line: Inspection, then: Publication) -> Iterator[Finding]:
    now = facts_of(line)
    for column in changed(now, then.facts):
        code = "ledger.correction-due" if reason(now, then.facts) else "ledger.published-changed"
        published, present = then.facts[column.key] or _BLANK, now[column.key] or _BLANK
        yield ledger.finding(
            code, line, column, title=column.title, day=then.last, published=published, present=present
        )


def _typed_day(ledger: LedgerSheet, line: Inspection, typed: date, then: Publication | None) -> Iterator[Finding]:
    if then is None:
        yield ledger.finding("ledger.published-elsewhere", line, LEDGER.published)
    elif typed < then.first:
        yield ledger.finding("ledger.day-before-log", line, LEDGER.published, day=then.first)
    elif typed > then.last:
        yield ledger.finding("ledger.day-after-log", line, LEDGER.published, day=then.last)


def needs_correction(line: Inspection, publications: Mapping[str, Publication]) -> bool:
    """Say whether a line says otherwise than was published, and gives the reason."""
    then = publications.get(line.code)
    if then is None:
        return False
    now = facts_of(line)
    return bool(changed(now, then.facts) and reason(now, then.facts))


def correction_rows(line: Inspection, then: Publication) -> list[RowCells]:
    """Return a row of CORRECTION for each fact of a line that is corrected, without 序号."""
    now = facts_of(line)
    return [_row(line, column, now, then) for column in changed(now, then.facts)]


def _row(line: Inspection, column: Column, now: Mapping[str, str], then: Publication) -> RowCells:
    return {
        CORRECTION.plan_no: line.plan_no,
        CORRECTION.task_no: line.task_no,
        CORRECTION.name: line.name,
        CORRECTION.code: line.code,
        CORRECTION.field: column.title,
        CORRECTION.before: then.facts[column.key] or _BLANK,
        CORRECTION.after: now[column.key] or _BLANK,
        CORRECTION.published: then.last,
        CORRECTION.receivers: "、".join(table.sheet for table in RECEIVERS if column in table.columns),
        CORRECTION.reason: reason(now, then.facts),
    }
