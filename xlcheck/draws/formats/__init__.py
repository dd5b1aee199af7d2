"""The released formats of a draw: each is read, verified, carried on and laid out as the version that wrote it did.

A format has a new name whenever anything that a verification compares is another, were it one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.draws.formats.format import Format
from xlcheck.draws.formats.one import ONE
from xlcheck.draws.formats.two import TWO
from xlcheck.draws.record.book import DATA, FORMAT
from xlcheck.draws.record.cells import GridRead, damaged
from xlcheck.model import DrawRequest

FORMATS: Mapping[str, Format] = {each.name: each for each in (ONE, TWO)}
"""By the names that stand in records, frozen requests and pages, the oldest first."""

CURRENT = TWO
"""What new draws are frozen in."""


def format_of(request: DrawRequest) -> Format:
    """Return the format in which a draw was frozen."""
    return FORMATS[request.format]


def format_of_record(sheets: Mapping[str, GridRead]) -> Format:
    """Return the format of a record as read; that of the first version where it names none.

    Raises :class:`XlcheckError` ``draw.record-damaged`` where it names one that this version does not know.
    """
    named = next((str(row[1]) for row in sheets.get(DATA, []) if len(row) > 1 and row[0] == FORMAT), ONE.name)
    if named not in FORMATS:
        raise damaged(f"“{DATA}”工作表“{FORMAT}”", named, "、".join(FORMATS))
    return FORMATS[named]
