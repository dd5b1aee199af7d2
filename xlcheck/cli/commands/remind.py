"""到期提醒: what is due."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="查看到期情况，写出到期提醒和日历文件。")
@desk_argument
@click.option(
    "--days", default=3, metavar="天数", type=click.IntRange(0, 60), help="几个工作日以内算即将到期；不写为 3。"
)
def status(desk: Path | None, days: int) -> int:
    """由计划、抽取和台账，列出哪些已逾期、今日到期、即将到期，按任务、按人员汇总。

    写出的日历文件可以导入办公软件和手机的日历；再次导入时，同一任务、事项、日期的提醒不会重复。

    \b
    例：xlcheck status workbooks/2021 --days 5
    """
    from xlcheck.cli.dialogues.remind import show_reminders
    from xlcheck.cli.dialogues.report import show_doubts
    from xlcheck.steps.remind.status import status as step

    result = step(run_on(desk), days)
    show_reminders(result.reminders)
    screen.files("到期提醒（工作簿、日历文件）", [result.book, result.calendar])
    return show_doubts(result.findings)
