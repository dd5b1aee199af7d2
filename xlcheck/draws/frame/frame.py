"""抽样框: which entities a task admits, and why the others are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from math import inf
from typing import Any

from xlcheck.draws.plan import PlannedTask
from xlcheck.draws.tickets import hex_hash
from xlcheck.model import Condition, Entity, Exclusion, Filter, Policy, XlcheckError
from xlcheck.reading.admission import Mask, Rows, fitting, founded_late, licence_lapses, not_operating, undated
from xlcheck.reading.folding import is_id
from xlcheck.reading.tables import TypedTable, day


@dataclass(frozen=True, slots=True)
class FrameTerms:
    """What an entity is held against: the task, the policy, how often it was drawn this year, 定向条件."""

    task: PlannedTask
    policy: Policy
    drawn: Mapping[str, int]
    filter: Filter | None = None


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """Which rows are left out, the reason for one of them, and whether they still count in the base."""

    applies: Callable[[Rows, FrameTerms], Mask]
    reason: Callable[[Any, FrameTerms], str]
    counted: bool = False


def _uncategorised(rows: Rows, _: FrameTerms) -> Mask:
    return rows["category"] == ""


def _drawn_this_year(rows: Rows, terms: FrameTerms) -> Mask:
    return (rows["times"] > 0) & terms.policy.no_repeat


def _at_cap(rows: Rows, terms: FrameTerms) -> Mask:
    cap = terms.policy.yearly_cap
    return rows["times"] >= (inf if cap is None else cap)


ADMISSION: tuple[ExclusionRule, ...] = (
    ExclusionRule(_uncategorised, lambda *_: "对象类别没有填写，不能确定是否属于本任务"),
    ExclusionRule(
        lambda rows, _: not_operating(rows),
        lambda row, _: f"经营状态为“{row.status}”" if row.status else "经营状态没有填写",
    ),
    ExclusionRule(
        lambda rows, terms: undated(rows, terms.task.scope),
        lambda _, terms: f"成立日期没有填写，不能确定是否早于 {terms.task.scope.founded_before}",
    ),
    ExclusionRule(
        lambda rows, terms: founded_late(rows, terms.task.scope),
        lambda row, terms: f"成立日期 {day(row.founded)}，不早于 {terms.task.scope.founded_before}",
    ),
    ExclusionRule(
        lambda rows, terms: licence_lapses(rows, terms.task.window),
        lambda row, terms: f"许可有效期至 {day(row.licence_to)}，早于抽查日期结束日 {terms.task.window.end}",
    ),
)
"""Who belongs to the frame; in this order, the first that applies gives the reason."""

REPEATS: tuple[ExclusionRule, ...] = (
    ExclusionRule(_drawn_this_year, lambda row, _: f"本年度已抽中 {row.times} 次，年内不重复抽取", counted=True),
    ExclusionRule(
        _at_cap,
        lambda row, terms: f"本年度已抽中 {row.times} 次，达到每户年度上限 {terms.policy.yearly_cap} 次",
        counted=True,
    ),
)
"""Who stays out only since he was drawn before in the year; these come last."""


def entities_of(table: TypedTable, terms: FrameTerms) -> tuple[tuple[Entity, ...], tuple[Exclusion, ...]]:
    """The entities that the task admits and those left out, each sorted by code.

    Entities of other categories are in neither; a directed draw leaves out those that its filter does not fit.
    Raises :class:`XlcheckError`: ``draw.bad-codes`` where
    a code cannot be an id, ``draw.repeated-codes`` where one stands twice (findings of level 错误).
    """
    rows = table.frame[table.frame["category"].isin(("", terms.task.scope.category))]
    _refuse_bad_codes(rows, table.frame)
    asked = terms.filter.conditions if terms.filter else ()
    conditions = [replace(c, key=f"condition{n}") for n, c in enumerate(asked)]
    rows = rows.assign(
        times=_times(rows, terms),
        stratum=rows["grade"] if terms.task.ratio.strata else "",
        **{c.key: table.cells(typed.key) for c, typed in zip(conditions, asked, strict=True)},
    ).sort_values("code")
    excluded = []
    for rule in (*ADMISSION, *chain.from_iterable(map(_filtered, conditions)), *REPEATS):
        out = rule.applies(rows, terms)
        excluded += [
            Exclusion(row.code, row.name, rule.reason(row, terms), rule.counted, row.stratum if rule.counted else "")
            for row in rows[out].itertuples(index=False)
        ]
        rows = rows[~out]
    admitted = zip(rows["code"], rows["name"], rows["stratum"], strict=True)
    return tuple(Entity(*values) for values in admitted), tuple(sorted(excluded, key=lambda x: x.code))


def _times(rows: Rows, terms: FrameTerms) -> list[int]:
    """How often each was drawn this year: by the year's own records, or once by 上次抽查日期 alone."""
    year = terms.task.window.start.year
    listed = (rows["last_drawn"].dt.year == year).astype(int)
    return [max(terms.drawn.get(code, 0), once) for code, once in zip(rows["code"], listed, strict=True)]


def _filtered(condition: Condition) -> tuple[ExclusionRule, ExclusionRule]:
    """Two rules of a directed draw: the cell is blank, or does not fit."""
    said = f"“{condition.title}”"
    return (
        ExclusionRule(
            lambda rows, _: fitting(rows, condition)[1], lambda *_: f"{said}没有填写，不能确定是否符合定向条件"
        ),
        ExclusionRule(
            lambda rows, _: ~fitting(rows, condition)[0],
            lambda row, _: f"{said}为“{_shown(getattr(row, condition.key))}”，不符合定向条件",
        ),
    )


def _shown(cell: object) -> str:
    return str(day(cell) or "") if isinstance(cell, datetime) else str(cell)


def frame_text(entities: Iterable[Entity]) -> str:
    """The frame file: folded ids sorted by bytes, one a line, each line closed by LF."""
    return "".join(f"{code}\n" for code in sorted(e.code for e in entities))


def frame_digest(entities: Iterable[Entity]) -> str:
    """Fingerprint of the frame file in UTF-8: SHA-256 in hex, as ``sha256sum`` shows it."""
    return hex_hash(frame_text(entities))


def _refuse_bad_codes(rows: Rows, register: Rows) -> None:
    bad = [str(n) for n, code in rows["code"].items() if not is_id(code)]
    if bad:
        raise XlcheckError("draw.bad-codes", rows="、".join(bad))
    codes = register["code"]
    repeated = codes[codes.duplicated(keep=False) & codes.isin(rows["code"])]
    if len(repeated):
        raise XlcheckError("draw.repeated-codes", rows="、".join(str(n) for n in repeated.index))
