"""Who fell away after a draw must be found so in the registries: nobody is gone on paper and there in the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from xlcheck.checks.findings import with_waivers
from xlcheck.messages import DROP_OUT_FINDINGS
from xlcheck.model import Finding, LoggedDropOut, PlanRow
from xlcheck.reading.admission import not_operating
from xlcheck.reading.tables import TypedTable, YearBooks, day
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, LEAVES, RECUSALS
from xlcheck.schema.table import Column

LEAVE, TRANSFER, RECUSAL, CERTIFICATE = "请假", "调离", "回避", "证件失效"
"""What the registry must show of an inspector, where it stands in the reason."""
_IN_SERVICE = "有效"


def stand_in_the_registries(
    books: YearBooks, fallen: Sequence[LoggedDropOut], rows: Sequence[PlanRow]
) -> Iterator[Finding]:
    """Require an entity that fell away to be no more in operation, an inspector to be away as was said.

    Who has left the registry needs to show nothing. ``rows`` are the plan's, for the last days of their windows.
    """
    entities = [one for one in fallen if not one.drop_out.cert]
    if entities and books.entities is not None:
        yield from _operating(books.entities, entities)
    inspectors = [one for one in fallen if one.drop_out.cert]
    if inspectors and books.inspectors is not None:
        ends = {row.plan_no: row.window.end for row in rows if row.window is not None}
        registered = _rows_by(books.inspectors, INSPECTORS.cert, {one.drop_out.cert for one in inspectors})
        for one in inspectors:
            if (row := registered.get(one.drop_out.cert)) is not None:
                claim = _Claim(books, books.inspectors, row, one, max(one.day, ends.get(one.plan_no, one.day)))
                yield from (f for word, rule in _RULES.items() if word in one.drop_out.reason for f in rule(claim))


class Agreement(StrEnum):
    """Whether the registry shows what was said of a drop-out."""

    AGREES = "一致"
    DIFFERS = "不一致"
    ACCEPTED = "不一致，已接受"
    UNASKED = "原因不需与名录核对"
    UNREAD = "名录没有读出"


def agreement(books: YearBooks, one: LoggedDropOut, rows: Sequence[PlanRow]) -> Agreement:
    """Say whether the registry shows what was said; ``rows`` as :func:`stand_in_the_registries`."""
    if (books.inspectors if one.drop_out.cert else books.entities) is None:
        return Agreement.UNREAD
    if one.drop_out.cert and not any(word in one.drop_out.reason for word in _RULES):
        return Agreement.UNASKED
    findings = disagreements(books, [one], rows, books.waivers)
    if not findings:
        return Agreement.AGREES
    return Agreement.ACCEPTED if all(f.waiver for f in findings) else Agreement.DIFFERS


def disagreements(
    books: YearBooks, fallen: Sequence[LoggedDropOut], rows: Sequence[PlanRow], waivers: TypedTable | None
) -> list[Finding]:
    """Return what :func:`stand_in_the_registries` finds, those that staff accepted marked so."""
    findings = with_waivers(stand_in_the_registries(books, fallen, rows), waivers)
    return [f for f in findings if f.code in DROP_OUT_FINDINGS]  # not what is wrong with the waivers


def _operating(entities: TypedTable, fallen: Sequence[LoggedDropOut]) -> Iterator[Finding]:
    codes = {code for one in fallen for code in one.drop_out.codes}
    rows = _rows_by(entities.only(~not_operating(entities)), ENTITIES.code, codes)
    for one in fallen:
        for row in (rows[code] for code in one.drop_out.codes if code in rows):
            yield entities.finding(
                "drop-out.operating",
                row,
                ENTITIES.status,
                when=_when(one),
                reason=one.drop_out.reason,
                name=entities.at(row, ENTITIES.name),
            )


def _rows_by(table: TypedTable, column: Column, wanted: set[str]) -> dict[str, int]:
    """Return the row of each of these texts that a column has."""
    return {text: row for row, text in table.rows(column, where=table[column].isin(list(wanted)))}


def is_confirmed_by_registries(reason: str) -> bool:
    """Say whether a reason for which an inspector falls away is one that the registries show."""
    return any(word in reason for word in (LEAVE, TRANSFER, RECUSAL, CERTIFICATE))


def _when(one: LoggedDropOut) -> str:
    attempt = f"第 {one.attempt} 次抽取的" if one.attempt > 1 else ""
    return f"{one.task_no} {attempt}第 {one.number} 次补抽（{one.day}）"


@dataclass(frozen=True, slots=True)
class _Claim:
    """What was said of an inspector, his row of the registry, and the last day on which he was to inspect."""

    books: YearBooks
    table: TypedTable
    row: int
    said: LoggedDropOut
    last: date

    @property
    def cert(self) -> str:
        return self.said.drop_out.cert

    @property
    def serves(self) -> bool:
        """Whether the registry has him in service."""
        return bool(self.table.at(self.row, INSPECTORS.status) == _IN_SERVICE)

    def contradicted(self, code: str, column: Column, **more: object) -> Finding:
        """Make a finding about a cell of his row, which says what was claimed."""
        reason, name = self.said.drop_out.reason, self.table.at(self.row, INSPECTORS.name)
        return self.table.finding(code, self.row, column, "", when=_when(self.said), reason=reason, name=name, **more)


def _on_leave(claim: _Claim) -> Iterator[Finding]:
    """Require a leave that covers the day on which the inspector fell away, or a later one of the task's window."""
    leaves, first, last = claim.books.leaves, pd.Timestamp(claim.said.day), pd.Timestamp(claim.last)
    if (
        leaves is None
        or not (
            (leaves[LEAVES.cert] == claim.cert) & (leaves[LEAVES.last] >= first) & (leaves[LEAVES.first] <= last)
        ).any()
    ):
        yield claim.contradicted("drop-out.leave", INSPECTORS.cert)


def _transferred(claim: _Claim) -> Iterator[Finding]:
    if claim.serves:
        yield claim.contradicted("drop-out.transfer", INSPECTORS.status)


def _lapsed(claim: _Claim) -> Iterator[Finding]:
    """Require a certificate that is void, or lapses before the task's window is over."""
    valid = day(claim.table.at(claim.row, INSPECTORS.cert_to))
    if claim.serves and valid is not None and valid >= claim.last:
        yield claim.contradicted("drop-out.certificate", INSPECTORS.status, valid=valid)


def _recused(claim: _Claim) -> Iterator[Finding]:
    """Require a recusal for each entity to which somebody else goes."""
    recusals = claim.books.recusals
    known = set(recusals[RECUSALS.code][recusals[RECUSALS.cert] == claim.cert]) if recusals is not None else set()
    if missing := [code for code in claim.said.drop_out.codes if code not in known]:
        yield claim.contradicted("drop-out.recusal", INSPECTORS.cert, entities="、".join(missing))


_RULES: Mapping[str, Callable[[_Claim], Iterator[Finding]]] = {
    LEAVE: _on_leave,
    TRANSFER: _transferred,
    CERTIFICATE: _lapsed,
    RECUSAL: _recused,
}
