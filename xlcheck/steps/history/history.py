"""检查对象档案: each company's draws, inspections and their outcome, over this year and those that stand beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.write.history import write_company, write_histories
from xlcheck.messages import Level, error_text, level
from xlcheck.model import History, Settings, XlcheckError
from xlcheck.reading.plan import round_of
from xlcheck.reading.tables import TypedTable
from xlcheck.results.history import (
    HistoryLine,
    Row,
    facts_of,
    history_lines,
    history_rows,
    matching,
    same_names,
    summary_rows,
)
from xlcheck.schema.inputs import ENTITY_BOOK
from xlcheck.steps.desk.desk import Desk, Run, desks_beside
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.load import load_settings, read_tables
from xlcheck.steps.ledger.read import TaskLedger, by_task, read_ledgers

FILE_NAME = "检查对象档案.xlsx"
_FEW = 10
"""Candidates that are named where a company is not meant for sure."""


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """The workbook and what is in it, the years that it covers, and whether any could not be read."""

    path: Path
    history: History
    years: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Year:
    """What was read of one desk; ``year`` is ``None`` where that was not possible, and ``notes`` say why."""

    year: int | None
    found: tuple[HistoryLine, ...] = ()
    notes: tuple[str, ...] = ()


def history(run: Run, entity: str = "") -> HistoryResult:
    """Write 检查对象档案 over all years, or the page of one company (by code or name); an earlier one is set aside.

    A year that cannot be read is named in the notes. Raises :class:`XlcheckError` as :func:`read_tables` for the
    registry of this year, ``history.no-entity`` and ``history.several`` where ``entity`` does not mean one company.
    """
    tables, settings = read_tables(run.desk, ENTITY_BOOK)
    registry = tables[ENTITY_BOOK.key]
    years = [_read(run, desk) for desk in desks_beside(run.desk)]
    known = [year.year for year in years if year.year is not None]
    found = [one for year in years for one in year.found]
    summary = summary_rows(found, registry)
    if entity:
        summary = [_the_one(summary, entity)]
    notes = (*_span(known), *(note for year in years for note in year.notes), *same_names(summary))
    filed = History(tuple(summary), tuple(history_rows(found, summary)), notes)
    path = _write(run, settings, registry, filed, one=bool(entity))
    return HistoryResult(path, filed, tuple(known), len(known) == len(years))


def _the_one(summary: list[Row], entity: str) -> Row:
    meant = matching(summary, entity)
    if not meant:
        raise XlcheckError("history.no-entity", name=entity)
    if len(meant) > 1:
        named = "、".join(f"{row['name']}（{row['code']}）" for row in meant[:_FEW])
        more = "等" if len(meant) > _FEW else ""
        raise XlcheckError("history.several", name=entity, count=len(meant), known=named + more)
    return meant[0]


def _write(run: Run, settings: Settings, registry: TypedTable, filed: History, *, one: bool) -> Path:
    code = str(filed.summary[0]["code"]) if one else ""
    path = run.desk.histories / (f"一户一档-{code}.xlsx" if one else FILE_NAME)
    set_aside(path, run.now)
    if one:
        row = filed.summary[0]
        drawn = [("检查对象名称", row["name"]), ("统一社会信用代码", code), ("现状态", row["status"])]
        facts = facts_of(registry, code) or drawn
        write_company(path, facts, filed, settings, run.stamp, practice=run.desk.practice)
    else:
        write_histories(path, filed, settings, run.stamp, practice=run.desk.practice)
    return path


def _read(run: Run, desk: Desk) -> _Year:
    """One year's draws with what its ledgers say of them."""
    name = desk.root.resolve().name
    try:
        settings, _, _ = load_settings(desk)
        ledgers = read_ledgers(Run(desk, run.now, run.say), settings)
    except XlcheckError as error:
        return _Year(None, notes=(f"“{name}”文件夹没有读到，没有列入这一年：{error_text(error)}",))
    found = tuple(one for own in by_task(ledgers).values() for one in _occasions(settings, own))
    return _Year(settings.year, found, tuple(_doubts(settings.year, ledgers)))


def _occasions(settings: Settings, own: list[TaskLedger]) -> list[HistoryLine]:
    """Those of one task, from all its ledgers."""
    standing, published = own[0].standing, own[0].published
    tables = [ledger.table for ledger in own if ledger.table is not None]
    name = round_of(standing.record.request.plan, settings)
    return history_lines(settings.year, name, standing, tables, published)


def _doubts(year: int, ledgers: Iterable[TaskLedger]) -> Iterator[str]:
    """What makes a year's lines incomplete: ledgers that were not found, and cells that were not understood."""
    for ledger in ledgers:
        if ledger.table is None:
            yield f"{year} 年度没有读到《{ledger.path.name}》，其中的对象只列出抽取情况。"
        elif errors := sum(level(f) is Level.ERROR for f in ledger.findings):
            yield f"{year} 年度《{ledger.path.name}》有 {errors} 处错误，次数可能不准；请先按台账校验报告改正。"


def _span(years: list[int]) -> Iterator[str]:
    """Which years are covered, and which stand there twice."""
    if years:
        yield f"包括 {'、'.join(map(str, sorted(set(years))))} 年度；只列现行有效的抽取，重抽以前的不计。"
    for year, times in Counter(years).items():
        if times > 1:
            why = "同一次抽查可能列了两遍；请核对“单位设置”的年度，或移走多余的文件夹"
            yield f"有 {times} 个文件夹都是 {year} 年度的，{why}。"
