"""检查对象档案: of each company, how often it was drawn over the years, what was found, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlcheck.model import DrawnTask, Publication, Visit
from xlcheck.reading.folding import fold_id, fold_title
from xlcheck.reading.personal import personal_data
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.table import Kind
from xlcheck.schema.vocabularies import CLEAN_RESULT

Row = dict[str, object]

UNREGISTERED = "不在名录库"
_HIDDEN = "（像有电话或证件号码，略）"
_FROM_LEDGER = ("inspectors", "inspected", "result", "disposal", "rectify_by", "rectified", "closed")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One company in one draw: the row of HISTORY, and what is counted of it.

    ``category`` is that of the task; ``problem`` is whether anything was found, ``open`` whether the inspection was
    made and the case is not closed.
    """

    row: Row
    category: str
    inspected: date | None
    problem: bool
    open: bool


def history_lines(
    year: int,
    round_name: str,
    standing: DrawnTask,
    ledgers: Sequence[TypedTable],
    published: Mapping[str, Publication],
) -> list[HistoryLine]:
    """Every company that a task drew or that came in since; nothing is said of the inspection of one that fell away.

    ``ledgers`` are those of the task without the rows of entities that fell away, ``published`` what went out of it.
    """
    plan = standing.record.request.plan
    rows = {str(typed["code"]): (cells, typed) for own in ledgers for cells, typed in own.each_row(_FROM_LEDGER)}
    made = []
    for visit in standing.visits:
        cells, typed = rows.get(visit.drawn.code, ({}, {}))
        went = published.get(visit.drawn.code)
        row = {"inspectors": standing.record.request.named(visit.team.certs), **cells}
        row["published"] = day(typed.get("published")) or (went.first if went else None)
        row |= {"name": visit.drawn.name, "code": visit.drawn.code, "year": year, "task_no": plan.task_no}
        row |= {"round": round_name, "how": _how(standing, visit), "drawn_on": _drawn_on(standing, visit)}
        category = plan.scope.category if plan.scope else ""
        made.append(_occasion(row, typed, category))
    return made


def _occasion(row: Row, typed: Mapping[str, object], category: str) -> HistoryLine:
    inspected = day(typed.get("inspected"))
    problem = typed.get("result", "") not in ("", CLEAN_RESULT)
    return HistoryLine(row, category, inspected, problem, inspected is not None and typed["closed"] != "是")


def _how(standing: DrawnTask, visit: Visit) -> str:
    """How an entity came into a task, and why it fell away where it did."""
    came = "抽中"
    if visit.entered:
        gone = next(v.drawn.name for v in standing.visits if v.left == visit.entered)
        came = f"第 {visit.entered} 次补抽补入，替换{gone}"
    reasons = {made.number: made.withdrawal.reason for made in standing.replacements}
    return came + (f"；第 {visit.left} 次补抽退出（{reasons[visit.left]}）" if visit.left else "")


def _drawn_on(standing: DrawnTask, visit: Visit) -> date:
    times = {made.number: made.withdrawal.at for made in standing.replacements}
    return date.fromisoformat(times.get(visit.entered, standing.record.drawn_at)[:10])


def summary_rows(found: Sequence[HistoryLine], registry: TypedTable) -> list[Row]:
    """A row of HISTORY_SUMMARY for each company of the registry, in its order, then for others that were ever drawn.

    Companies are told apart by code; rows of the registry without one that could be read are left out.
    """
    columns = {key: registry.written(key) for key in ("name", "category", "status")}
    rows = zip(registry.frame["code"], *columns.values(), strict=True)
    known = {str(code): dict(zip(columns, cells, strict=True)) for code, *cells in rows if code}
    by_code: dict[str, list[HistoryLine]] = {code: [] for code in known}
    for one in found:
        by_code.setdefault(str(one.row["code"]), []).append(one)
    return [_summary(no, code, own, known.get(code)) for no, (code, own) in enumerate(by_code.items(), start=1)]


def _summary(number: int, code: str, own: Sequence[HistoryLine], known: Row | None) -> Row:
    if known is None:
        last = max(own, key=lambda one: str(one.row["drawn_on"]))
        known = {"name": last.row["name"], "category": last.category, "status": UNREGISTERED}
    visited = [(one.inspected, one.row["result"]) for one in own if one.inspected]
    last_day, last_result = max(visited, key=lambda visit: visit[0], default=(None, ""))
    return {
        "no": number,
        "code": code,
        **known,
        "drawn": len(own),
        "inspected": len(visited),
        "problems": sum(one.problem for one in own),
        "open": sum(one.open for one in own),
        "last_day": last_day,
        "last_result": last_result,
    }


def history_rows(found: Sequence[HistoryLine], summary: Sequence[Row]) -> list[Row]:
    """The rows of HISTORY of the companies of a summary, in its order, each company's by the day of the draw."""
    place = {str(row["code"]): int(str(row["no"])) for row in summary}
    own = [one.row for one in found if str(one.row["code"]) in place]
    ordered = sorted(own, key=lambda row: (place[str(row["code"])], str(row["drawn_on"]), str(row["task_no"])))
    return [{**row, "no": number} for number, row in enumerate(ordered, start=1)]


def same_names(summary: Sequence[Row]) -> Iterator[str]:
    """A hint for each name that companies with different codes have: the code may have been corrected."""
    codes: dict[str, list[str]] = {}
    for row in summary:
        codes.setdefault(str(row["name"]), []).append(str(row["code"]))
    for name, own in codes.items():
        if name and len(own) > 1:
            yield f"“{name}”有 {len(own)} 个代码，按 {len(own)} 户列出：{'、'.join(own)}。代码更正过的，请合起来看。"


def matching(summary: Sequence[Row], text: str) -> list[Row]:
    """The companies that a text may mean: by code, else by the whole name, else by a part of it."""
    name = fold_title(text)
    by_code = [row for row in summary if row["code"] == fold_id(text)]
    named = [row for row in summary if name and name in fold_title(str(row["name"]))]
    return by_code or [row for row in named if name == fold_title(str(row["name"]))] or named


def facts_of(registry: TypedTable, code: str) -> list[tuple[str, object]]:
    """What the registry says of a company, by title: nothing private, and no text with a person's number in it."""
    own = registry.only(registry.frame["code"] == code)
    columns = [c for c in registry.table.columns if not c.private and c.kind is not Kind.INTEGER]
    return [(c.title, _public(c.kind, own.written(c.key)[0])) for c in columns] if len(own) else []


def _public(kind: Kind, value: str | date) -> str | date:
    return _HIDDEN if kind is Kind.TEXT and personal_data(str(value)) else value
