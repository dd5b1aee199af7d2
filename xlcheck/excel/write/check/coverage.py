"""年度覆盖测算: a sheet of 校验报告.xlsx that says how far the plan reaches, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlcheck.excel.write.table import HEAD_FILL, HEAD_FONT, OutputBook, put_row, put_table, put_text
from xlcheck.model import Coverage, Outlook
from xlcheck.schema.outputs.check import COVERAGE
from xlcheck.schema.table import RowCells

_TIMES = (COVERAGE.never, COVERAGE.once, COVERAGE.twice, COVERAGE.more)


def add_coverage(out: OutputBook, outlook: Outlook) -> None:
    """Add the sheet: a row a category, their sum, and what the figures mean."""
    sheet = out.sheet(COVERAGE.sheet)
    lines = outlook.lines
    place = put_table(out, sheet, COVERAGE, [_row(line) for line in lines], COVERAGE.title)
    put_row(out, sheet, COVERAGE, _row(_whole(lines)), place.last + 1, font_name=HEAD_FONT, bg_color=HEAD_FILL)
    for offset, note in enumerate(_notes(outlook), start=2):
        put_text(sheet, place.last + offset, 0, note, out.style(text_wrap=False))


def _whole(lines: Sequence[Coverage]) -> Coverage:
    tasks, entities, visits = (sum(getattr(c, field) for c in lines) for field in ("tasks", "entities", "visits"))
    times = tuple(sum(line.times[n] for line in lines) for n in range(len(_TIMES)))
    return Coverage("合计", tasks, entities, visits, times)


def _row(line: Coverage) -> RowCells:
    reached = line.entities - line.times[0]
    return {
        COVERAGE.category: line.category,
        COVERAGE.tasks: line.tasks,
        COVERAGE.entities: line.entities,
        COVERAGE.visits: line.visits,
        COVERAGE.reached: f"{float(Fraction(100 * reached, line.entities)):.1f}%" if line.entities else "—",
        **dict(zip(_TIMES, line.times, strict=True)),
    }


def _notes(outlook: Outlook) -> list[str]:
    notes = [
        f"按计划的比例和日期、名录库现状和抽查策略（{outlook.rule}）在年初测算，为多次抽取的平均数，取整；以抽取记录为准。",
        "抽样框户数：至少有一个任务可以抽到的检查对象；同一检查对象在不同任务中各自独立抽取。",
    ]
    lists = (
        ("没有计入的任务（有错误，不能测算）", outlook.left_out),
        ("没有计入的任务（定向抽查，还没有写定向条件）", outlook.unfiltered),
        ("抽查类型待定，按不定向抽查计入的任务", outlook.undecided),
    )
    return notes + [f"{what}：{'、'.join(tasks)}。" for what, tasks in lists if tasks]
