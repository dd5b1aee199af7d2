"""检查对象档案.xlsx, and the page of one entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlcheck.excel.untyped import XlsxFormat, XlsxSheet
from xlcheck.excel.write.list_sheet import add_list, put_notes
from xlcheck.excel.write.measure import row_points
from xlcheck.excel.write.table import OutputBook, head_style, put_head, put_row, put_title, put_value
from xlcheck.model import EntityHistory, History, HistoryLine, Settings
from xlcheck.schema.outputs.history import HISTORY, HISTORY_SUMMARY
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import RowCells

_OF_ONE = replace(
    HISTORY.with_columns([c for c in HISTORY if c not in (HISTORY.no, HISTORY.name, HISTORY.code)]),
    landscape=True,
    paper="A4",
)
_PLACES = ((0, 1, 2, 3), (4, 5, 6, 7), (8, 8, 9, 12))
"""First and last column of a fact's title and of what stands beside it, for the facts of a line."""
_WIDTHS = tuple(sum(c.width for c in _OF_ONE.columns[begin : end + 1]) for _, _, begin, end in _PLACES)

_FACT_POINTS = 22

Fact = tuple[str, object]


def write_history(path: Path, history: History, settings: Settings, stamp: str, *, practice: bool = False) -> None:
    """Write 汇总 (a row an entity) and 明细 (a row an entity and draw)."""
    title = HISTORY_SUMMARY.title.format(short=settings.short_name)
    with OutputBook(path, practice=practice) as out:
        entities = [_entity(entity) for entity in history.entities]
        add_list(out, HISTORY_SUMMARY, entities, title, (f"截至 {stamp}。", *history.notes))
        lines = [_line(number, line) for number, line in enumerate(history.lines, start=1)]
        add_list(out, HISTORY, lines, HISTORY.title)


def _entity(entity: EntityHistory) -> RowCells:
    return {column: getattr(entity, column.key) for column in HISTORY_SUMMARY}


def _line(number: int, line: HistoryLine) -> RowCells:
    """Return what the draw says, and the cells of the ledger as they were typed."""
    inspection = line.inspection
    cells = {column: inspection.cell(column.key) for column in HISTORY if column in LEDGER.columns}
    return cells | {
        HISTORY.no: number,
        HISTORY.name: inspection.name,
        HISTORY.code: inspection.code,
        HISTORY.year: line.year,
        HISTORY.task_no: inspection.task_no,
        HISTORY.round: line.round,
        HISTORY.how: line.how,
        HISTORY.drawn_on: line.drawn_on,
        HISTORY.published: line.published,
    }


def write_entity_history(
    path: Path, facts: Sequence[Fact], history: History, settings: Settings, stamp: str, *, practice: bool = False
) -> None:
    """Write 一户一档 on A4: the facts of the registry, then the entity's lines; it is the only one."""
    (counts,) = history.entities
    with OutputBook(path, practice=practice) as out:
        sheet: XlsxSheet = out.sheet("一户一档")
        for index, column in enumerate(_OF_ONE.columns):
            sheet.set_column(index, index, column.width)
        put_title(out, sheet, HISTORY_SUMMARY.title.format(short=settings.short_name), len(_OF_ONE.columns))
        head = _put_facts(out, sheet, facts) + 1
        put_head(out, sheet, head, _OF_ONE.titles)
        sheet.set_row(head, row_points(((c.title, c.width) for c in _OF_ONE.columns), 30))
        for number, line in enumerate(history.lines, start=head + 1):
            put_row(out, sheet, _OF_ONE, _line(0, line), number)
        sums = (
            f"被抽中 {counts.drawn} 次，已检查 {counts.inspected} 次，其他检查 {counts.others} 次，"
            f"发现问题 {counts.problems} 次，未完结 {counts.open} 次。"
        )
        put_notes(out, sheet, (f"截至 {stamp}，{sums}", *history.notes), head + len(history.lines) + 2)


def _put_facts(out: OutputBook, sheet: XlsxSheet, facts: Sequence[Fact]) -> int:
    """Put titles and values, some of each in a line from the second row on; returns the row after them."""
    each = len(_PLACES)
    lines = [facts[at : at + each] for at in range(0, len(facts), each)]
    for row, line in enumerate(lines, start=1):
        for (title, value), (first, last, begin, end) in zip(line, _PLACES, strict=False):
            _spread(sheet, (row, first, last), title, head_style(out))
            number_format = {"num_format": "@" if isinstance(value, str) else "yyyy-mm-dd"}
            _spread(sheet, (row, begin, end), value, out.style(border=1, align="left", **number_format))
        texts = zip((str(value) for _, value in line), _WIDTHS, strict=False)
        sheet.set_row(row, row_points(texts, _FACT_POINTS))
    return len(lines) + 1


def _spread(sheet: XlsxSheet, place: tuple[int, int, int], value: object, style: XlsxFormat) -> None:
    """Put a value over several columns of a row."""
    row, first, last = place
    if last > first:
        sheet.merge_range(row, first, row, last, "", style)
    put_value(sheet, row, first, value, style)
