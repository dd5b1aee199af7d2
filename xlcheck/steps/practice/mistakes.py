"""The mistakes that are planted in the workbooks of a practice desk, for a beginner to find and correct."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.excel.write.table import record_cell
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, PLAN, PLAN_BOOK
from xlcheck.schema.table import Book, Column, Table


@dataclass(frozen=True, slots=True)
class Mistake:
    """A cell of a shipped workbook, by table, column and record (from 1): what is wrong there, and what is right."""

    book: Book
    table: Table
    column: Column
    record: int
    wrong: str
    right: str

    @property
    def cell(self) -> str:
        """The name of the cell: shipped workbooks have the columns that blank ones offer."""
        return record_cell(self.table.as_offered, self.column, self.record)


NO_UNIT = Mistake(PLAN_BOOK, PLAN, PLAN.ratio, 3, "30", "30%")
"""A ratio without its unit."""
LETTER_O = Mistake(ENTITY_BOOK, ENTITIES, ENTITIES.code, 1, "91140603MAY7YARROC", "91140603MAY7YARR0C")
"""A letter O where a zero is meant."""
MISTAKES = (NO_UNIT, LETTER_O)
