"""A copy of somebody's workbook in which what is certainly wrong has been put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlcheck.excel.annotate import HEAD_FILL
from xlcheck.excel.patch import CellKey, LegendRow, Mark, held_cells, patch_copy
from xlcheck.messages import CERTAIN_REPAIRS, problem
from xlcheck.model import Finding

FILL = "FFC6E0B4"


def repair(source: Path, findings: Sequence[Finding], out: Path) -> tuple[Finding, ...]:
    """Write a copy of ``source`` to ``out`` with the certain repairs made; returns those, one a cell.

    Of two repairs of a cell the first is made, the other shows at the next check. Formulas and the titles of
    Excel tables stay as they are, and so does what staff have accepted. Raises :class:`XlcheckError` as
    :func:`xlcheck.excel.patch.patch_copy` does.
    """
    chosen = _chosen(findings)
    held = held_cells(source, chosen)
    made = {cell: found for cell, found in chosen.items() if cell not in held}
    patch_copy(
        source,
        out,
        marks={cell: Mark(FILL, _note(found)) for cell, found in made.items()},
        values={cell: found.proposal for cell, found in made.items()},
        legend=_legend(list(made.values())),
    )
    return tuple(made.values())


def _chosen(findings: Sequence[Finding]) -> dict[CellKey, Finding]:
    chosen: dict[CellKey, Finding] = {}
    for found in findings:
        if found.code in CERTAIN_REPAIRS and found.proposal and not found.waiver:
            for place in found.places:
                if place.cell:
                    chosen.setdefault((place.sheet, place.cell), replace(found, place=place, also=()))
    return chosen


def _note(found: Finding) -> str:
    return f"原值：{found.value}\n改为：{found.proposal}\n理由：{problem(found)}。"


def _legend(made: Sequence[Finding]) -> list[LegendRow]:
    rows: list[LegendRow] = [(HEAD_FILL, "单元格", "原值", "改为", "理由")]
    rows += [
        (FILL, f"{f.place.sheet}!{f.place.cell}", f.value or "（空白）", f.proposal, f"{problem(f)}。") for f in made
    ]
    told = "这是改正后的副本，原工作簿没有改动。请逐条核对，认可后再采用。"
    return [*rows, ("", "", "", "", told if made else "没有可以自动改正的问题。")]
