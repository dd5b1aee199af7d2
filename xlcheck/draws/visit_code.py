"""核对码: twenty-five signs on the papers of a visit, by which it is known which visit they are of.

It is the code of a text of six lines: the format, the plan number, the attempt, the code of the company, the names
of the team, and the content digest of the record. All of them stand on the record, so whoever has it can make the
code again; no certificate or telephone number takes part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlcheck.draws.lodging.code import code_of, parse_code
from xlcheck.model import DrawRecord, Visit

FORMAT = "xlcheck-visit/1"
_LABEL = re.compile(r"^\s*核对码\s*[:：]?")
_SHOWN = 16
"""Digits of the record's digest that a scan shows; on the record itself stand all of them."""


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """A visit as its papers name it: the task, the company, the names of its team, and the record behind it."""

    plan_no: str
    task_no: str
    attempt: int
    code: str
    name: str
    team: tuple[str, ...]
    digest: str

    @property
    def check_code(self) -> str:
        """核对码: six groups of four signs and the check sign."""
        lines = (FORMAT, self.plan_no, str(self.attempt), self.code, "、".join(self.team), self.digest)
        return code_of("\n".join(lines))

    @property
    def scanned(self) -> str:
        """What a scan of the QR code shows."""
        return "\n".join(
            (
                f"核对码 {self.check_code}",
                f"任务 {self.plan_no} {self.task_no}",
                f"检查对象 {self.code}",
                f"检查组 {'、'.join(self.team)}",
                f"抽取记录 {self.digest[:_SHOWN]}",
            )
        )


def visit_paper(record: DrawRecord, visit: Visit, digest: str) -> VisitPaper:
    """Return how papers name a visit; ``digest`` is the content digest of the record."""
    request = record.request
    names = {inspector.cert: inspector.name for inspector in request.inspectors}
    team = tuple(names.get(cert, "") for cert in visit.team.certs)
    plan, drawn = request.plan, visit.drawn
    return VisitPaper(plan.plan_no, plan.task_no, request.attempt, drawn.code, drawn.name, team, digest)


def papers_of_code(typed: str, papers: Iterable[VisitPaper]) -> Sequence[VisitPaper] | None:
    """Return the visits of which a code is, however it was typed; ``None`` where it is no code that can be.

    One visit is on the papers of two replacements where its team did not change.
    """
    code = parse_code(_LABEL.sub("", typed))
    if not isinstance(code, str):
        return None
    return [paper for paper in dict.fromkeys(papers) if paper.check_code == code]
