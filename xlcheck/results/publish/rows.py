"""公示: which ledger rows may be published, and what each receiver is told.

Only columns that the schema's output tables name are passed on; free text is scanned for
identity and telephone numbers, and a row with one is held back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import pandas as pd

from xlcheck.model import DrawRecord, Finding, Settings
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.reading.personal import personal_data
from xlcheck.reading.tables import TypedTable, day
from xlcheck.results.ledger.ledger import complete
from xlcheck.schema.vocabularies import AGREED

Row = dict[str, str | int | date | None]

_PUBLISHED_TEXTS = ("name", "items", "situation", "result", "remark")


def withheld(ledger: TypedTable) -> tuple[Finding, ...]:
    """A finding for each cell that would be published and holds personal data."""
    return tuple(
        ledger.finding("ledger.personal-data", row, key, title=ledger.table.column(key).title)
        for key in _PUBLISHED_TEXTS
        for row in ledger.where(ledger.frame[key].map(personal_data))
    )


def publishable(ledger: TypedTable, faulty_rows: Collection[int], published: Collection[str]) -> pd.Series[bool]:
    """Rows that are complete, approved, without a fault, and not published before.

    Published before is what the log has (codes), or staff say to have published elsewhere.
    """
    rows = complete(ledger.frame) & ledger.frame["published"].isna() & ~ledger.frame["code"].isin(list(published))
    return rows & approved(ledger) & ~ledger.frame.index.isin(list(faulty_rows))


def approved(ledger: TypedTable) -> pd.Series[bool]:
    """Rows that may be published where staff have added 公示审核 to the ledger; elsewhere every row may."""
    if not ledger.has("approved"):
        return pd.Series(True, index=ledger.frame.index)
    return ledger.frame["approved"] == AGREED


def unapproved(ledger: TypedTable, published: Collection[str]) -> Iterator[Finding]:
    """A finding for each complete row that waits for 公示审核."""
    waiting = complete(ledger.frame) & ledger.frame["published"].isna() & ~ledger.frame["code"].isin(list(published))
    for row in ledger.where(waiting & ~approved(ledger)):
        yield ledger.finding("ledger.not-approved", row, "approved")


def disclosure_rows(
    ledger: TypedTable, mask: pd.Series[bool], record: DrawRecord, settings: Settings, number_from: int = 1
) -> list[Row]:
    """The facts of each publishable row, by the keys of DISCLOSURE and PLATFORM."""
    plan = record.request.plan
    return [
        {
            "no": number,
            "plan_no": plan.plan_no,
            "plan_name": plan.plan_name,
            "task_no": plan.task_no,
            "task_name": plan.task_name,
            "kind": record.request.kind,
            "bureau": settings.bureau,
            "name": cells["name"],
            "code": cells["code"],
            "inspected": (inspected := day(cells["inspected"])),
            "items": cells["items"],
            "result": cells["result"],
            "remark": cells["remark"],
            "category": cells["category"],
            "method": cells["method"],
            "disposal": cells["disposal"],
            "publish_by": deadline(inspected, settings).last_day if inspected else None,
        }
        for number, cells in enumerate(ledger.frame[mask].to_dict("records"), start=number_from)
    ]


def credit_rows(rows: list[Row], legal_persons: Mapping[str, str], basis: str, settings: Settings) -> list[Row]:
    """The rows for the credit platform, by the keys of CREDIT."""
    return [
        {
            "name": row["name"],
            "party_kind": "个体工商户" if _is_shop(str(row["code"])) else "法人及非法人组织",
            "code": row["code"],
            "legal_person": legal_persons.get(str(row["code"]), ""),
            "items": row["items"],
            "basis": basis,
            "inspected": row["inspected"],
            "result": row["result"],
            "disposal": row["disposal"],
            "bureau": settings.bureau,
            "data_source": settings.bureau,
            "remark": row["remark"],
        }
        for row in rows
    ]


def _is_shop(code: str) -> bool:
    """Whether a code is that of a 个体工商户: it begins with 92, or is an old number whose seventh digit is 6 to 9."""
    return code.startswith("92") if len(code) != 15 else code[6] in "6789"
