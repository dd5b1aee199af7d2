"""抽样框: which entities a task admits, and why the others are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from math import inf

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.plan import PlannedTask
from xlcheck.model import Condition, Entity, Exclusion, Filter, Policy, XlcheckError
from xlcheck.reading.admission import RowMask, fitting, founded_late, licence_lapses, not_operating, undated
from xlcheck.reading.folding import fold_title, is_id
from xlcheck.reading.tables import STRIDE, TypedTable, day
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.table import Column, Kind


@dataclass(frozen=True, slots=True)
class FrameTerms:
    """What decides whether an entity is admitted: the task, the policy, how often it was drawn this year, 定向条件.

    ``capped`` says by code why an entity was inspected too often to be drawn.
    """

    task: PlannedTask
    policy: Policy
    drawn: Mapping[str, int]
    filter: Filter | None = None
    capped: Mapping[str, str] = field(default_factory=dict)


TIMES = Column("本年度抽中次数", Kind.INTEGER, key="times")
STRATUM = Column("分级", key="stratum")
"""What a draw knows of each row of the registry beside what stands there."""

NO_CODE = "（没有）"
"""How the code of who is left out is shown where none can be read; a bracket is in no code."""


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """Which rows are left out, the reason by the values of some columns, and whether they still count in the base."""

    applies: Callable[[TypedTable, FrameTerms], RowMask]
    columns: tuple[Column, ...]
    reason: Callable[..., str]
    counted: bool = False


def _uncategorised(rows: TypedTable, _: FrameTerms) -> RowMask:
    return rows[ENTITIES.category] == ""


def _drawn_this_year(rows: TypedTable, terms: FrameTerms) -> RowMask:
    return (rows[TIMES] > 0) & terms.policy.no_repeat


def _at_cap(rows: TypedTable, terms: FrameTerms) -> RowMask:
    cap = terms.policy.yearly_cap
    return rows[TIMES] >= (inf if cap is None else cap)


ADMISSION: tuple[ExclusionRule, ...] = (
    ExclusionRule(_uncategorised, (), lambda _: "对象类别没有填写，不能确定是否属于本任务"),
    ExclusionRule(
        lambda rows, _: not_operating(rows),
        (ENTITIES.status,),
        lambda _, status: f"经营状态为“{status}”" if status else "经营状态没有填写",
    ),
    ExclusionRule(
        lambda rows, terms: undated(rows, terms.task.scope),
        (),
        lambda terms: f"成立日期没有填写，不能确定是否早于 {terms.task.scope.founded_before}",
    ),
    ExclusionRule(
        lambda rows, terms: founded_late(rows, terms.task.scope),
        (ENTITIES.founded,),
        lambda terms, founded: f"成立日期 {day(founded)}，不早于 {terms.task.scope.founded_before}",
    ),
    ExclusionRule(
        lambda rows, terms: licence_lapses(rows, terms.task.window),
        (ENTITIES.licence_to,),
        lambda terms, licence_to: f"许可有效期至 {day(licence_to)}，早于抽查日期结束日 {terms.task.window.end}",
    ),
)

REPEATS: tuple[ExclusionRule, ...] = (
    ExclusionRule(
        _drawn_this_year, (TIMES,), lambda _, times: f"本年度已抽中 {times} 次，年内不重复抽取", counted=True
    ),
    ExclusionRule(
        _at_cap,
        (TIMES,),
        lambda terms, times: f"本年度已抽中 {times} 次，达到每户年度上限 {terms.policy.yearly_cap} 次",
        counted=True,
    ),
    ExclusionRule(
        lambda rows, terms: rows[ENTITIES.code].isin(list(terms.capped)),
        (ENTITIES.code,),
        lambda terms, code: terms.capped[code],
        counted=True,
    ),
)


def entities_of(
    table: TypedTable, terms: FrameTerms, left: TypedTable | None = None
) -> tuple[tuple[Entity, ...], tuple[Exclusion, ...]]:
    """Return the entities that the task admits and those left out, each sorted by code.

    Those of ``left`` stand on a sheet of the registry that takes no part; where the registry has them as well, what it
    says counts.

    Entities of other categories are in neither; a directed draw leaves out those that its filter does not fit.
    Raises :class:`XlcheckError`: ``draw.bad-codes`` where
    a code cannot be an id, ``draw.repeated-codes`` where one stands twice (findings of level 错误).
    """
    rows = table.only(table[ENTITIES.category].isin(("", terms.task.scope.category)))
    _refuse_bad_codes(rows, table)
    conditions = terms.filter.conditions if terms.filter else ()
    by_column = {Column(c.title, key=f"condition{n}"): c for n, c in enumerate(conditions)}
    rows = rows.with_data(
        {
            TIMES: _times(rows, terms),
            STRATUM: rows[ENTITIES.grade] if terms.task.ratio.strata else "",
            **{column: table.cells(condition.key) for column, condition in by_column.items()},
        }
    )
    rows = replace(rows, data=rows.data.sort_values(ENTITIES.code.key))
    exclusions: list[Exclusion] = []
    for rule in (*ADMISSION, *chain.from_iterable(_filter_rules(*one) for one in by_column.items()), *REPEATS):
        out = rule.applies(rows, terms)
        if not out.any():
            continue
        exclusions += _exclusions(rows, out, rule, terms)
        rows = replace(rows, data=rows.data[~out])  # an entity is left out once, for the first reason
    exclusions += _on_other_sheets(left, table, terms.task.scope.category)
    admitted = rows.rows(ENTITIES.code, ENTITIES.name, STRATUM)
    return tuple(Entity(*values) for _, *values in admitted), tuple(sorted(exclusions, key=lambda x: x.code))


def _on_other_sheets(left: TypedTable | None, table: TypedTable, category: str) -> Iterator[Exclusion]:
    """Yield the entities on sheets that take no part, once each."""
    if left is not None:
        of_task = left.only(left[ENTITIES.category].isin(("", category)))
        yield from on_other_sheets(of_task, ENTITIES.code, ENTITIES.name, table)


def on_other_sheets(left: TypedTable, key: Column, name: Column, table: TypedTable) -> Iterator[Exclusion]:
    """Yield the rows of sheets that take no part, once each, but for those that the registry has as well.

    A row whose key is blank or cannot be read is told by its name, and by where it stands.
    """
    known, names = set(table[key]), set(map(fold_title, table[name]))
    for row, code, called in left.rows(key, name):
        why = left_out_reason(left, row)
        if is_id(code):
            if code not in known:
                known.add(code)
                yield Exclusion(code, called, why)
        elif fold_title(called) not in names or not called:
            at = int(row) % STRIDE
            yield Exclusion(NO_CODE, called or "（名称空着）", f"{why}；第 {at} 行，{key.title}空着或读不出")


def left_out_reason(left: TypedTable, row: object) -> str:
    """Say why a row of a sheet that takes no part is left out."""
    part = left.part_of(row)
    return f"在工作表“{part.sheet}”中，{part.left_out}，没有采用"


def _exclusions(rows: TypedTable, out: RowMask, rule: ExclusionRule, terms: FrameTerms) -> Iterator[Exclusion]:
    """Iterate over what a rule leaves out, each with its reason."""
    for _, code, name, stratum, *values in rows.rows(ENTITIES.code, ENTITIES.name, STRATUM, *rule.columns, where=out):
        yield Exclusion(code, name, rule.reason(terms, *values), rule.counted, stratum if rule.counted else "")


def _times(rows: TypedTable, terms: FrameTerms) -> list[int]:
    """Count how often each was drawn this year: by the year's own records, or once by 上次抽查日期 alone."""
    year = terms.task.window.start.year
    listed = (rows[ENTITIES.last_drawn].dt.year == year).astype(int)
    return [max(terms.drawn.get(code, 0), once) for code, once in zip(rows[ENTITIES.code], listed, strict=True)]


def _filter_rules(column: Column, condition: Condition) -> tuple[ExclusionRule, ExclusionRule]:
    """Return the two rules of a directed draw: the cell is blank, or does not fit."""
    title = f"“{condition.title}”"
    return (
        ExclusionRule(
            lambda rows, _: fitting(rows[column], condition)[1],
            (),
            lambda _: f"{title}没有填写，不能确定是否符合定向条件",
        ),
        ExclusionRule(
            lambda rows, _: ~fitting(rows[column], condition)[0],
            (column,),
            lambda _, cell: f"{title}为“{_cell_text(cell)}”，不符合定向条件",
        ),
    )


def _cell_text(cell: object) -> str:
    return str(day(cell) or "") if isinstance(cell, datetime) else str(cell)


def frame_text(entities: Iterable[Entity]) -> str:
    """Return the frame file: folded ids sorted by bytes, one a line, each line closed by LF."""
    return "".join(f"{code}\n" for code in sorted(e.code for e in entities))


def frame_digest(entities: Iterable[Entity]) -> str:
    """Return the fingerprint of the frame file in UTF-8: SHA-256 in hex, as ``sha256sum`` shows it."""
    return hex_hash(frame_text(entities))


def _refuse_bad_codes(rows: TypedTable, register: TypedTable) -> None:
    bad = [str(n) for n, code in rows.rows(ENTITIES.code) if not is_id(code)]
    if bad:
        raise XlcheckError("draw.bad-codes", rows="、".join(bad))
    codes = register[ENTITIES.code]
    repeated = codes[codes.duplicated(keep=False) & codes.isin(rows[ENTITIES.code])]
    if len(repeated):
        raise XlcheckError("draw.repeated-codes", rows="、".join(str(n) for n in repeated.index))
