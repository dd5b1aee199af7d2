"""Rows on their way into a workbook or a page."""

from __future__ import annotations

from collections.abc import Iterable

from xlcheck.schema.table import SERIAL, RowCells


def numbered(rows: Iterable[RowCells]) -> list[RowCells]:
    """Return rows with their 序号, from 1."""
    return [{**row, SERIAL: number} for number, row in enumerate(rows, start=1)]
