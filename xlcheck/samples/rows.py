"""Sample rows: what a sheet holds, keyed by the schema's keys, and how the data files are read.

Blank text is ``""``; a blank date or number is ``None``.
"""

from __future__ import annotations

import csv
from importlib import resources

from xlcheck.reading.cells import Value
from xlcheck.schema.table import Table

Row = dict[str, Value]


def read_rows(filename: str, table: Table) -> list[dict[str, str]]:
    """The rows of a data file beside this module, its Chinese titles turned into the table's keys."""
    keys = {column.title: column.key for column in table.columns}
    text = resources.files(__package__).joinpath(filename).read_text(encoding="utf-8")
    return [{keys[title]: cell for title, cell in row.items()} for row in csv.DictReader(text.splitlines())]
