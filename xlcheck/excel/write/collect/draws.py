"""抽取情况: the draws of all bureaus, what each is worth, and how the superior holds it."""

from __future__ import annotations

from collections import Counter

from xlcheck.excel.write.collect.collected import RED, YELLOW, Collected
from xlcheck.excel.write.list_sheet import Look, add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.model.held import Held, LoggedDraw, WitnessedDraw
from xlcheck.schema.outputs.witness import WITNESSED_DRAWS
from xlcheck.schema.table import RowCells

_BEFORE, _AFTER = "开奖日18:00以前", "开奖日18:00以后"


def add_draws(out: OutputBook, collected: Collected) -> None:
    """Add 抽取情况, a row a freeze of the packs that count.

    Red is where a reader must look, yellow what nobody held in time.
    """
    draws = [draw for verdict in collected.totals.verdicts for draw in verdict.draws]
    rows = [_row(draw) for draw in draws]
    add_list(out, WITNESSED_DRAWS, rows, collected.title(WITNESSED_DRAWS), _NOTES, _look)


_NOTES = (
    "“收存”按本单位收到收存单、收存码的时间与开奖日18:00比较；“未收存”的，不能排除多次冻结后择一。强度、定向、名录变动、红字均照抽取记录。",
)


def _row(witnessed: WitnessedDraw) -> RowCells:
    table, draw, fixed = WITNESSED_DRAWS, witnessed.draw, witnessed.draw.fixed
    return {
        table.bureau: witnessed.bureau,
        table.task_no: fixed.task_no,
        table.attempt: int(fixed.mark.rpartition("#")[2]),
        table.state: _state(draw),
        table.strength: draw.strength or ("旧版格式" if draw.drawn_at else ""),
        table.held: witnessed.held.value,
        table.since: witnessed.since,
        table.by: witnessed.by,
        table.source: fixed.source_name,
        table.day: fixed.day,
        table.frozen: draw.frozen_at,
        table.drawn_at: draw.drawn_at,
        table.given_up: _given_up(draw),
        table.frame: draw.frame_size or None,
        table.category: draw.category_size or None,
        table.directed: draw.directed,
        table.share: _share(draw.frame_size, draw.category_size) if draw.directed else "",
        table.drawn: draw.drawn or None,
        table.replaced: len(draw.replaced) or None,
        table.replaced_share: _share(len(draw.replaced), draw.drawn) if draw.replaced else "",
        table.reasons: "；".join(f"{reason} {count}次" for reason, count in Counter(draw.replaced).items()),
        table.late: draw.late or None,
        table.moved: draw.moved,
        table.marks: "".join(draw.marks),
    }


def _state(draw: LoggedDraw) -> str:
    if draw.given_up_at:
        return "已放弃"
    return "已抽取" if draw.drawn_at else "待抽取"


def _given_up(draw: LoggedDraw) -> str:
    if not draw.given_up_at or not draw.fixed.closes:
        return draw.given_up_at
    when = _BEFORE if draw.given_up_at < draw.fixed.closes else _AFTER
    return f"{draw.given_up_at}（{when}）"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else ""


def _look(row: RowCells) -> Look:
    table = WITNESSED_DRAWS
    if row[table.marks] or _AFTER in str(row[table.given_up]):
        return {"bg_color": RED}
    unheld = row[table.held] != Held.IN_TIME.value and row[table.day] and row[table.state] == "已抽取"
    return {"bg_color": YELLOW} if unheld else {}
