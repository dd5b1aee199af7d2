"""A marked copy of somebody's workbook: cells with findings are coloured and carry a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from xlcheck.excel.patch import MOST_NOTES, LegendRow, Mark, patch_copy
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.model import Finding

FILLS = {Level.ERROR: "FFF4B0B0", Level.WARNING: "FFFFE699", Level.HINT: "FFD9EAD3"}
HEAD_FILL = "FFDDE7F0"
_MEANINGS = {
    Level.ERROR: "必须改正，否则不能抽取或公示",
    Level.WARNING: "很可能有误，请核对",
    Level.HINT: "请留意",
}


def annotate(source: Path, findings: Sequence[Finding], out: Path, *, practice: bool = False) -> None:
    """Write a copy of ``source`` to ``out`` with each finding's cells marked and a legend sheet.

    Findings of a whole sheet or workbook stand on the legend sheet. ``practice`` and errors are those of
    :func:`xlcheck.excel.patch.patch_copy`.
    """
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: list(Level).index(level(f))):
        for place in finding.places:
            if place.cell:
                by_cell.setdefault((place.sheet, place.cell), []).append(finding)
    marks = {
        cell: Mark(FILLS[level(cell_findings[0])], "\n".join(map(_sentence, cell_findings)))
        for cell, cell_findings in by_cell.items()
    }
    crowded = any(count > MOST_NOTES for count in Counter(sheet for sheet, _ in marks).values())
    patch_copy(source, out, marks=marks, legend=_legend(findings, crowded), practice=practice)


def _sentence(finding: Finding) -> str:
    return f"{level(finding)}：{problem(finding)}。{remedy(finding)}。"


def _legend(findings: Sequence[Finding], crowded: bool) -> list[LegendRow]:
    rows: list[LegendRow] = [(HEAD_FILL, "颜色", "含义")]
    rows += [(FILLS[kind], kind.value, meaning) for kind, meaning in _MEANINGS.items()]
    rows.append(("", "", "这是标注用的副本，请在原工作簿中改正后重新校验。"))
    if crowded:
        rows.append(("", "", f"一张工作表最多加 {MOST_NOTES} 条批注，其余单元格只着色，说明见校验报告。"))
    whole = [f for f in findings if not f.place.cell]
    if whole:
        rows.append((HEAD_FILL, "工作表", "不属于某一个单元格的问题"))
    return rows + [(FILLS[level(f)], f.place.sheet or "整个工作簿", _sentence(f)) for f in whole]
