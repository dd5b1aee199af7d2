"""台账: after a draw, the forms to print and the ledger to type in; what exists is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from xlcheck.model import DrawRecord, Settings, Standing, Visit, XlcheckError
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
from xlcheck.steps.standing import standings

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


@dataclass(frozen=True, slots=True)
class _Part:
    """The draw of a task (number 0), or one of its replacements: what it decided gets files of its own."""

    standing: Standing
    number: int

    @property
    def name(self) -> str:
        """The part of every file name."""
        request = self.standing.record.request
        return name_of(request.plan.task_no, request.attempt) + (f"-补抽{self.number}" if self.number else "")

    @property
    def visits(self) -> list[tuple[int, Visit]]:
        """The entities to visit on which no later replacement decided, by their number in the task."""
        numbered = enumerate(self.standing.visits, start=1)
        return [(n, visit) for n, visit in numbered if visit.decided == self.number and not visit.left]


_Make = Callable[[Run, YearBooks, _Part, Path], None]


def ledger_paths(desk: Desk, standing: Standing) -> dict[int, Path]:
    """The ledgers of one task, in which staff type: of the draw (0), and of each replacement that drew an entity."""
    numbers = (0, *(made.number for made in standing.replacements if made.entered))
    return {number: desk.ledgers / f"检查台账-{_Part(standing, number).name}.xlsx" for number in numbers}


def prepare(run: Run, wanted: Sequence[str] = ()) -> list[Prepared]:
    """Make 抽查通知书, 检查记录表 and 检查台账 of each drawn task (or of those wanted by task number).

    A file that exists is never written again: staff may have typed into it or sent it. Raises
    :class:`XlcheckError` ``ledger.nothing-drawn`` or ``ledger.task-not-drawn`` where there is nothing to prepare.
    """
    drawn = list(standings(Archive(run.desk)).values())
    if not drawn:
        raise XlcheckError("ledger.nothing-drawn")
    plans = [standing.record.request.plan for standing in drawn]
    for name in wanted:
        if not any(name in (plan.task_no, plan.plan_no) for plan in plans):
            known = "、".join(plan.task_no for plan in plans)
            raise XlcheckError("ledger.task-not-drawn", name=name, known=known)
    books = load_needed(run, ENTITY_BOOK, ITEM_BOOK)
    chosen = (s for s, p in zip(drawn, plans, strict=True) if not wanted or {p.task_no, p.plan_no} & set(wanted))
    return [_prepare_task(run, books, standing) for standing in chosen]


def _prepare_task(run: Run, books: YearBooks, standing: Standing) -> Prepared:
    task_no = standing.record.request.plan.task_no
    run.say(f"{task_no}：表单和台账")
    parts = [_Part(standing, number) for number in range(len(standing.replacements) + 1)]
    files = [(path, make, part) for part in parts for path, make in _files(run.desk, part)]
    missing = [file for file in files if not file[0].exists()]
    for path, make, part in missing:
        make(run, books, part, path)
    made = tuple(path for path, _, _ in missing)
    return Prepared(task_no, made, tuple(path for path, _, _ in files if path not in made))


def _files(desk: Desk, part: _Part) -> Iterator[tuple[Path, _Make]]:
    """Forms where somebody is to be visited, and a ledger where entities were drawn."""
    if part.visits:
        yield desk.forms / f"抽查通知书-{part.name}.xlsx", _write_letters
        yield desk.forms / f"检查记录表-{part.name}.xlsx", _write_record_forms
    path = ledger_paths(desk, part.standing).get(part.number)
    if path is not None:
        yield path, _write_ledger


def _write_ledger(run: Run, books: YearBooks, part: _Part, path: Path) -> None:
    settings, rows = books.settings, ledger_rows(part.standing, part.number)
    records = {
        "台账": titled(LEDGER, [row | {"publish_by": deadline_formula()} for row in rows]),
        "期限": _deadlines(part.standing.record, settings),
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


def _write_letters(run: Run, books: YearBooks, part: _Part, path: Path) -> None:
    common: dict[str, Value] = {
        "单位名称": books.settings.bureau,
        "通知文号": "",
        "准备材料": "营业执照、经营许可证件、相关人员资格证件和近一年的管理台账",
        "联系人": _TO_WRITE,
        "联系电话": _TO_WRITE,
    }
    _write_for_each(run, books, part, (LETTER_FORM, common), path)


def _write_record_forms(run: Run, books: YearBooks, part: _Part, path: Path) -> None:
    common: dict[str, Value] = {
        "单位简称": books.settings.short_name,
        "检查结果选项": tick_boxes(vocabulary(RESULT, books.settings)),
        "处理结果选项": tick_boxes(vocabulary(DISPOSAL, books.settings)),
    }
    _write_for_each(run, books, part, (RECORD_FORM, common), path)


def _write_for_each(run: Run, books: YearBooks, part: _Part, form: tuple[Form, dict[str, Value]], path: Path) -> None:
    """One workbook with one sheet an entity: the forms in one print job."""
    (layout, common), record = form, part.standing.record
    rows = layout.rows({"事项": _item_records(books, record)})
    known = entity_facts(books.entities)
    sheets = [
        (f"{n:03d}{v.drawn.name}", common | _task_facts(record, n, v) | known.get(v.drawn.code, {}), rows)
        for n, v in part.visits
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


def _task_facts(record: DrawRecord, number: int, visit: Visit) -> dict[str, Value]:
    """What a form says of the task and of one entity."""
    plan, drawn = record.request.plan, visit.drawn
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
        "检查人员": people(record, visit.team.certs),
        "法定代表人": "",
        "经营地址": "",
        "经营许可证号": "",
    }
