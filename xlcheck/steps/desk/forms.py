"""What forms are filled with: facts of the bureau, of the entities and of the items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pandas as pd

from xlcheck.excel.fill import FormRow, Value, fill
from xlcheck.excel.forms import FOLDER, Form
from xlcheck.model import InspectionItem, PlanRow, Settings
from xlcheck.reading.items import inspected_items
from xlcheck.reading.plan import departments_in
from xlcheck.reading.tables import TypedTable, YearBooks, day
from xlcheck.schema.inputs import ENTITIES, ITEMS
from xlcheck.schema.table import DATE_KINDS, Column, Kind
from xlcheck.steps.desk.desk import Run, shipped

_ITEM_COLUMNS = (ITEMS.content, ITEMS.method, ITEMS.basis, ITEMS.materials)


def template_of(run: Run, form: Form) -> Path:
    """Return the template of a form: the one that staff may have restyled, else the shipped one.

    A folder that came with version 0.1.0 lacks the later forms; nobody has taken them away.
    """
    path = run.desk.templates / FOLDER / form.filename
    return shipped("templates") / FOLDER / form.filename if form.later and not path.exists() else path


def fill_form(
    run: Run,
    form: Form,
    facts: Mapping[str, Value],
    records: Mapping[str, Sequence[FormRow]],
    out: Path,
    *,
    growing: bool = False,
) -> None:
    """Fill a form once, marked as the desk is and dated by the run; ``growing`` as :func:`.fill` takes it."""
    rows, practice = form.rows(records), run.desk.practice
    fill(template_of(run, form), facts, rows, out, practice=practice, stamp=run.now, growing=growing)


def bureau_facts(settings: Settings, run: Run) -> dict[str, Value]:
    """Return what every table of the bureau says above its rows."""
    return {
        "单位名称": settings.bureau,
        "单位简称": settings.short_name,
        "平台名称": settings.platform,
        "年度": settings.year,
        "制表日期": run.now.date(),
    }


def entity_facts(entities: TypedTable | None) -> dict[str, dict[str, Value]]:
    """Return by code what a form says of an entity from the registry, by column title."""
    if entities is None:
        return {}
    facts = (ENTITIES.legal_person, ENTITIES.address, ENTITIES.licence)
    rows = entities.rows(ENTITIES.code, *facts, where=~entities[ENTITIES.code].duplicated())
    return {str(code): dict(zip((c.title for c in facts), cells, strict=True)) for _, code, *cells in rows}


def entity_cells(
    entities: TypedTable | None, columns: Sequence[Column], codes: Collection[str]
) -> dict[str, dict[Column, Value]]:
    """Return what the registry says in some of its columns of the entities with these codes, by code."""
    if entities is None or not columns:
        return {}
    known = entities[ENTITIES.code]
    rows = entities.rows(ENTITIES.code, *columns, where=known.isin(codes) & ~known.duplicated())
    return {str(code): dict(zip(columns, map(_value, columns, cells), strict=True)) for _, code, *cells in rows}


def _value(column: Column, cell: object) -> Value:
    """Return a typed cell as a form takes it; blank days and numbers as ``None``."""
    if column.kind in DATE_KINDS:
        return day(cell)
    if column.kind is Kind.INTEGER:
        return int(str(cell)) if cell is not pd.NA else None
    return str(cell)


def items_of(books: YearBooks, plan: PlanRow, narrowed: str = "") -> list[InspectionItem]:
    """Return the items that a task inspects at its entities; those of departments that join say whose they are.

    What an inspection was ``narrowed`` to is 检查事项 of its line in the ledger.
    """
    if books.items is None:
        return []
    departments = set(departments_in(plan.departments))
    return [
        InspectionItem(
            _whose(item.name, {*item.bodies} & departments), *(books.items.at(item.row, c) for c in _ITEM_COLUMNS)
        )
        for item in inspected_items(books, plan, narrowed)
    ]


def _whose(item: str, departments: Collection[str]) -> str:
    return f"{item}（{'、'.join(sorted(departments))}）" if departments else item
