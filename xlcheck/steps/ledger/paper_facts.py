"""What the papers of a visit say of their task and of their entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xlcheck.draws.verification.draw import content_digest
from xlcheck.draws.visit_code import visit_paper
from xlcheck.excel.fill import Symbol, Value
from xlcheck.model import DrawnVisit, Settings, Visit, YearVisit
from xlcheck.reading.folding import split_list
from xlcheck.reading.items import items_of_task
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import Visits, year_visits
from xlcheck.results.ledger.visit_numbers import inspections_before, yearly_cap
from xlcheck.results.publish.basis import merged_basis
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.forms import items_of
from xlcheck.steps.desk.visits import drawn_visits
from xlcheck.steps.ledger.draw_part import DrawPart

TO_WRITE = "＿＿＿＿＿＿＿＿"
"""A blank to be written in by hand."""
_USUAL_MATERIALS = "营业执照、经营许可证件、相关人员资格证件和近一年的管理台账"
"""What to have ready where the list of items does not say it."""


@dataclass(frozen=True)
class PaperDesk:
    """The desk for which papers are made; the year's inspections are counted once, and where a paper asks for them."""

    run: Run
    books: YearBooks

    @cached_property
    def _drawn(self) -> tuple[DrawnVisit, ...]:
        return drawn_visits(self.run.desk, self.books, strict=False)

    @cached_property
    def _counted(self) -> Visits:
        return year_visits(self.books, self._drawn)

    def before(self, part: DrawPart, visit: Visit) -> tuple[YearVisit, ...]:
        """Return the inspections of the year that come before a visit."""
        return inspections_before(self._counted, visit.drawn.code, part.plan.plan_no)

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {}

    def digest(self, part: DrawPart) -> str:
        """Return the content digest of a task's record, which takes a while to compute."""
        key = f"{part.plan.plan_no} {part.task.record.request.attempt}"
        if key not in self._digests:
            self._digests[key] = content_digest(part.task.record)
        return self._digests[key]


def task_facts(papers: PaperDesk, part: DrawPart) -> dict[str, Value]:
    """Return what a paper says of the bureau and of the task."""
    books, plan, settings = papers.books, part.plan, papers.books.settings
    items = items_of(books, plan)
    contact = settings.contact
    return {
        "单位名称": settings.bureau,
        "单位简称": settings.short_name,
        "联系人": contact.person or TO_WRITE,
        "联系电话": contact.phone or TO_WRITE,
        "监督电话": contact.supervision or TO_WRITE,
        "任务来源": _source(settings),
        "检查依据": merged_basis(item.basis for item in items) or TO_WRITE,
        "各项检查方式": "、".join(_each_once(item.method for item in items)) or TO_WRITE,
        "准备材料": "、".join(_each_once(m for item in items for m in split_list(item.materials))) or _USUAL_MATERIALS,
        "年度上限": yearly_cap(books, items_of_task(books, plan)),
        "抽查计划名称": plan.plan_name,
        "抽查计划编号": plan.plan_no,
        "抽查任务编号": plan.task_no,
        "抽查任务名称": plan.task_name,
        "抽查类型": part.task.record.request.kind,
        "抽查日期": plan.window.text if plan.window else "",
        "对象类别": plan.scope.category if plan.scope else "",
    }


def entity_facts_of(papers: PaperDesk, part: DrawPart, number: int, visit: Visit) -> dict[str, Value]:
    """Return what a paper says of one entity; what the registry says of it is blank here."""
    record, entity = part.task.record, visit.drawn
    team = filter(None, (record.request.named(visit.team.certs), part.together(entity.code)))
    paper = visit_paper(record, visit, papers.digest(part))
    return {
        "记录编号": f"{part.plan.plan_no}-{number:03d}",
        "通知文号": notice_number(papers.books.settings, part, number, visit),
        "本年度次数": len(papers.before(part, visit)) + 1,
        "核对码": paper.check_code,
        "核对码图": Symbol(paper.scanned),
        "检查对象名称": entity.name,
        "统一社会信用代码": entity.code,
        "检查人员": "；".join(team),
        "法定代表人": "",
        "经营地址": "",
        "经营许可证号": "",
    }


def notice_number(settings: Settings, part: DrawPart, number: int, visit: Visit) -> str:
    """Return the number of a notice: 单位简称, year, and a serial that no other notice of the year has.

    The serial is the task's and the entity's in it; a further attempt, and a notice that a replacement made necessary
    for an entity that had one, are told apart by one more part.
    """
    again = f"-{part.number}" if part.number > visit.entered else ""
    return paper_number(settings, part, "检通", f"-{number:03d}{again}")


def paper_number(settings: Settings, part: DrawPart, kind: str, serial: str = "") -> str:
    """Return the number of a paper of a task: ``示例局检通〔2021〕03-001号``, where ``kind`` is 检通."""
    attempt = part.task.record.request.attempt
    task = part.plan.plan_no.removeprefix(str(settings.year)) + (f".{attempt}" if attempt > 1 else "")
    return f"{settings.short_name}{kind}〔{settings.year}〕{task}{serial}号"


def _source(settings: Settings) -> str:
    number = f"（{settings.document_no}）" if settings.document_no else ""
    return f"{settings.year}年度抽查工作计划{number}"


def _each_once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))
