"""The visits that a pack tells of: without people and words, which stay at the bureau, with the reasons it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from xlcheck.checks.visits.of_lines import visit_of_line
from xlcheck.messages import Level, level
from xlcheck.messages.visits import VISIT_TOPICS
from xlcheck.model import CompanyVisit, Finding, Inspection, Pack, Place
from xlcheck.schema.inputs import OTHERS
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.send import EXTRACT, SENT_OTHERS

Judge = Callable[[Inspection], bool | None]
"""Whether an inspection found a problem; ``None`` where nobody can tell."""


def visits_of_pack(pack: Pack, drawn: Mapping[str, date], judge: Judge) -> Iterator[CompanyVisit]:
    """Yield a visit for each line with a day of inspection, then each row of 其他检查.

    ``drawn`` has the days of the draws by plan number.
    """
    reasons = _by_visit(pack)
    for number, line in enumerate(pack.inspections, start=1):
        if line.inspected is not None:
            place = Place(pack.source, EXTRACT.sheet, number, 1)
            yield replace(
                visit_of_line(place, line, line.inspected),
                task=line.task_no,
                group=line.plan_no,
                problem=judge(line) if line.has(LEDGER.result.key) else None,
                known_on=drawn.get(line.plan_no),
                remark=reasons.get((line.plan_no, line.code, line.inspected, ""), ""),
            )
    names = {line.code: line.name for line in pack.inspections}
    for number, row in enumerate(pack.others, start=1):
        if row.inspected is not None:
            cells = {LEDGER.result.key: row.result} if row.result else {}
            yield CompanyVisit(
                Place(pack.source, SENT_OTHERS.sheet, number, 1),
                f"{row.code} {row.inspected}",
                row.code,
                row.name or names.get(row.code) or row.code,
                row.inspected,
                task=f"{OTHERS.sheet}（{row.inspection_type}）" if row.inspection_type else OTHERS.sheet,
                problem=judge(Inspection(0, row.code, row.name, result=row.result, cells=cells)) if cells else None,
                remark=reasons.get(("", row.code, row.inspected, ""), ""),
                grounds=(row.inspection_type,) if row.inspection_type else (),
            )


def explained_by_pack(
    findings: Iterable[Finding], visits: Mapping[Place, CompanyVisit], pack: Pack
) -> Iterator[Finding]:
    """Yield findings with the reason for which the bureau has accepted them; what cannot be true none explains."""
    reasons = _by_visit(pack)
    for found in findings:
        visit = visits[found.place]
        reason = reasons.get((visit.group, visit.code, visit.day, VISIT_TOPICS[found.code]), "")
        yield found if found.waiver or level(found) is Level.ERROR else replace(found, waiver=reason)


def _by_visit(pack: Pack) -> dict[tuple[str, str, date, str], str]:
    """Return the reasons of a bureau by plan number, company, day and topic."""
    return {(one.plan_no, one.code, one.day, one.topic): one.reason for one in pack.reasons}
