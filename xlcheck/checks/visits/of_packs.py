"""The visits that the extract of a pack tells of: without people, words and remarks, which stay at the bureau."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from xlcheck.checks.visits.of_lines import visit_of_line
from xlcheck.model import CompanyVisit, Inspection, Pack, Place
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.send import EXTRACT

Judge = Callable[[Inspection], bool | None]
"""Whether an inspection found a problem; ``None`` where nobody can tell."""


def visits_of_pack(pack: Pack, drawn: Mapping[str, date], judge: Judge) -> Iterator[CompanyVisit]:
    """Yield a visit for each line with a day of inspection; ``drawn`` has the days of the draws by plan number."""
    for number, line in enumerate(pack.inspections, start=1):
        if line.inspected is not None:
            place = Place(pack.source, EXTRACT.sheet, number, 1)
            yield replace(
                visit_of_line(place, line, line.inspected),
                task=line.task_no,
                group=line.plan_no,
                problem=judge(line) if line.has(LEDGER.result.key) else None,
                known_on=drawn.get(line.plan_no),
            )
