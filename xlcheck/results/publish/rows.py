"""公示: which inspections may be published, and what each receiver is told.

Only columns that the schema's output tables name are passed on; free text is scanned for
identity and telephone numbers, and a row with one is held back.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping

from xlcheck.model import DrawRecord, Finding, Inspection, Settings
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.personal import personal_data
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.publish import CREDIT, PLATFORM
from xlcheck.schema.table import RowCells
from xlcheck.schema.vocabularies import AGREED

_FREE_TEXTS = (LEDGER.name, LEDGER.items, LEDGER.situation, LEDGER.result, LEDGER.remark)


def withheld(ledger: LedgerSheet, known: Container[str] = ()) -> Iterator[Finding]:
    """Find the cells that would be published and hold personal data; ``known`` numbers are nobody's."""
    for column in _FREE_TEXTS:
        for line in ledger.lines:
            if personal_data(getattr(line, column.key), known):
                yield ledger.finding("ledger.personal-data", line, column, title=column.title)


def is_publishable(line: Inspection, published: Collection[str]) -> bool:
    """Say whether a line is complete and was not published before.

    Published before is what the log has (codes), or staff say to have published elsewhere.
    """
    return line.complete and line.published is None and line.code not in published


def approved(ledger: LedgerSheet) -> LedgerSheet:
    """Return the lines that may be published where staff have added 公示审核 to the ledger; elsewhere every line."""
    return ledger.only(lambda line: line.approved == AGREED) if ledger.table.has(LEDGER.approved) else ledger


def unapproved(ledger: LedgerSheet, published: Collection[str]) -> Iterator[Finding]:
    """Find the complete lines that wait for 公示审核."""
    agreed = {line.row for line in approved(ledger).lines}
    for line in ledger.lines:
        if is_publishable(line, published) and line.row not in agreed:
            yield ledger.finding("ledger.not-approved", line, LEDGER.approved)


def public_row(line: Inspection, record: DrawRecord, basis: str, settings: Settings) -> RowCells:
    """Return the facts of a line, by the columns of PORTAL and PLATFORM, without 序号."""
    plan = record.request.plan
    return {
        PLATFORM.plan_no: plan.plan_no,
        PLATFORM.plan_name: plan.plan_name,
        PLATFORM.task_no: plan.task_no,
        PLATFORM.task_name: plan.task_name,
        PLATFORM.kind: record.request.kind,
        PLATFORM.bureau: settings.bureau,
        PLATFORM.name: line.name,
        PLATFORM.code: line.code,
        PLATFORM.inspected: line.inspected,
        PLATFORM.items: line.items,
        PLATFORM.basis: basis,
        PLATFORM.result: line.result,
        PLATFORM.remark: line.remark,
        PLATFORM.category: line.category,
        PLATFORM.method: line.method,
        PLATFORM.disposal: line.disposal,
        PLATFORM.publish_by: deadline(line.inspected, settings).last_day if line.inspected else None,
    }


def credit_row(line: Inspection, legal_persons: Mapping[str, str], basis: str, settings: Settings) -> RowCells:
    """Return a row for the credit platform."""
    return {
        CREDIT.name: line.name,
        CREDIT.party_kind: "个体工商户" if _is_shop(line.code) else "法人及非法人组织",
        CREDIT.code: line.code,
        CREDIT.legal_person: legal_persons.get(line.code, ""),
        CREDIT.items: line.items,
        CREDIT.basis: basis,
        CREDIT.inspected: line.inspected,
        CREDIT.result: line.result,
        CREDIT.disposal: line.disposal,
        CREDIT.bureau: settings.bureau,
        CREDIT.data_source: settings.bureau,
        CREDIT.remark: line.remark,
    }


def _is_shop(code: str) -> bool:
    """Say whether a code is that of a 个体工商户.

    It begins with 92, or is an old number whose seventh digit is 6 to 9.
    """
    return code.startswith("92") if len(code) != 15 else code[6] in "6789"
