"""A copy of somebody's workbook in which what is certainly wrong, or out of date, has been corrected."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xlcheck.excel.patch import CellKey, LegendRow, Mark, held_cells, patch_copy
from xlcheck.excel.patch.annotate import HEAD_FILL
from xlcheck.excel.patch.renewal import Renewal, renewal
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import CERTAIN_REPAIRS, problem
from xlcheck.model import Category, Finding, Place
from xlcheck.reading.tables import TypedTable

FILL = "FFC6E0B4"
_BLANK = "（空白）"
_OF_LISTS = "registry.list-lacks"
"""The finding that is repaired in the drop-down below its cell and not in the cell."""


def repair(
    source: Path,
    findings: Sequence[Finding],
    out: Path,
    categories: Sequence[str] = (),
    *,
    practice: bool = False,
) -> tuple[Finding, ...]:
    """Write a copy of ``source`` to ``out`` with the certain repairs made; returns those, one a cell.

    Drop-downs that lack some of the ``categories`` offer just these afterwards. Of two repairs of a cell the
    first is made, the other shows at the next check. Formulas and the titles of Excel tables stay as they are,
    and so does what staff have accepted. ``practice`` and errors are those of
    :func:`xlcheck.excel.patch.patch_copy`.
    """
    repairs = _choose_repairs(findings)
    of_cells = {cell: finding for cell, finding in repairs.items() if finding.code != _OF_LISTS}
    protected = held_cells(source, of_cells)
    lacking = {finding.place: categories for finding in repairs.values() if finding.code == _OF_LISTS}
    lists = renewal(read_sheets(source), lacking) if lacking else Renewal()
    undone = protected | {
        cell for cell, finding in repairs.items() if finding.place in lacking.keys() - set(lists.done)
    }
    final_repairs = {cell: finding for cell, finding in repairs.items() if cell not in undone}
    patch_copy(
        source,
        out,
        marks={cell: Mark(FILL, _note(finding)) for cell, finding in final_repairs.items()},
        values={cell: finding.proposal for cell, finding in final_repairs.items() if cell in of_cells} | lists.values,
        sources=lists.sources,
        legend=_legend(list(final_repairs.values())),
        practice=practice,
    )
    return tuple(final_repairs.values())


def copy_with_lists(
    source: Path, tables: Mapping[str, TypedTable], categories: Sequence[Category], out: Path
) -> tuple[Place, ...]:
    """Copy a workbook, its drop-downs of categories offering those that are set; all else stays as it is.

    Returns the titles of the columns whose drop-down was renewed; without any the copy is the same byte for byte.
    """
    names = [category.name for category in categories]
    category_of = {name: category.name for category in categories for name in category.names}
    stale = {
        title: names
        for table in tables.values()
        for title, values in table.offers()
        if names and {category_of.get(value) for value in values} != set(names)
    }
    changes = renewal(read_sheets(source), stale) if stale else Renewal()
    if changes.done:
        patch_copy(source, out, values=changes.values, sources=changes.sources)
    else:
        shutil.copy2(source, out)
    return tuple(changes.done)


def _choose_repairs(findings: Sequence[Finding]) -> dict[CellKey, Finding]:
    repairs: dict[CellKey, Finding] = {}
    for finding in findings:
        if finding.code in CERTAIN_REPAIRS and finding.proposal and not finding.waiver:
            for place in finding.places:
                if place.cell:
                    repairs.setdefault((place.sheet, place.cell), replace(finding, place=place, also=()))
    return repairs


def _note(finding: Finding) -> str:
    return f"原值：{finding.value or _BLANK}\n改为：{finding.proposal}\n理由：{problem(finding)}。"


def _legend(repairs: Sequence[Finding]) -> list[LegendRow]:
    rows: list[LegendRow] = [(HEAD_FILL, "单元格", "原值", "改为", "理由")]
    rows += [
        (FILL, f"{f.place.sheet}!{f.place.cell}", f.value or _BLANK, f.proposal, f"{problem(f)}。") for f in repairs
    ]
    text = "这是改正后的副本，原工作簿没有改动。请逐条核对，认可后再采用。"
    return [*rows, ("", "", "", "", text if repairs else "没有可以自动改正的问题。")]
