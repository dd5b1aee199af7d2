"""撤回公示: rows that were taken back, until they are put right and go out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from xlcheck.model import Finding, Withdrawal
from xlcheck.reading.tables import TypedTable, day
from xlcheck.results.publish.corrections import changed, facts_of
from xlcheck.schema.outputs import LEDGER_PUBLISHED

Retracted = Mapping[str, Withdrawal]
"""What was taken back of a task and did not go out again, by code."""


def unchanged(ledger: TypedTable, retracted: Retracted) -> frozenset[str]:
    """Codes of the rows that still say what was taken back; they are not published again."""
    mask = ledger.frame["code"].isin(list(retracted))
    rows = ledger.frame.loc[mask, list(LEDGER_PUBLISHED)].to_dict("records")
    return frozenset(str(row["code"]) for row in rows if not changed(facts_of(row), retracted[row["code"]].facts))


def check_retracted(ledger: TypedTable, retracted: Retracted) -> Iterator[Finding]:
    """Rows that wait to be put right, and days of publication that are older than the retraction."""
    waiting = unchanged(ledger, retracted)
    for row in ledger.where(ledger.frame["code"].isin(waiting)):
        gone = retracted[ledger.frame.at[row, "code"]]
        yield ledger.finding("ledger.withdrawn", row, "result", day=gone.day, reason=gone.reason)
    for row in ledger.where(_stale_days(ledger, retracted)):
        gone = retracted[ledger.frame.at[row, "code"]]
        yield ledger.finding("ledger.day-withdrawn", row, "published", day=gone.day)


def without_stale_days(ledger: TypedTable, retracted: Retracted) -> TypedTable:
    """The ledger as it counts: a 公示日期 from before the retraction is none."""
    days = ledger.frame["published"].mask(_stale_days(ledger, retracted))
    return replace(ledger, frame=ledger.frame.assign(published=days))


def _stale_days(ledger: TypedTable, retracted: Retracted) -> pd.Series[bool]:
    """Rows whose 公示日期 is not after the day on which they were taken back."""
    stale = [
        code in retracted and (typed := day(published)) is not None and typed <= retracted[code].day
        for code, published in zip(ledger.frame["code"], ledger.frame["published"], strict=True)
    ]
    return pd.Series(stale, index=ledger.frame.index, dtype=bool)
