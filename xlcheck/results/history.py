"""检查对象档案: of each entity, how often it was drawn over the years, what was found, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xlcheck.model import (
    DrawnTask,
    EntityHistory,
    HistoryLine,
    Inspection,
    OtherInspection,
    Publication,
    Settings,
    Visit,
)
from xlcheck.reading.folding import fold_id, fold_title
from xlcheck.reading.outcomes import has_problem
from xlcheck.reading.personal import personal_data
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Kind

UNREGISTERED = "不在名录库"
_HIDDEN = "（像有电话或证件号码，略）"


def history_lines(
    settings: Settings,
    round_name: str,
    task: DrawnTask,
    inspections: Sequence[Inspection],
    publications: Mapping[str, Publication],
) -> list[HistoryLine]:
    """Return a line for every entity that a task drew or that came in since.

    ``inspections`` are those of the task without those of entities that dropped out, of which nothing is said;
    ``publications`` what was published of it.
    """
    by_code = {line.code: line for line in inspections}
    return [
        _line(settings, round_name, task, visit, by_code.get(visit.drawn.code), publications.get(visit.drawn.code))
        for visit in task.visits
    ]


def _line(
    settings: Settings,
    round_name: str,
    task: DrawnTask,
    visit: Visit,
    inspection: Inspection | None,
    public: Publication | None,
) -> HistoryLine:
    plan = task.record.request.plan
    team = task.record.request.named(visit.team.certs)
    drawn = Inspection(0, visit.drawn.code, visit.drawn.name, task_no=plan.task_no, cells={LEDGER.inspectors.key: team})
    line = replace(inspection, name=drawn.name, task_no=drawn.task_no) if inspection else drawn
    return HistoryLine(
        settings.year,
        round_name,
        how=_how(task, visit),
        drawn_on=_drawn_on(task, visit),
        inspection=line,
        published=line.published or (public.first if public else None),
        category=plan.scope.category if plan.scope else "",
        problem=has_problem(line.result, settings),
        open=line.inspected is not None and not line.is_closed,
    )


def _how(task: DrawnTask, visit: Visit) -> str:
    """Say how an entity came into a task, and why it dropped out where it did."""
    text = "抽中"
    if visit.entered:
        predecessor = next(v.drawn.name for v in task.visits if v.left == visit.entered)
        text = f"第 {visit.entered} 次补抽补入，替换{predecessor}"
    reasons = {replacement.number: replacement.drop_out.reason for replacement in task.replacements}
    return text + (f"；第 {visit.left} 次补抽退出（{reasons[visit.left]}）" if visit.left else "")


def _drawn_on(task: DrawnTask, visit: Visit) -> date:
    times = {replacement.number: replacement.drop_out.at for replacement in task.replacements}
    return date.fromisoformat(times.get(visit.entered, task.record.drawn_at)[:10])


def entity_histories(
    lines: Sequence[HistoryLine], registry: TypedTable, others: Sequence[OtherInspection] = ()
) -> list[EntityHistory]:
    """Return each entity of the registry, in its order, then others that were ever drawn or otherwise inspected.

    Entities are told apart by code; rows of the registry without one that could be read are left out.
    """
    columns = (ENTITIES.name, ENTITIES.category, ENTITIES.status)
    facts = zip(registry[ENTITIES.code], *(registry.written(column) for column in columns), strict=True)
    entries = {str(code): tuple(map(str, cells)) for code, *cells in facts if code}
    by_code: dict[str, list[HistoryLine]] = {code: [] for code in entries}
    for line in lines:
        by_code.setdefault(line.inspection.code, []).append(line)
    rows: dict[str, list[OtherInspection]] = {}
    for row in others:
        by_code.setdefault(row.code, [])
        rows.setdefault(row.code, []).append(row)
    return [
        _entity(no, code, its_lines, rows.get(code, []), entries.get(code))
        for no, (code, its_lines) in enumerate(by_code.items(), start=1)
    ]


def _entity(
    number: int,
    code: str,
    lines: Sequence[HistoryLine],
    others: Sequence[OtherInspection],
    entry: tuple[str, ...] | None,
) -> EntityHistory:
    name, category, status = entry or _unregistered(lines, others)
    visits = [(x.inspected, str(x.cell(LEDGER.result.key))) for x in (line.inspection for line in lines) if x.inspected]
    besides = [(row.inspected, row.result) for row in others if row.inspected]
    last_day, last_result = max((*visits, *besides), key=lambda visit: visit[0], default=(None, ""))
    return EntityHistory(
        number,
        code,
        name,
        category,
        status,
        drawn=len(lines),
        inspected=len(visits),
        others=len({day for day, _ in besides}),
        problems=sum(line.problem for line in lines),
        open=sum(line.open for line in lines),
        last_day=last_day,
        last_result=last_result,
    )


def _unregistered(lines: Sequence[HistoryLine], others: Sequence[OtherInspection]) -> tuple[str, str, str]:
    """Return name, category and status of an entity that the registry does not have."""
    if not lines:
        return next((row.name for row in others if row.name), ""), "", UNREGISTERED
    last = max(lines, key=lambda line: line.drawn_on)
    return last.inspection.name, last.category, UNREGISTERED


def visits_beside(others: Sequence[OtherInspection], code: str) -> Iterator[str]:
    """Name the other inspections of an entity, in order: the day, the kind, what was looked at, the result."""
    rows = [(row.inspected, row) for row in others if row.code == code and row.inspected]
    for day, row in sorted(rows, key=lambda one: one[0]):
        yield f"其他检查：{'，'.join(filter(None, (str(day), row.inspection_type, row.items, row.result)))}。"


def ordered(lines: Sequence[HistoryLine], entities: Sequence[EntityHistory]) -> list[HistoryLine]:
    """Return the lines of these entities, in their order, each entity's by the day of the draw."""
    place = {entity.code: entity.no for entity in entities}
    selection = [line for line in lines if line.inspection.code in place]
    return sorted(selection, key=lambda x: (place[x.inspection.code], x.drawn_on, x.inspection.task_no))


def same_names(entities: Sequence[EntityHistory]) -> Iterator[str]:
    """Say which names entities with different codes have: the code may have been corrected."""
    codes: dict[str, list[str]] = {}
    for entity in entities:
        codes.setdefault(entity.name, []).append(entity.code)
    for name, same in codes.items():
        if name and len(same) > 1:
            yield f"“{name}”有 {len(same)} 个代码，按 {len(same)} 户列出：{'、'.join(same)}。代码更正过的，请合起来看。"


def matching(entities: Sequence[EntityHistory], text: str) -> list[EntityHistory]:
    """Return the entities that a text may mean: by code, else by the whole name, else by a part of it."""
    name = fold_title(text)
    by_code = [entity for entity in entities if entity.code == fold_id(text)]
    by_part = [entity for entity in entities if name and name in fold_title(entity.name)]
    return by_code or [entity for entity in by_part if name == fold_title(entity.name)] or by_part


def registry_facts(registry: TypedTable, code: str) -> list[tuple[str, str | date]]:
    """Return what the registry says of an entity, by title: nothing private, no text with a person's number in it."""
    rows = registry.only(registry[ENTITIES.code] == code)
    columns = [c for c in registry.table if not c.private and c.kind is not Kind.INTEGER]
    return [(c.title, _public(c.kind, rows.written(c)[0])) for c in columns] if len(rows) else []


def _public(kind: Kind, value: str | date) -> str | date:
    return _HIDDEN if kind is Kind.TEXT and personal_data(str(value)) else value
