"""上报: the pack, and the mails that carry it."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="打包上报材料。")
@desk_argument
@click.option("--password", "locked", is_flag=True, help="台账全文也上报，加密；密码按提示输入两次，不保存。")
@click.option(
    "--limit",
    default=15,
    metavar="大小",
    type=click.IntRange(1, 1000),
    help="一封邮件最大多少 MB，不写则为 15；超过的分几封。",
)
@click.option("--mail", "by_server", is_flag=True, help="把上一次打好的邮件由发件服务器发出；发出过的不会重发。")
@click.option("--done", default="", metavar="第几次", help="登记这一次上报已人工发送，如：第1次。")
def send(desk: Path | None, locked: bool, limit: int, by_server: bool, done: str) -> int:
    """把抽取、台账摘要、检查说明、公示、统计材料收进一个文件夹和压缩包，附文件摘要；写好邮件草稿，登记发件。

    先打包，核对“待发送”里的邮件草稿，再自己发送，或由程序发送。

    \b
    例：xlcheck send workbooks/2021
        xlcheck send workbooks/2021 --mail
        xlcheck send workbooks/2021 --done 第1次
    """
    from xlcheck.cli.dialogues.send import new_password, note_sent, send_waiting, show_packed
    from xlcheck.steps.send.send import send as step

    run = run_on(desk)
    if by_server:
        return send_waiting(run)
    if done:
        note_sent(run, done)
    else:
        show_packed(step(run, new_password() if locked else "", limit))
    return 0
