"""补抽统计 and 补抽清单: how often somebody was replaced, and every replacement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from xlcheck.excel.write.list_sheet import Look, add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.model import ReplacementLine, Settings
from xlcheck.schema.outputs.report import REPLACEMENT_COUNTS, REPLACEMENT_LIST
from xlcheck.schema.table import RowCells

_NO = REPLACEMENT_LIST.no
_RED, _YELLOW = "#FFC7CE", "#FFEB9C"

_BY: tuple[tuple[str, Callable[[ReplacementLine], str]], ...] = (
    ("按任务", lambda line: line.task_no),
    ("按原因", lambda line: line.reason),
    ("按检查对象", lambda line: f"{line.name}（{line.code}）" if line.code else ""),
    ("按检查人员", lambda line: line.person),
)
"""What replacements are counted by; a blank name is not counted."""

_NOTES = (
    "重新抽取以前的补抽也计入。同一席再次补抽：退出的正是此前补入的（红色）。",
    "与名录不一致：称已退出，检查对象名录库、执法检查人员名录库却没有相应登记的（黄色），请按实际情况登记，或核对证据。",
)


def add_replacements(out: OutputBook, lines: Sequence[ReplacementLine], settings: Settings) -> None:
    """Add the counts, and the list where there is anything to list."""
    title = REPLACEMENT_COUNTS.title.format(short=settings.short_name, year=settings.year)
    rows = [row for by, name in _BY for row in _counts(by, name, lines)]
    total = _count("合计", "", lines)
    add_list(out, REPLACEMENT_COUNTS, rows, title, _NOTES, _count_look, total)
    if lines:
        listed = [_row(number, line) for number, line in enumerate(lines, start=1)]
        look = {number: _look(line) for number, line in enumerate(lines, start=1)}
        add_list(out, REPLACEMENT_LIST, listed, REPLACEMENT_LIST.title, (), lambda row: look[int(str(row[_NO]))])


def _counts(by: str, name: Callable[[ReplacementLine], str], lines: Iterable[ReplacementLine]) -> list[RowCells]:
    """Return a row for each name, that with the most replacements first."""
    groups: dict[str, list[ReplacementLine]] = {}
    for line in lines:
        groups.setdefault(name(line), []).append(line)
    groups.pop("", None)
    return [_count(by, of, group) for of, group in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))]


def _count(by: str, name: str, lines: Sequence[ReplacementLine]) -> RowCells:
    entities = sum(bool(line.code) for line in lines)
    return {
        REPLACEMENT_COUNTS.by: by,
        REPLACEMENT_COUNTS.name: name.partition("\n")[0],
        REPLACEMENT_COUNTS.count: len(lines),
        REPLACEMENT_COUNTS.entities: entities,
        REPLACEMENT_COUNTS.inspectors: len(lines) - entities,
        REPLACEMENT_COUNTS.again: sum(bool(line.again) for line in lines),
        REPLACEMENT_COUNTS.differing: sum(line.differs for line in lines),
    }


def _row(number: int, line: ReplacementLine) -> RowCells:
    table = REPLACEMENT_LIST
    return {
        table.no: number,
        table.task_no: line.task_no,
        table.attempt: line.attempt,
        table.number: line.number,
        table.at: line.at,
        table.name: line.name,
        table.code: line.code,
        table.reason: line.reason,
        table.came: line.came,
        table.registry: line.registry,
        table.again: "、".join(f"第 {number} 次" for number in line.again) or "无",
    }


def _look(line: ReplacementLine) -> Look:
    fill = _RED if line.again else _YELLOW if line.differs else ""
    return {"bg_color": fill} if fill else {}


def _count_look(row: RowCells) -> Look:
    fill = _RED if row[REPLACEMENT_COUNTS.again] else _YELLOW if row[REPLACEMENT_COUNTS.differing] else ""
    return {"bg_color": fill} if fill else {}
