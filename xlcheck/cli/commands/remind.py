"""到期提醒: what is due, and 消息: the texts that tell people so."""

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

    写出的日历文件可以导入办公软件和手机的日历；再次导入时，期限变了的随之改动，已经办结的随之取消，不会重复。

    \b
    例：xlcheck status workbooks/2021 --days 5
    """
    from xlcheck.cli.dialogues.remind import show_counts, show_pressing
    from xlcheck.cli.dialogues.report import show_doubts
    from xlcheck.steps.remind.status import status as step

    result = step(run_on(desk), days)
    show_pressing(result.reminders)
    if result.calendar is not None:
        screen.files("到期提醒（工作簿、日历文件）", [result.book, result.calendar])
    else:
        screen.files("到期提醒", [result.book])
        screen.say("－ 前后一年内没有到期的事项，没有写日历文件。")
    code = show_doubts(result.findings)
    show_counts(result.reminders)
    return code


@click.command("message", cls=ChineseCommand, short_help="写出给检查人员、工作群、整改对象的消息。")
@desk_argument
@click.option("--choose", is_flag=True, help="列出各条消息，逐条选择、复制。")
def message(desk: Path | None, choose: bool) -> None:
    """写出可以粘贴到聊天软件、短信的消息：每名检查人员一条，工作群、逾期的人、还在整改的企业各有一条。

    每条不超过 150 个字，长的分成几段；没有电话、证件号码。检查以前，企业名称只写给去检查的人。

    \b
    例：xlcheck message workbooks/2021
        xlcheck message workbooks/2021 --choose
    """
    from xlcheck.cli.dialogues.remind import choose_messages, show_messages
    from xlcheck.steps.remind.notify import notify

    run = run_on(desk)
    result = notify(run)
    if choose and result.path is not None:
        choose_messages(run, result)
    else:
        show_messages(result)
