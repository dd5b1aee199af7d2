"""What a line of a ledger, or of the extract of one, tells of its visit by itself."""

from __future__ import annotations

from datetime import date

from xlcheck.model import CompanyVisit, Inspection, Place
from xlcheck.reading.times import time_of
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.vocabularies import TO_CORRECT, TO_RECTIFY


def visit_of_line(place: Place, line: Inspection, day: date) -> CompanyVisit:
    """Return the visit that a line has a day of."""
    return CompanyVisit(
        place,
        line.code,
        line.code,
        line.name,
        day,
        approved_on=line.approved_on,
        served_on=line.served_on,
        started=time_of(line.started),
        ended=time_of(line.ended),
        to_rectify=line.disposal in (TO_CORRECT, TO_RECTIFY),
        rectify_by=line.rectify_by,
        rechecked=line.has(LEDGER.rechecked.key),
    )
