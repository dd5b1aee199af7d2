"""行政检查审批表: what a head approves before anybody is visited, one a task with its companies in a list."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.fill import FormRow, Value
from xlcheck.excel.forms import APPROVAL_FORM
from xlcheck.reading.visits import listed
from xlcheck.schema.inputs import ENTITIES
from xlcheck.steps.desk.forms import entity_facts, fill_form
from xlcheck.steps.ledger.draw_part import DrawPart
from xlcheck.steps.ledger.paper_facts import PaperDesk, paper_number, task_facts
from xlcheck.steps.ledger.visit_forms import item_rows


def write_approval(papers: PaperDesk, part: DrawPart, path: Path) -> None:
    """Write 行政检查审批表 of a task, or of what a replacement decided."""
    rows = _companies(papers, part)
    visited = sum(bool(row["本年度其他检查"]) for row in rows)
    facts: dict[str, Value] = {
        **task_facts(papers, part),
        "审批编号": paper_number(papers.books.settings, part, "检批", f"-补抽{part.number}" if part.number else ""),
        "户数": len(rows),
        "人数": len({cert for _, visit in part.visits for cert in visit.team.certs}),
        "内容摘要": papers.digest(part),
        "其他检查说明": f"名单中 {visited} 户本年度已有检查，逐户见名单" if visited else "名单中各户本年度没有其他检查",
    }
    fill_form(papers.run, APPROVAL_FORM, facts, {"事项": item_rows(papers, part), "名单": rows}, path)


def _companies(papers: PaperDesk, part: DrawPart) -> list[FormRow]:
    """Return a row a company: who goes there, and the inspections of the year that come before."""
    request, registry = part.task.record.request, entity_facts(papers.books.entities)
    address = ENTITIES.address.title
    return [
        {
            "序号": n,
            "检查对象名称": visit.drawn.name,
            "统一社会信用代码": visit.drawn.code,
            address: registry.get(visit.drawn.code, {}).get(address),
            "检查人员": "；".join(filter(None, (request.named(visit.team.certs), part.together(visit.drawn.code)))),
            "本年度其他检查": listed(papers.before(part, visit)),
        }
        for n, visit in part.visits
    ]
