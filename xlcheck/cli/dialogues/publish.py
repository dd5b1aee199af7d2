"""公示, 公示日期 and 撤回: what the command line does not say is asked; what cannot be undone is read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import click

from xlcheck.cli import screen
from xlcheck.cli.asking import choose, typed_reason
from xlcheck.cli.screen import ask
from xlcheck.messages import Level, error_text, occurrences
from xlcheck.model import XlcheckError
from xlcheck.reading.dates import read_date
from xlcheck.results.publish.left import Left
from xlcheck.schema.outputs.publish import CORRECTION
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.publish.batch import Batch
from xlcheck.steps.publish.publication_day import (
    DatedBatch,
    DayCell,
    PublishedBatch,
    batch_named,
    check_day,
    date_batch,
    published_batches,
)
from xlcheck.steps.publish.publish import PublishResult
from xlcheck.steps.publish.withdraw import RowChoice, event_task, finish_interrupted, published_rows


def agrees_to(batch: Batch) -> bool:
    """Say what would go out and what stays behind, and ask for a yes; raises :class:`screen.Unanswered`."""
    screen.say(_summary(batch))
    _list_going(batch)
    _list_behind(batch)
    return screen.agrees_or_unanswered("公示后记入公示日志，只能更正或撤回。是否公示", "--yes")


def _summary(batch: Batch) -> str:
    """Say in one sentence how many rows go out, how many are corrected, and how many stay behind for which reason."""
    counts = Counter(line.why for line in batch.left)
    why = "，".join(f"{left} {counts[left]} 户" for left in Left if counts[left])
    corrected = f"，更正 {batch.corrected} 户" if batch.corrected else ""
    left = f"，留下 {len(batch.left)} 户：{why}" if batch.left else ""
    return f"本批 {len(batch.rows)} 户{corrected}{left}。"


def _list_going(batch: Batch) -> None:
    """Name every row that goes out, those of a task with the same result in one sentence; then each correction."""
    together: dict[tuple[str, str], list[str]] = {}
    for request, line in batch.lines[: len(batch.rows)]:
        together.setdefault((request.plan.task_no, line.result), []).append(line.name)
    for (task_no, result), names in together.items():
        screen.say(f"  {task_no} {result} {len(names)} 户：{'、'.join(names)}")
    fields: dict[tuple[object, object], list[str]] = {}
    for change in batch.changes:
        fields.setdefault((change[CORRECTION.task_no], change[CORRECTION.code]), []).append(
            str(change[CORRECTION.field])
        )
    for request, line in batch.lines[len(batch.rows) :]:
        changed = "、".join(fields[line.task_no, line.code])
        screen.say(f"  {request.plan.task_no} 更正 {line.name}：{changed}")


def _list_behind(batch: Batch) -> None:
    """List the rows that stay behind, those of one reason together, and the ledgers that were not read."""
    if batch.left:
        screen.say(f"留下的 {len(batch.left)} 户：")
    for line in sorted(batch.left, key=lambda one: [*Left].index(one.why)):
        detail = f"：{line.detail}" if line.detail else ""
        screen.say(f"   － {line.task_no} {line.name}：{line.why}{detail}")
    screen.files("没有读到的台账，其中各户都不在内", [f"《{name}》" for name in batch.unread])


def show_published(result: PublishResult, run: Run | None = None) -> int:
    """Show what is wrong in the ledgers and what was published; returns the exit code.

    Where a ``run`` is given, it is asked when the batch was put on the web.
    """
    screen.files("！ 上次运行中断，写好的一批现已补放到位", result.finished)
    screen.findings([found for found in result.findings if found not in result.again])
    if result.again:
        count = occurrences(result.again, Level.WARNING)
        explained = f"，另有 {result.explained} 处已说明理由" if result.explained else ""
        screen.say(f"－ 已公示、没有改动的各户有 {count} 处警告，上次公示时列过，不再列出{explained}。")
    screen.files("台账校验报告", [result.report] if result.report else [])
    if result.before:
        screen.say(f"－ 此前已公示 {result.before} 户。")
    beside = occurrences(result.beside, Level.ERROR)
    errors = occurrences(result.findings, Level.ERROR) - beside
    but = f"台账中有 {errors} 处错误，所在各行没有公示，请按{_report_of(result)}改正后再公示。" if errors else ""
    if beside:
        screen.say(f"！ 《其他检查》中有 {beside} 处错误，不影响这次公示，请按{_report_of(result)}改正。")
    if result.folder is not None:
        screen.files("公示材料", sorted(result.folder.iterdir()))
        corrected = f"，更正 {result.corrected} 户" if result.corrected else ""
        dated = _date_at_once(run, result.folder.name) if run is not None and result.rows else ""
        screen.say(f"√ 本批公示 {result.rows} 户{corrected}。{dated}{but}")
    elif result.declined:
        screen.say(f"{'×' if errors else '－'} 没有公示，没有改动。{but}")
    else:
        _list_behind(result.batch)
        screen.say(f"{'×' if errors else '－'} 没有新的可公示的行。{but}")
    return 1 if errors else 0


def _report_of(result: PublishResult) -> str:
    """Name the report that lists the errors; where nothing was written, that of the check."""
    return "台账校验报告" if result.report else "“校验”写出的校验报告"


_LATER = "公示日期没有填，放到网站以后请在菜单“更多”里选“公示日期”。"


def _date_at_once(run: Run, name: str) -> str:
    """Ask when what was just published was put on the web, and fill in the day; returns what came of it.

    Whatever stops this, the batch is published.
    """
    try:
        batch = batch_named(published_batches(run), name)
        return _dated(run, batch, _ask_day(run, batch, "；还没有放的先返回")) if batch.blank else ""
    except click.Abort:
        return _LATER
    except XlcheckError as error:
        return f"{error_text(error)}{_LATER}"


def date_rows(run: Run, name: str, day: str) -> int:
    """Ask which batch was put on the web, and when, where it is not given; fill in the day; returns the exit code."""
    batches = published_batches(run)
    if not name and not any(batch.blank for batch in batches):
        _list_left([cell for batch in batches for cell in batch.cells if cell.place is None])
        screen.say("－ 没有要填公示日期的户。")
        return 0
    batch = batch_named(batches, name) if name else _ask_batch([batch for batch in batches if batch.blank])
    if not batch.blank:
        _list_left([cell for cell in batch.cells if cell.place is None])
        screen.say(f"－ {batch.number}没有空着的公示日期，没有改动。")
        return 0
    screen.say(f"√ {_dated(run, batch, _day_of(day) if day else _ask_day(run, batch))}")
    return 0


def _ask_batch(batches: Sequence[PublishedBatch]) -> PublishedBatch:
    if len(batches) == 1:
        return batches[0]
    return choose(
        "哪一批放到了网站上", batches, lambda one: f"{one.name}（{len(one.blank)} 户没有填）", usual=batches[-1]
    )


def _ask_day(run: Run, batch: PublishedBatch, otherwise: str = "") -> date:
    """Ask for the day; Enter is today, or the day that rows of the batch have since a run that was broken off."""
    usual = batch.typed_day or run.now.date()
    word = "" if batch.typed_day else "今天"
    stale = sum(cell.stale for cell in batch.blank)
    also = f"其中 {stale} 户填着撤回以前的日期，一并改成新的。" if stale else ""
    screen.say(
        f"{batch.number}有 {len(batch.blank)} 户要填公示日期，程序把它填进台账的空格，台账先备份到“旧版”。{also}"
    )
    while True:
        answer = ask(f"{batch.number}哪一天放到网站上", "", how=f"回车为{word} {usual}{otherwise}")
        try:
            day = _day_of(answer) if answer else usual
            check_day(run, batch, day)
            return day
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")


def _day_of(text: str) -> date:
    day = read_date(text)
    if not isinstance(day, date):
        raise XlcheckError("publish.day-unclear", text=text)
    return day


def _dated(run: Run, batch: PublishedBatch, day: date) -> str:
    """Fill in the day, show what was left as it was, and return how many rows have it now."""
    result: DatedBatch = date_batch(run, batch.name, day)
    _list_left(result.left)
    screen.files("填写前的台账", result.backups)
    left = f"，{len(result.left)} 户没有动" if result.left else ""
    return f"公示日期 {day} 已填 {len(result.filled)} 户{left}。"


def _list_left(cells: Sequence[DayCell]) -> None:
    """List the rows that a person must look at."""
    for cell in cells[: screen.FEW]:
        screen.say(f"  － 《{cell.ledger.name}》{cell.name}：{_why_left(cell)}")
    if len(cells) > screen.FEW:
        screen.say(f"  …… 其余 {len(cells) - screen.FEW} 户")


def _why_left(cell: DayCell) -> str:
    if cell.place is None:
        return "台账里没有这一行，或没有“公示日期”一列"
    return f"公示日期已是“{cell.typed}”，没有改动" if cell.typed else "公示日期一格是公式，没有改动"


_ALL = ("全部", "")
"""Stands for every row, among codes with their names."""


def ask_rows(run: Run, rows: RowChoice, reason: str) -> tuple[RowChoice, str]:
    """Ask which rows are withdrawn, and why, where it is not given; a person who then does not agree ends the command.

    Raises :class:`XlcheckError` as :func:`published_rows`.
    """
    if rows.codes and reason:
        return rows, reason
    screen.files("！ 上次运行中断，写好的一批现已补放到位", finish_interrupted(run))
    events = published_rows(run.desk, rows)
    choice, why = rows, reason
    if not rows.codes:
        choices = [*({event.code: event.facts.get("name", "") for event in events}).items(), _ALL]
        screen.say(f"{event_task(events[0])} 已公示 {len(events)} 户。")
        code, _ = choose("撤回哪一户", choices, _named)
        choice = rows if code == _ALL[0] else replace(rows, codes=(code,))
    if not why:
        why = typed_reason(run, "撤回的原因", needed="请写明原因，它印在撤回公告上。")
    return _confirmed(run, choice, why), why


def _named(row: tuple[str, str]) -> str:
    code, name = row
    return f"{name}（{code}）" if name else code


def _confirmed(run: Run, rows: RowChoice, reason: str) -> RowChoice:
    """Read the rows back and return them one by one; what is published while a person thinks is not among them."""
    events = published_rows(run.desk, rows)
    for event in events[: screen.FEW]:
        screen.say(f"    撤回：{event.facts.get('name', '')}（{event.code}），{event.day} 公示")
    if len(events) > screen.FEW:
        screen.say(f"    …… 其余 {len(events) - screen.FEW} 户")
    screen.say(f"    原因：{reason}")
    if not screen.agrees("撤回公告一经写出就记入公示日志，是否无误"):
        raise screen.Declined
    return replace(rows, codes=tuple(event.code for event in events))
