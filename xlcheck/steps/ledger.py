"""台账: after a draw, the forms to print and the ledger to type in; what exists is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from xlcheck.excel.fill import Record, Value, fill_sheets
from xlcheck.excel.forms import (
    LEDGER_FORM,
    LETTER_FORM,
    RECORD_FORM,
    Form,
    chinese_number,
    deadline_formula,
    option_records,
    tick_boxes,
    titled,
)
from xlcheck.model import Drawn, DrawRecord, Settings, XlcheckError
from xlcheck.results.deadlines import deadline
from xlcheck.results.ledger import ledger_rows, people
from xlcheck.schema.frames import YearBooks
from xlcheck.schema.inputs import ENTITY_BOOK, ITEM_BOOK
from xlcheck.schema.outputs import LEDGER
from xlcheck.schema.vocabularies import DISPOSAL, RESULT, vocabulary
from xlcheck.steps.archive import Archive, name_of
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.facts import bureau_facts, entity_facts, fill_form, items_of, template_of
from xlcheck.steps.load import load_needed

_GRACE = timedelta(days=90)
"""How long after its window an inspection may still be entered and find its deadline."""

_TO_WRITE = "＿＿＿＿＿＿＿＿"
"""A blank to be written in by hand."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was made for one task, and what existed and was left alone."""

    task_no: str
    made: tuple[Path, ...]
    left_alone: tuple[Path, ...]


def ledger_path(desk: Desk, record: DrawRecord) -> Path:
    """The ledger of one task, in which staff type."""
    return desk.ledgers / f"检查台账-{_name(record)}.xlsx"


def _name(record: DrawRecord) -> str:
    return name_of(record.request.plan.task_no, record.request.attempt)


def prepare(run: Run, wanted: Sequence[str] = ()) -> list[Prepared]:
    """Make 抽查通知书, 检查记录表 and 检查台账 of each drawn task (or of those wanted by task number).

    A file that exists is never written again: staff may have typed into it or sent it. Raises
    :class:`XlcheckError` ``ledger.nothing-drawn`` or ``ledger.task-not-drawn`` where there is nothing to prepare.
    """
    records = list(Archive(run.desk).records().values())
    if not records:
        raise XlcheckError("ledger.nothing-drawn")
    names = [{r.request.plan.task_no, r.request.plan.plan_no} for r in records]
    for name in wanted:
        if not any(name in own for own in names):
            known = "、".join(r.request.plan.task_no for r in records)
            raise XlcheckError("ledger.task-not-drawn", name=name, known=known)
    books = load_needed(run, ENTITY_BOOK, ITEM_BOOK)
    chosen = (r for r, own in zip(records, names, strict=True) if not wanted or own & set(wanted))
    return [_prepare_task(run, books, record) for record in chosen]


def _prepare_task(run: Run, books: YearBooks, record: DrawRecord) -> Prepared:
    run.say(f"{record.request.plan.task_no}：表单和台账")
    name = _name(record)
    makers = (
        (run.desk.forms / f"抽查通知书-{name}.xlsx", _write_letters),
        (run.desk.forms / f"检查记录表-{name}.xlsx", _write_record_forms),
        (ledger_path(run.desk, record), _write_ledger),
    )
    missing = [(path, make) for path, make in makers if not path.exists()]
    for path, make in missing:
        make(run, books, record, path)
    made = tuple(path for path, _ in missing)
    return Prepared(record.request.plan.task_no, made, tuple(path for path, _ in makers if path not in made))


def _write_ledger(run: Run, books: YearBooks, record: DrawRecord, path: Path) -> None:
    settings = books.settings
    records = {
        "台账": titled(LEDGER, [row | {"publish_by": deadline_formula()} for row in ledger_rows(record)]),
        "期限": _deadlines(record, settings),
        **option_records(settings),
    }
    fill_form(run, LEDGER_FORM, bureau_facts(settings, run), records, path)


def _deadlines(record: DrawRecord, settings: Settings) -> tuple[Record, ...]:
    """The last day to publish for each day on which an inspection may be entered."""
    window = record.request.plan.window
    assert window is not None
    days = _days(window.start, window.end + _GRACE)
    return tuple({"对照日期": day, "对照期限": deadline(day, settings).last_day} for day in days)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _write_letters(run: Run, books: YearBooks, record: DrawRecord, path: Path) -> None:
    common: dict[str, Value] = {
        "单位名称": books.settings.bureau,
        "通知文号": "",
        "准备材料": "营业执照、经营许可证件、相关人员资格证件和近一年的管理台账",
        "联系人": _TO_WRITE,
        "联系电话": _TO_WRITE,
    }
    _write_for_each(run, books, record, (LETTER_FORM, common), path)


def _write_record_forms(run: Run, books: YearBooks, record: DrawRecord, path: Path) -> None:
    common: dict[str, Value] = {
        "单位简称": books.settings.short_name,
        "检查结果选项": tick_boxes(vocabulary(RESULT, books.settings)),
        "处理结果选项": tick_boxes(vocabulary(DISPOSAL, books.settings)),
    }
    _write_for_each(run, books, record, (RECORD_FORM, common), path)


def _write_for_each(
    run: Run, books: YearBooks, record: DrawRecord, form: tuple[Form, dict[str, Value]], path: Path
) -> None:
    """One workbook with one sheet a drawn entity: the task's forms in one print job."""
    layout, common = form
    rows = layout.rows({"事项": _item_records(books, record)})
    known = entity_facts(books.entities)
    sheets = [
        (f"{number:03d}{drawn.name}", common | _task_facts(record, number, drawn) | known.get(drawn.code, {}), rows)
        for number, drawn in enumerate(record.sample, start=1)
    ]
    fill_sheets(template_of(run, layout), sheets, path, practice=run.desk.practice, stamp=run.now)


def _item_records(books: YearBooks, record: DrawRecord) -> list[Record]:
    """What is to be checked: the category's items under random inspection, else the plan's own words."""
    plan = record.request.plan
    items = items_of(books.items, plan.scope.category if plan.scope else "")
    rows: list[Record] = [
        {"检查事项": i["name"], "检查内容及要求": i["content"], "检查方式": i["method"]} for i in items
    ] or [{"检查事项": plan.items}]
    return [{"序号": n, "汉字序号": chinese_number(n), **row} for n, row in enumerate(rows, start=1)]


def _task_facts(record: DrawRecord, number: int, drawn: Drawn) -> dict[str, Value]:
    """What a form says of the task and of one drawn entity."""
    plan = record.request.plan
    certs = next(team.certs for team in record.teams if team.code == drawn.code)
    return {
        "记录编号": f"{plan.plan_no}-{number:03d}",
        "抽查计划名称": plan.plan_name,
        "抽查计划编号": plan.plan_no,
        "抽查任务编号": plan.task_no,
        "抽查任务名称": plan.task_name,
        "抽查类型": record.request.kind,
        "抽查日期": plan.window.text if plan.window else "",
        "检查对象名称": drawn.name,
        "统一社会信用代码": drawn.code,
        "对象类别": plan.scope.category if plan.scope else "",
        "检查人员": people(record, certs),
        "法定代表人": "",
        "经营地址": "",
        "经营许可证号": "",
    }
