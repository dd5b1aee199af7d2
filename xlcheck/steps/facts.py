"""What forms are filled with: facts of the bureau, of the entities and of the items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlcheck.excel.fill import Record, Value, fill
from xlcheck.excel.forms import FOLDER, Form
from xlcheck.model import Settings
from xlcheck.schema.frames import TableFrame
from xlcheck.steps.desk import Run


def template_of(run: Run, form: Form) -> Path:
    """The template of a form: the one that staff may have restyled, else the shipped one."""
    return run.desk.templates / FOLDER / form.filename


def fill_form(
    run: Run, form: Form, facts: Mapping[str, Value], records: Mapping[str, Sequence[Record]], out: Path
) -> None:
    """Fill a form once, marked as the desk is and dated by the run."""
    fill(template_of(run, form), facts, form.rows(records), out, practice=run.desk.practice, stamp=run.now)


def bureau_facts(settings: Settings, run: Run) -> dict[str, Value]:
    """What every table of the bureau says above its rows."""
    return {
        "单位名称": settings.bureau,
        "单位简称": settings.short_name,
        "年度": settings.year,
        "制表日期": run.now.date(),
    }


def entity_facts(entities: TableFrame | None) -> dict[str, dict[str, Value]]:
    """By code, what a form says of an entity from the registry, by column title."""
    if entities is None:
        return {}
    keys = ["legal_person", "address", "licence"]
    titles = [entities.table.column(key).title for key in keys]
    rows = entities.frame.drop_duplicates("code").set_index("code")[keys]
    return {str(code): dict(zip(titles, cells, strict=True)) for code, *cells in rows.itertuples()}


def items_of(items: TableFrame | None, category: str) -> list[dict[str, str]]:
    """The items under random inspection of a category: name, content, method and basis."""
    if items is None:
        return []
    mask = (items.frame["category"] == category) & (items.frame["random"] == "是")
    columns = ["name", "content", "method", "basis"]
    return [dict(zip(columns, cells, strict=True)) for cells in items.frame.loc[mask, columns].itertuples(index=False)]
