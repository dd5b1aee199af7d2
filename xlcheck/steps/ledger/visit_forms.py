"""抽查通知书, 检查记录表 and 送达回证: what goes to an entity, one sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlcheck.excel.fill import FormRow, SheetFilling, Value, fill_sheets
from xlcheck.excel.forms import INSPECTION_FORM, LETTER_FORM, SERVICE_FORM, Form, chinese_number, tick_boxes
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.schema.vocabularies import DISPOSAL, RESULT
from xlcheck.steps.desk.forms import entity_facts, items_of, template_of
from xlcheck.steps.ledger.draw_part import DrawPart
from xlcheck.steps.ledger.paper_facts import PaperDesk, entity_facts_of, task_facts


def write_letters(papers: PaperDesk, part: DrawPart, path: Path) -> None:
    """Write 抽查通知书, one sheet an entity."""
    write_for_each(papers, part, LETTER_FORM, {}, path)


def write_record_forms(papers: PaperDesk, part: DrawPart, path: Path) -> None:
    """Write 检查记录表, one sheet an entity."""
    settings = papers.books.settings
    boxes: dict[str, Value] = {
        "检查结果选项": tick_boxes(vocabulary(RESULT, settings)),
        "处理结果选项": tick_boxes(vocabulary(DISPOSAL, settings)),
    }
    write_for_each(papers, part, INSPECTION_FORM, boxes, path)


def write_receipts(papers: PaperDesk, part: DrawPart, path: Path) -> None:
    """Write 送达回证, one sheet an entity."""
    write_for_each(papers, part, SERVICE_FORM, {}, path)


def write_for_each(papers: PaperDesk, part: DrawPart, form: Form, more: dict[str, Value], path: Path) -> None:
    """Write one workbook with one sheet an entity: the forms in one print job."""
    run, books = papers.run, papers.books
    common = task_facts(papers, part) | more
    rows = form.rows({name: item_rows(papers, part) for name in form.lists})
    registry = entity_facts(books.entities)
    sheets = [
        (
            f"{n:03d}{visit.drawn.name}",
            common | entity_facts_of(papers, part, n, visit) | registry.get(visit.drawn.code, {}),
            rows,
        )
        for n, visit in part.visits
    ]

    def each(fillings: Sequence[SheetFilling]) -> Iterator[SheetFilling]:
        yield from run.talk.each("填写《{}》", fillings, lambda _: path.name)
        run.progress(f"写出《{path.name}》")

    fill_sheets(template_of(run, form), sheets, path, practice=run.desk.practice, stamp=run.now, each=each)


def item_rows(papers: PaperDesk, part: DrawPart) -> list[FormRow]:
    """Return what is to be checked: the category's items under random inspection, else the plan's own words."""
    plan = part.task.record.request.plan
    rows: list[FormRow] = [
        {"检查事项": item.name, "检查内容及要求": item.content, "检查方式": item.method}
        for item in items_of(papers.books, plan)
    ] or [{"检查事项": plan.items}]
    return [{"序号": n, "汉字序号": chinese_number(n), **row} for n, row in enumerate(rows, start=1)]
