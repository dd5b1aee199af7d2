"""核对码: which visit the papers are of that carry one, by the records of the desk alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xlcheck.draws.verification.draw import content_digest
from xlcheck.draws.visit_code import VisitPaper, papers_of_code, visit_paper
from xlcheck.model import DrawnTask, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks


@dataclass(frozen=True, slots=True)
class CodedVisit:
    """The visit of a code; ``now`` is the team that goes there since, where it is another; empty where nobody does."""

    paper: VisitPaper
    changed: bool
    now: tuple[str, ...]


def visit_of_code(run: Run, typed: str) -> CodedVisit:
    """Return the visit whose papers carry a code, however it was typed.

    Raises :class:`XlcheckError` ``form.visit-code`` for what is no code, ``form.no-visit`` where the desk has no such
    visit.
    """
    run.progress("读取抽取记录")
    visits = {paper: now for task in drawn_tasks(Archive(run.desk)).values() for paper, now in _papers(task)}
    papers = papers_of_code(typed, visits)
    if papers is None:
        raise XlcheckError("form.visit-code")
    if not papers:
        raise XlcheckError("form.no-visit", visit_code=typed)
    now = visits[papers[0]]
    return CodedVisit(papers[0], now != papers[0].team, now)


def _papers(task: DrawnTask) -> Iterator[tuple[VisitPaper, tuple[str, ...]]]:
    """Yield how the papers of a task have named its visits, the earlier teams first, with the team that goes now."""
    digest = content_digest(task.record)
    for visit in task.visits:
        now = visit_paper(task.record, visit, digest)
        for certs in (*visit.earlier, visit.team.certs):
            of_team = replace(visit, team=replace(visit.team, certs=certs))
            yield visit_paper(task.record, of_team, digest), () if visit.left else now.team
