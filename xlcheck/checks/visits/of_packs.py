"""The visits that the extract of a pack tells of: without people, words and remarks, which stay at the bureau."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from xlcheck.model import CompanyVisit, Inspection, Pack, Place
from xlcheck.reading.times import time_of
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.send import EXTRACT
from xlcheck.schema.vocabularies import TO_CORRECT, TO_RECTIFY

Judge = Callable[[Inspection], bool | None]
"""Whether an inspection found a problem; ``None`` where nobody can tell."""


def visits_of_pack(pack: Pack, drawn: Mapping[str, date], judge: Judge) -> Iterator[CompanyVisit]:
    """Yield a visit for each line with a day of inspection; ``drawn`` has the days of the draws by plan number."""
    for number, line in enumerate(pack.inspections, start=1):
        if line.inspected is not None:
            yield CompanyVisit(
                Place(pack.source, EXTRACT.sheet, number, 1),
                line.code,
                line.code,
                line.name,
                line.inspected,
                task=line.task_no,
                group=line.plan_no,
                problem=judge(line) if line.has(LEDGER.result.key) else None,
                known_on=drawn.get(line.plan_no),
                approved_on=line.approved_on,
                served_on=line.served_on,
                started=time_of(line.started),
                ended=time_of(line.ended),
                to_rectify=line.disposal in (TO_CORRECT, TO_RECTIFY),
                rectify_by=line.rectify_by,
                rechecked=line.has(LEDGER.rechecked.key),
            )
