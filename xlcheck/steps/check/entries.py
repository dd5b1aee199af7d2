"""登记校验 as a check tells it: of the whole desk, or of the one workbook that is asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from xlcheck.model import LedgerEntries, Place, Settings, finding
from xlcheck.schema.inputs import OTHER_BOOK
from xlcheck.steps.desk.desk import Run

CheckEntries = Callable[[Run, Settings], LedgerEntries | None]
"""Checks what is entered of inspections; given by whoever checks, since ledgers rest on what is checked before."""


def no_ledgers(_: Run, __: Settings) -> None:
    """Check none, where only workbooks are asked about."""


def entries_in(run: Run, settings: Settings, workbook: Path | None, ledgers: CheckEntries) -> LedgerEntries | None:
    """Return what is entered of inspections: of one workbook what stands in it, where it is a ledger or 其他检查."""
    if workbook is None:
        return ledgers(run, settings)
    is_ledger = is_in(workbook, run.desk.ledgers)
    if not is_ledger and workbook.resolve() != run.desk.book(OTHER_BOOK).resolve():
        return None
    entries = ledgers(run, settings) or LedgerEntries((), ())
    entries = entries.only(workbook.name)
    if is_ledger and entries == LedgerEntries((), ()):  # it was not read, and told of with another
        return replace(entries, findings=(finding("ledger.stray", Place(workbook.name)),))
    return entries


def is_in(workbook: Path, folder: Path) -> bool:
    """Say whether a workbook stands in a folder itself, however it is named."""
    return workbook.resolve().parent == folder.resolve()
