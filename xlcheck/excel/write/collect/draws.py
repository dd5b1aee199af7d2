"""抽取情况: the draws of all bureaus, what each is worth, and how the superior holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xlcheck.excel.write.collect.collected import RED, YELLOW, Collected
from xlcheck.excel.write.list_sheet import Look, add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.messages import Level, level
from xlcheck.model import Finding
from xlcheck.model.held import BureauVerdict, Held, LoggedDraw, WitnessedDraw
from xlcheck.schema.outputs.collect import COLLECTED_TROUBLES
from xlcheck.schema.outputs.witness import WITNESSED_DRAWS
from xlcheck.schema.table import RowCells

_HELD = {Held.IN_TIME: "其中开奖前收存", Held.LATE: "开奖后收存", Held.NOT: "未收存"}
_BEFORE, _AFTER = "开奖日18:00以前", "开奖日18:00以后"


def add_draws(out: OutputBook, collected: Collected) -> None:
    """Add 抽取情况, a row a freeze of the packs that count.

    Red is where a reader must look, yellow what nobody held in time.
    """
    draws = [draw for verdict in collected.totals.verdicts for draw in verdict.draws]
    rows = [_row(draw) for draw in draws]
    add_list(out, WITNESSED_DRAWS, rows, collected.title(WITNESSED_DRAWS), _NOTES, _look)


_NOTES = (
    "红色：有红字，或者开奖以后放弃冻结，请看一看。黄色：已经抽取，没有在开奖日18:00以前收存。",
    "“收存”按本单位收到收存单、收存码的时间与开奖日18:00比较；“未收存”不等于有问题，只是没有人能证明它只冻结了一次。",
    "强度、定向、名录变动、红字照抽取记录；抽取以前没有登记回执的，记录上强度仍写“未收存”，是否收存以“收存”一列为准。",
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
        table.moved: draw.moved.removeprefix(f"{table.moved.title}："),
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


def draws_by(verdicts: Iterable[BureauVerdict]) -> Iterator[tuple[str, list[str], str]]:
    """Yield what 汇总一览 says of the draws: what is counted, the bureau of each, and what is to be said of it."""
    verdicts = list(verdicts)
    draws = [one for verdict in verdicts for one in verdict.draws]
    made = [one for one in draws if one.draw.drawn_at and not one.draw.given_up_at]
    yield "已抽取", [one.bureau for one in made], ""
    for held, title in _HELD.items():
        yield title, [one.bureau for one in made if one.held is held], ""
    late = [one.bureau for one in draws if _AFTER in _given_up(one.draw)]
    yield "开奖以后放弃冻结", late, ""
    yield "有红字的抽取", [one.bureau for one in made if one.draw.marks], f"见“{WITNESSED_DRAWS.sheet}”"
    wrong = [v.bureau for v in verdicts for finding in _all_findings(v) if level(finding) is Level.ERROR]
    yield "核验不符、逾期未抽", wrong, f"按处计，见“{COLLECTED_TROUBLES.sheet}”"


def _all_findings(verdict: BureauVerdict) -> Iterator[Finding]:
    yield from verdict.findings
    yield from (finding for _, findings in verdict.refused for finding in findings)


def _look(row: RowCells) -> Look:
    table = WITNESSED_DRAWS
    if row[table.marks] or _AFTER in str(row[table.given_up]):
        return {"bg_color": RED}
    unheld = row[table.held] != Held.IN_TIME.value and row[table.day] and row[table.state] == "已抽取"
    return {"bg_color": YELLOW} if unheld else {}
