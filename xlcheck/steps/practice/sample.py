"""The shipped desk and the blank workbooks, made again from the schema and the seeded samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from xlcheck.excel.forms import write_forms
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.model import Policy, Settings, XlcheckError
from xlcheck.samples import entities, inspectors, items, plan_2021, settings_2021
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    ERRATA,
    INSPECTOR_BOOK,
    INSPECTORS,
    ITEM_BOOK,
    ITEMS,
    LEAVES,
    OTHER_BOOK,
    PLAN,
    PLAN_BOOK,
    RECUSALS,
    SETTINGS_BOOK,
)
from xlcheck.schema.table import RowCells
from xlcheck.steps.desk.desk import SILENT, Desk, Talk
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import at_work
from xlcheck.steps.new.blank import write_blank_books

PRINTED_PLAN = "抽查工作计划（印发件）.xlsx"


def write_sample_desk(folder: Path, *, seed: int = 2021, scale: int = 1, talk: Talk = SILENT) -> None:
    """Write the desk of 2021: the real plan and settings, invented registries ``scale`` times the usual size.

    Raises :class:`XlcheckError` ``desk.exists`` where the folder holds a desk already, and as :func:`at_work`.
    """
    with at_work(folder, "示例", talk):
        if Desk(folder).book(SETTINGS_BOOK).exists():
            raise XlcheckError("desk.exists", folder=folder)
        _write_books(Desk(folder), seed, scale)


def _write_books(desk: Desk, seed: int, scale: int) -> None:
    write_desk_book(desk.book(SETTINGS_BOOK), SETTINGS_BOOK, settings_2021.sheets(), _sample_settings())
    settings, _, _ = load_settings(desk)
    errata = (ERRATA, _errata_rows())
    write_desk_book(desk.book(PLAN_BOOK), PLAN_BOOK, {PLAN.key: plan_2021.corrected_rows()}, settings, extra=[errata])
    write_desk_book(desk.root / PRINTED_PLAN, PLAN_BOOK, {PLAN.key: plan_2021.printed_rows()}, settings)
    registry = entities.entities(seed, scale)
    people = inspectors.inspectors(seed, scale)
    write_desk_book(desk.book(ENTITY_BOOK), ENTITY_BOOK, {ENTITIES.key: registry}, settings)
    staff: dict[str, Sequence[RowCells]] = {
        INSPECTORS.key: people,
        RECUSALS.key: inspectors.recusals(registry, people, seed),
        LEAVES.key: inspectors.leaves(people, seed),
    }
    write_desk_book(desk.book(INSPECTOR_BOOK), INSPECTOR_BOOK, staff, settings)
    write_desk_book(desk.book(ITEM_BOOK), ITEM_BOOK, {ITEMS.key: items.items()}, settings)
    write_desk_book(desk.book(OTHER_BOOK), OTHER_BOOK, {}, settings)


def write_templates(folder: Path, talk: Talk = SILENT) -> None:
    """Write the blank workbooks and the forms into ``templates/``; raises as :func:`at_work`."""
    with ExitStack() as locks:
        for place in (*_desks_around(folder), folder):
            locks.enter_context(at_work(place, "空白表和表单", talk))
        write_blank_books(folder / "空白表")
        write_forms(folder / "表单")


def _desks_around(folder: Path) -> Iterator[Path]:
    """Yield the desks in which a folder stands, the outermost first: who works there has the folder too."""
    outer = reversed(folder.resolve().parents)
    return (place for place in outer if Desk(place).book(SETTINGS_BOOK).exists())


def _sample_settings() -> Settings:
    """Return what the first workbook's drop-downs need before it can be read back."""
    return Settings(settings_2021.BUREAU, settings_2021.SHORT_NAME, "", "", "", 2021, "", None, (), (), Policy())


def _errata_rows() -> list[RowCells]:
    return [
        {
            ERRATA.plan_no: c.plan_no,
            ERRATA.field: c.title,
            ERRATA.printed: c.printed,
            ERRATA.corrected: c.corrected,
            ERRATA.reason: c.reason,
        }
        for c in plan_2021.errata()
    ]
