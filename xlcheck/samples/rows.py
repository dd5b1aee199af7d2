"""Sample rows: how the data files are read.

Blank text is ``""``; a blank date or number is ``None``.
"""

from __future__ import annotations

import csv
from importlib import resources

from xlcheck.schema.table import Column, Content, Table


def read_rows(filename: str, table: Table) -> list[dict[Column, Content]]:
    """Read the rows of a data file beside this module, whose titles are those of the table."""
    columns = {column.title: column for column in table}
    text = resources.files(__package__).joinpath(filename).read_text(encoding="utf-8")
    return [{columns[title]: cell for title, cell in row.items()} for row in csv.DictReader(text.splitlines())]
