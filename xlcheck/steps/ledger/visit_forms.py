"""抽查通知书 and 检查记录表: what goes to an entity, one sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlcheck.excel.fill import FormRow, SheetFilling, Value, fill_sheets
from xlcheck.excel.forms import INSPECTION_FORM, LETTER_FORM, Form, chinese_number, tick_boxes
from xlcheck.model import DrawRecord, Visit
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.results.publish.basis import merged_basis
from xlcheck.schema.vocabularies import DISPOSAL, RESULT
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.forms import entity_facts, items_of, template_of
from xlcheck.steps.ledger.draw_part import DrawPart

_TO_WRITE = "＿＿＿＿＿＿＿＿"
"""A blank to be written in by hand."""


def write_letters(run: Run, books: YearBooks, part: DrawPart, path: Path) -> None:
    """Write 抽查通知书, one sheet an entity."""
    common: dict[str, Value] = {
        "单位名称": books.settings.bureau,
        "通知文号": "",
        "准备材料": "营业执照、经营许可证件、相关人员资格证件和近一年的管理台账",
        "联系人": _TO_WRITE,
        "联系电话": _TO_WRITE,
    }
    _write_for_each(run, books, part, (LETTER_FORM, common), path)


def write_record_forms(run: Run, books: YearBooks, part: DrawPart, path: Path) -> None:
    """Write 检查记录表, one sheet an entity."""
    common: dict[str, Value] = {
        "单位简称": books.settings.short_name,
        "检查结果选项": tick_boxes(vocabulary(RESULT, books.settings)),
        "处理结果选项": tick_boxes(vocabulary(DISPOSAL, books.settings)),
    }
    _write_for_each(run, books, part, (INSPECTION_FORM, common), path)


def _write_for_each(
    run: Run, books: YearBooks, part: DrawPart, form: tuple[Form, dict[str, Value]], path: Path
) -> None:
    """Write one workbook with one sheet an entity: the forms in one print job."""
    (layout, common), record = form, part.task.record
    basis = merged_basis(item.basis for item in items_of(books, record.request.plan))
    common = common | {"检查依据": basis or _TO_WRITE}
    rows = layout.rows({"事项": _item_records(books, record)})
    registry_facts = entity_facts(books.entities)
    sheets = [
        (f"{n:03d}{v.drawn.name}", common | _task_facts(part, n, v) | registry_facts.get(v.drawn.code, {}), rows)
        for n, v in part.visits
    ]

    def each(fillings: Sequence[SheetFilling]) -> Iterator[SheetFilling]:
        yield from run.talk.each("填写《{}》", fillings, lambda _: path.name)
        run.progress(f"写出《{path.name}》")

    fill_sheets(template_of(run, layout), sheets, path, practice=run.desk.practice, stamp=run.now, each=each)


def _item_records(books: YearBooks, record: DrawRecord) -> list[FormRow]:
    """Return what is to be checked: the category's items under random inspection, else the plan's own words."""
    plan = record.request.plan
    rows: list[FormRow] = [
        {"检查事项": item.name, "检查内容及要求": item.content, "检查方式": item.method}
        for item in items_of(books, plan)
    ] or [{"检查事项": plan.items}]
    return [{"序号": n, "汉字序号": chinese_number(n), **row} for n, row in enumerate(rows, start=1)]


def _task_facts(part: DrawPart, number: int, visit: Visit) -> dict[str, Value]:
    """Return what a form says of the task and of one entity."""
    record, entity = part.task.record, visit.drawn
    plan = record.request.plan
    team = filter(None, (record.request.named(visit.team.certs), part.together(entity.code)))
    return {
        "记录编号": f"{plan.plan_no}-{number:03d}",
        "抽查计划名称": plan.plan_name,
        "抽查计划编号": plan.plan_no,
        "抽查任务编号": plan.task_no,
        "抽查任务名称": plan.task_name,
        "抽查类型": record.request.kind,
        "抽查日期": plan.window.text if plan.window else "",
        "检查对象名称": entity.name,
        "统一社会信用代码": entity.code,
        "对象类别": plan.scope.category if plan.scope else "",
        "检查人员": "；".join(team),
        "法定代表人": "",
        "经营地址": "",
        "经营许可证号": "",
    }
