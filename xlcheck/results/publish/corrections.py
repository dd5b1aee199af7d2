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


def changed(facts: Mapping[str, str], public_facts: Mapping[str, str]) -> list[Column]:
    """Return the columns in which facts differ; 备注 counts only where nothing else does, since it holds the reason."""
    columns = [c for c in CORRECTIBLE if c.key in public_facts and facts[c.key] != public_facts[c.key]]
    return [column for column in columns if column is not LEDGER.remark] or columns


def reason(facts: Mapping[str, str], public_facts: Mapping[str, str]) -> str:
    """Return why a row is corrected: the 备注, where it was written since the row was last published."""
    remark = facts[LEDGER.remark.key]
    return remark if remark != public_facts.get(LEDGER.remark.key) else ""


def check_published(ledger: LedgerSheet, publications: Mapping[str, Publication]) -> Iterator[Finding]:
    """Check facts that were changed after their publication, and typed days that the log does not have."""
    for line in ledger.lines:
        if line.code in publications:
            yield from _since(ledger, line, publications[line.code])
    for line in ledger.lines:
        if line.published is not None:
            yield from _typed_day(ledger, line, line.published, publications.get(line.code))


def _since(ledger: LedgerSheet, line: Inspection, publication: Publication) -> Iterator[Finding]:
    facts = facts_of(line)
    for column in changed(facts, publication.facts):
        code = "ledger.correction-due" if reason(facts, publication.facts) else "ledger.published-changed"
        published, present = publication.facts[column.key] or _BLANK, facts[column.key] or _BLANK
        yield ledger.finding(
            code, line, column, title=column.title, day=publication.last, published=published, present=present
        )


def _typed_day(ledger: LedgerSheet, line: Inspection, day: date, publication: Publication | None) -> Iterator[Finding]:
    if publication is None:
        yield ledger.finding("ledger.published-elsewhere", line, LEDGER.published)
    elif day < publication.first:
        yield ledger.finding("ledger.day-before-log", line, LEDGER.published, day=publication.first)
    elif day > publication.last:
        yield ledger.finding("ledger.day-after-log", line, LEDGER.published, day=publication.last)


def needs_correction(line: Inspection, publications: Mapping[str, Publication]) -> bool:
    """Say whether a line says otherwise than was published, and gives the reason."""
    publication = publications.get(line.code)
    if publication is None:
        return False
    facts = facts_of(line)
    return bool(changed(facts, publication.facts) and reason(facts, publication.facts))


def correction_rows(line: Inspection, publication: Publication) -> list[RowCells]:
    """Return a row of CORRECTION for each fact of a line that is corrected, without 序号."""
    facts = facts_of(line)
    return [_row(line, column, facts, publication) for column in changed(facts, publication.facts)]


def _row(line: Inspection, column: Column, facts: Mapping[str, str], publication: Publication) -> RowCells:
    return {
        CORRECTION.plan_no: line.plan_no,
        CORRECTION.task_no: line.task_no,
        CORRECTION.name: line.name,
        CORRECTION.code: line.code,
        CORRECTION.field: column.title,
        CORRECTION.before: publication.facts[column.key] or _BLANK,
        CORRECTION.after: facts[column.key] or _BLANK,
        CORRECTION.published: publication.last,
        CORRECTION.receivers: "、".join(table.sheet for table in RECEIVERS if column in table.columns),
        CORRECTION.reason: reason(facts, publication.facts),
    }
