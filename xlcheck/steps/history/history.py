"""检查对象档案: each entity's draws, inspections and their outcome, over this year and those that stand beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.write.history import write_entity_history, write_history
from xlcheck.messages import Level, error_text, level
from xlcheck.model import EntityHistory, History, HistoryLine, OtherInspection, Settings, XlcheckError
from xlcheck.reading.others import other_inspections
from xlcheck.reading.plan import round_of
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.results.history import (
    entity_histories,
    history_lines,
    matching,
    ordered,
    registry_facts,
    same_names,
    visits_beside,
)
from xlcheck.schema.inputs import ENTITY_BOOK, OTHER_BOOK
from xlcheck.steps.desk.desk import Desk, Run, desks_beside
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.load import load_settings, read_tables
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.own_years import is_anothers_example
from xlcheck.steps.ledger.former_draws import lost_draws
from xlcheck.steps.ledger.read import TaskLedger, by_task, read_ledgers

FILE_NAME = "检查对象档案.xlsx"
_EXAMPLE = "“{}”文件夹是程序附带的示例，不是本单位的年度，没有列入。"
_FEW = 10
"""Candidates that are named where an entity is not meant for sure."""


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """The workbook and what is in it, the years that it covers, and whether any could not be read."""

    path: Path
    history: History
    years: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Year:
    """What was read of one desk; ``year`` is ``None`` where that was not possible, and ``notes`` say why.

    It is ``whole`` where no draw is left out.
    """

    year: int | None
    lines: tuple[HistoryLine, ...] = ()
    notes: tuple[str, ...] = ()
    others: tuple[OtherInspection, ...] = ()
    whole: bool = True


@exclusive("历年档案")
def history(run: Run, entity: str = "") -> HistoryResult:
    """Write 检查对象档案 over all years, or the page of one entity (by code or name); an earlier one is set aside.

    A year that cannot be read is named in the notes. Raises :class:`XlcheckError` as :func:`read_tables` for the
    registry of this year, ``history.no-entity`` and ``history.several`` where ``entity`` does not mean one entity.
    """
    run.progress(f"读取《{run.desk.book(ENTITY_BOOK).name}》")
    tables, settings = read_tables(run.desk, ENTITY_BOOK)
    registry = tables[ENTITY_BOOK.key]
    beside = desks_beside(run.desk)
    others = [desk for desk in beside if desk != run.desk]
    examples = [desk for desk in others if is_anothers_example(desk, settings.bureau)]
    years = [_read_year(run, desk) for desk in beside if desk not in examples]
    years_read = [year.year for year in years if year.year is not None]
    lines = [line for year in years for line in year.lines]
    visits = [row for year in years for row in year.others]
    entities = entity_histories(lines, registry, visits)
    if entity:
        entities = [_the_one(entities, entity)]
    notes = (
        *_span(years_read),
        *(_EXAMPLE.format(desk.root.resolve().name) for desk in examples),
        *(note for year in years for note in year.notes),
        *same_names(entities),
        *(visits_beside(visits, entities[0].code) if entity else ()),
    )
    whole = History(tuple(entities), tuple(ordered(lines, entities)), notes)
    path = _write(run, settings, registry, whole, one=bool(entity))
    return HistoryResult(path, whole, tuple(years_read), all(year.whole for year in years))


def _the_one(entities: list[EntityHistory], entity: str) -> EntityHistory:
    candidates = matching(entities, entity)
    if not candidates:
        raise XlcheckError("history.no-entity", name=entity)
    if len(candidates) > 1:
        names = "、".join(f"{one.name}（{one.code}）" for one in candidates[:_FEW])
        more = "等" if len(candidates) > _FEW else ""
        raise XlcheckError("history.several", name=entity, count=len(candidates), known=names + more)
    return candidates[0]


def _write(run: Run, settings: Settings, registry: TypedTable, history: History, *, one: bool) -> Path:
    entity = history.entities[0] if one else None
    path = run.desk.histories / (f"一户一档-{entity.code}.xlsx" if entity else FILE_NAME)
    set_aside(path, run.now)
    run.progress(f"写出《{path.name}》{len(history.entities)} 户")
    if entity:
        entity_facts = [("检查对象名称", entity.name), ("统一社会信用代码", entity.code), ("现状态", entity.status)]
        facts = registry_facts(registry, entity.code) or entity_facts
        write_entity_history(path, facts, history, settings, run.stamp, practice=run.desk.practice)
    else:
        write_history(path, history, settings, run.stamp, practice=run.desk.practice)
    return path


def _read_year(run: Run, desk: Desk) -> _Year:
    """Read one year's draws with what its ledgers say of them."""
    name = desk.root.resolve().name
    run.progress(f"读取“{name}”文件夹")
    try:
        settings, _, _ = load_settings(desk)
        ledgers = read_ledgers(replace(run, desk=desk), settings)
    except XlcheckError as error:
        unread = f"“{name}”文件夹没有读到，没有列入这一年：{error_text(error)}"
        return _Year(None, notes=(unread,), whole=False)
    lost = tuple(f"{settings.year} 年度：{error_text(trouble)}" for trouble in lost_draws(desk).values())
    lines = tuple(line for of_task in by_task(ledgers).values() for line in _task_lines(settings, of_task))
    notes, others = [*lost, *_doubts(settings.year, ledgers)], tuple[OtherInspection, ...]()
    try:
        others = _others(desk, settings)
    except XlcheckError as error:
        notes.append(f"{settings.year} 年度的其他检查没有读到，没有计入：{error_text(error)}")
    return _Year(settings.year, lines, tuple(notes), others, whole=not lost)


def _others(desk: Desk, settings: Settings) -> tuple[OtherInspection, ...]:
    """Return the rows of 其他检查 of a year; none where there is no such workbook."""
    if not desk.book(OTHER_BOOK).exists():
        return ()
    books = YearBooks(settings, others=read_tables(desk, OTHER_BOOK)[0].get(OTHER_BOOK.key))
    return tuple(row for row in other_inspections(books) if row.inspected and row.inspected.year == settings.year)


def _task_lines(settings: Settings, ledgers: list[TaskLedger]) -> list[HistoryLine]:
    """Return the lines of one task, from all its ledgers."""
    task, inspections = ledgers[0].task, [line for ledger in ledgers for line in ledger.lines]
    name = round_of(task.record.request.plan, settings)
    return history_lines(settings, name, task, inspections, ledgers[0].publications)


def _doubts(year: int, ledgers: Iterable[TaskLedger]) -> Iterator[str]:
    """Yield what makes a year's lines incomplete: ledgers that are missing, and cells that cannot be understood."""
    for ledger in ledgers:
        if ledger.sheet is None:
            yield f"{year} 年度没有读到《{ledger.path.name}》，其中的对象只列出抽取情况。"
        elif errors := sum(level(f) is Level.ERROR for f in ledger.findings):
            yield f"{year} 年度《{ledger.path.name}》有 {errors} 处错误，次数可能不准；请先按台账校验报告改正。"


def _span(years: list[int]) -> Iterator[str]:
    """Say which years are covered, and which stand there twice."""
    if years:
        yield f"包括 {'、'.join(map(str, sorted(set(years))))} 年度；只列现行有效的抽取，重抽以前的不计。"
    for year, times in Counter(years).items():
        if times > 1:
            why = "同一次抽查可能列了两遍；请核对“单位设置”的年度，或移走多余的文件夹"
            yield f"有 {times} 个文件夹都是 {year} 年度的，{why}。"
