"""新建: a desk for a year, blank or carried over from an earlier year's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.journal.disk import write_text
from xlcheck.model import BureauNames, XlcheckError
from xlcheck.samples.blank import UNNAMED
from xlcheck.samples.categories import trades, usual_categories
from xlcheck.samples.usual_items import usual_items
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, OTHER_BOOK, PLAN_BOOK
from xlcheck.steps.desk.desk import SILENT, Desk, Run, Talk
from xlcheck.steps.desk.files import whole
from xlcheck.steps.desk.load import load_needed, load_settings
from xlcheck.steps.desk.lock import at_work
from xlcheck.steps.desk.office_key import carry_key
from xlcheck.steps.desk.own_years import left_example
from xlcheck.steps.new.blank import write_blank_books, write_own_templates
from xlcheck.steps.new.carry import REGISTRIES, CarryNotes, carry_registry, carry_settings
from xlcheck.steps.new.carry_plan import carry_plan
from xlcheck.steps.new.setup import write_form

_MARK = ".新建.json"
"""What stands in a new desk until all is done: what was asked for, and the notes on it."""
_NAMED, _UNNAMED = "填写上级单位", "填写单位名称、单位简称、行政区划代码、上级单位"
_BLANK_TO_DO = (
    "单位设置：{names}",
    "单位设置：{categories}；核对批次、抽查策略、码表，都已按通常的做法填好",
    "{plan}",
    *(f"{Path(book.filename).stem}：按“填写说明”录入" for book in (ENTITY_BOOK, INSPECTOR_BOOK)),
    "随机抽查事项清单：{items}",
)
_BY_GUIDE = "按“填写说明”录入"
_BY_FORM = "开办表：填写要抽查的类别的抽查比例，保存、关闭，再选“开办表”，由程序写出抽查工作计划"
_PLAN_BY_GUIDE = f"抽查工作计划：{_BY_GUIDE}"
_USUAL_ITEMS = "核对已按通常做法填好的抽查事项，补上抽查比例、抽查频次，不用的删去"
_USUAL = "核对对象类别，已按{trade}行业常用的填好，不用的可以删去"
_NONE = "填写对象类别，每类写明别名和计划用语；名录库的下拉列表随后选“改正副本”更新"
_CARRIED_TO_DO = (
    "单位设置：填写文号、制发日期、节假日",
    "抽查工作计划：逐行核对，印发前运行校验",
    "名录库和事项清单：更新变动的对象、人员和事项",
)


@dataclass(frozen=True, slots=True)
class NewResult:
    """The new desk, and the notes on what it has and has not."""

    desk: Desk
    notes: CarryNotes


def new_desk(
    folder: Path,
    year: int,
    last: Run | None = None,
    trade: str = "",
    talk: Talk = SILENT,
    names: BureauNames = UNNAMED,
) -> NewResult:
    """Make the desk of a year in ``folder``; ``last`` is an earlier year's desk, if there is one.

    Without one, 对象类别 are the usual ones of a ``trade``, see :func:`~xlcheck.samples.categories.usual_categories`,
    and with a bureau's ``names`` it stands in 单位设置, with the usual items of the trade in their list.

    单位设置 is carried over without what belongs to its year, the plan renumbered and redated, the registries as
    they stand but for their drop-downs of categories; what comes from a practice desk is for practice too. The same
    asked for again, where a run was interrupted in the very end, gives the notes that run would have given.
    Raises :class:`XlcheckError` ``desk.example``, ``desk.left-example``, ``desk.exists``, ``desk.not-later`` and, where
    something of the earlier desk cannot be read, as :func:`~xlcheck.steps.desk.load.load_needed`; then nothing is left
    in ``folder``.
    """
    if last is not None and last.desk.example:
        raise XlcheckError("desk.example", folder=last.desk.root)
    if last is not None and (count := left_example(last.desk)):
        raise XlcheckError("desk.left-example", folder=last.desk.root, count=count)
    with at_work(folder.parent, "新建年度", talk):
        request = {"year": year, "last": str(last.desk.root.resolve()) if last else "", "trade": trade} | asdict(names)
        notes = _notes_in(folder, request) or _make(folder, year, last, request, names)
        if last is not None:
            carry_key(last.desk, folder.parent)
        elif names.bureau:
            write_own_templates(folder, year, trade, names)
        (folder / _MARK).unlink()
        return NewResult(Desk(folder), notes)


def _notes_in(folder: Path, request: Mapping[str, object]) -> CarryNotes | None:
    """Read the notes on a desk that an interrupted run has made; ``None`` where it made none, or another one."""
    try:
        mark = json.loads((folder / _MARK).read_text("utf-8"))
        return CarryNotes(**mark["account"]) if mark["asked"] == request else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _make(folder: Path, year: int, last: Run | None, request: Mapping[str, object], names: BureauNames) -> CarryNotes:
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise XlcheckError("desk.exists", folder=folder)
    notes = CarryNotes()
    with whole(folder) as draft:
        if last is None:
            write_blank_books(draft, year, str(request["trade"]), names)
            if names.bureau:
                write_form(Desk(draft), load_settings(Desk(draft))[0])
            notes.to_do.extend(_blank_to_do(str(request["trade"]), names))
        else:
            _carry(last, Desk(draft), year, notes)
        mark = {"asked": request, "account": asdict(notes)}
        write_text(draft / _MARK, json.dumps(mark, ensure_ascii=False, indent=1) + "\n")
    return notes


def _blank_to_do(trade: str, names: BureauNames) -> Iterator[str]:
    categories = _USUAL.format(trade=trade or trades()[0]) if usual_categories(trade) else _NONE
    items = _USUAL_ITEMS if names.bureau and usual_items(trade or trades()[0], names.bureau) else _BY_GUIDE
    unit, plan = (_NAMED, _BY_FORM) if names.bureau else (_UNNAMED, _PLAN_BY_GUIDE)
    return (line.format(names=unit, categories=categories, items=items, plan=plan) for line in _BLANK_TO_DO)


def _carry(last: Run, desk: Desk, year: int, notes: CarryNotes) -> None:
    books = load_needed(last, PLAN_BOOK, *REGISTRIES)
    if year <= books.settings.year:
        raise XlcheckError("desk.not-later", year=year, last=books.settings.year)
    last.progress("结转单位设置和抽查工作计划")
    settings = carry_settings(last.desk, desk, year, notes)
    carry_plan(last.desk, desk, settings, notes)
    for book in last.talk.each("结转《{}》", REGISTRIES, lambda one: one.filename):
        carry_registry(last.desk.book(book), desk, books, notes)
    write_desk_book(desk.book(OTHER_BOOK), OTHER_BOOK, {}, settings)
    if last.desk.practice:
        desk.mark_practice()
    notes.to_do.extend(_CARRIED_TO_DO)
