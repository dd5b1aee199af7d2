"""The visits that ledgers tell of, with what their draws know of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from xlcheck.checks.visits.of_lines import visit_of_line
from xlcheck.checks.visits.reasons import staffs_own
from xlcheck.model import CompanyVisit, DrawnTask, Inspection, Settings, Visit
from xlcheck.reading.folding import fold_id
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.outcomes import has_problem
from xlcheck.reading.stamps import stamped_time
from xlcheck.schema.outputs.ledger import LEDGER

_PERSON = re.compile(r"([^（）、，]+)（([^（）]+)）")
"""A person as forms and ledgers name him: name and certificate number."""


def visits_of_ledger(task: DrawnTask, ledger: LedgerSheet, settings: Settings) -> Iterator[CompanyVisit]:
    """Yield a visit for each line with a day of inspection, whether or not the rest of it is filled."""
    drawn = {visit.drawn.code: visit for visit in task.visits}
    for line in ledger.lines:
        if line.inspected is not None:
            yield _visit(task, ledger, line, line.inspected, drawn.get(line.code), settings)


def _visit(
    task: DrawnTask, ledger: LedgerSheet, line: Inspection, day: date, drawn: Visit | None, settings: Settings
) -> CompanyVisit:
    plan, place = task.record.request.plan, ledger.table.place(line.row, LEDGER.inspected)
    number, known_on = _known(task, line, drawn)
    people = people_in(line.inspectors)
    return replace(
        visit_of_line(place, line, day),
        task=plan.task_no,
        group=plan.plan_no,
        people=tuple(people),
        people_named=tuple(people.values()),
        problem=has_problem(line.result, settings) if line.result else None,
        situation=line.situation,
        remark=staffs_own(line.remark),
        known_on=known_on,
        replacement=number,
        window=plan.window,
    )


def people_in(text: str) -> Mapping[str, str]:
    """Return the people that a cell names, as it writes each, by folded certificate number."""
    return {fold_id(match[2]): match[0].strip() for match in _PERSON.finditer(text)}


def _known(task: DrawnTask, line: Inspection, drawn: Visit | None) -> tuple[int, date | None]:
    """Return by which replacement it was decided that these people go there (0: by the draw), and on which day.

    A team that was replaced since may have been there before: then what counts is the draw that chose it.
    """
    if drawn is None:
        return 0, None
    goes_now = line.inspectors == task.record.request.named(drawn.team.certs)
    number = drawn.decided if goes_now else drawn.entered
    stamps = {one.number: one.drop_out.at for one in task.replacements} | {0: task.record.drawn_at}
    at = stamped_time(stamps.get(number, "")[:16])
    return number, at.date() if at else None
