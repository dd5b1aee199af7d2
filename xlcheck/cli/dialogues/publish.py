"""撤回: what the command line does not say is asked, and read back before it is logged for good."""

from __future__ import annotations

from dataclasses import replace

import click

from xlcheck.cli import screen
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.publish.withdraw import RowChoice, finish_interrupted, published_rows

_ALL = "全部"


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
        question = f"任务 {rows.task} 已公示 {len(events)} 户。撤回哪一户（统一社会信用代码；都撤回的，写“{_ALL}”）"
        answer = screen.ask(question)
        choice = rows if answer == _ALL else replace(rows, codes=(answer,))
    if not why:
        why = screen.ask("撤回的原因")
    return _confirmed(run, choice, why), why


def _confirmed(run: Run, rows: RowChoice, reason: str) -> RowChoice:
    """Read the rows back and return them one by one; what is published while a person thinks is not among them."""
    events = published_rows(run.desk, rows)
    for event in events[: screen.FEW]:
        screen.say(f"    撤回：{event.facts.get('name', '')}（{event.code}），{event.day} 公示")
    if len(events) > screen.FEW:
        screen.say(f"    …… 其余 {len(events) - screen.FEW} 户")
    screen.say(f"    原因：{reason}")
    if not screen.agrees("撤回公告一经写出就记入公示日志，是否无误"):
        raise click.Abort
    return replace(rows, codes=tuple(event.code for event in events))
