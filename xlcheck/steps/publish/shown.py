"""Warnings about rows that are public and unchanged: they were shown when these went out, and are not shown again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import Level, level
from xlcheck.model import Finding, XlcheckError
from xlcheck.results.publish.corrections import changed, facts_of
from xlcheck.schema.outputs.check import FINDINGS
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.reported import listed_on, ways_shown
from xlcheck.steps.ledger.read import TaskLedger

Rows = frozenset[tuple[str, str, int | None]]
"""Rows by workbook, sheet and number."""


def shown_before(report: Path, findings: Iterable[Finding], ledgers: Sequence[TaskLedger]) -> tuple[Finding, ...]:
    """Return the warnings that the last ``report`` of a publication has already, about rows that are as they went out.

    A warning that says something new of such a row, as one about many rows may, is not among them, nor is an error.
    """
    known, settled = _listed(report), settled_rows(ledgers)
    return tuple(
        found
        for found in findings
        if level(found) is Level.WARNING and _is_about(found, settled) and not known.isdisjoint(ways_shown(found))
    )


def explained_at(findings: Iterable[Finding], ledgers: Sequence[TaskLedger]) -> int:
    """Count what is odd about rows that are as they went out, and was explained."""
    settled = settled_rows(ledgers)
    return sum(len(found.places) for found in findings if found.waiver and _is_about(found, settled))


def settled_rows(ledgers: Iterable[TaskLedger]) -> Rows:
    """Return the rows that the public reads as they stand in the ledgers."""
    return frozenset(row for ledger in ledgers for row in _settled(ledger))


def _settled(ledger: TaskLedger) -> Iterator[tuple[str, str, int | None]]:
    for line in ledger.lines:
        publication = ledger.publications.get(line.code)
        if publication is not None and ledger.sheet is not None and not changed(facts_of(line), publication.facts):
            place = ledger.sheet.table.place(line.row, LEDGER.code)
            yield place.book, place.sheet, place.row


def _is_about(found: Finding, rows: Rows) -> bool:
    return all((place.book, place.sheet, place.row) in rows for place in found.places)


def _listed(report: Path) -> set[tuple[str, ...]]:
    """Return what a report lists; nothing where there is none, or it is one no more."""
    try:
        sheets = read_sheets(report) if report.is_file() else ()
        return {shown for one in sheets if one.name == FINDINGS.sheet for shown in listed_on(FINDINGS, one).values()}
    except XlcheckError:
        return set()
