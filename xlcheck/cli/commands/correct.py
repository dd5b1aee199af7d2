"""更正: what went wrong honestly is put right, and said on the record."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import FILE, desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command("correct", cls=ChineseCommand, short_help="更正号码，登记开奖改期、取消，恢复日志，重建记录。")
@desk_argument
@click.option("--task", default="", metavar="编号", help="号码录错的任务；同一期号码的任务一并更正。")
@click.option("--number", "numbers", default="", metavar="号码", help="官方公布的号码。")
@click.option("--issue", default="", metavar="期", help="改期或取消的一期，如 双色球2024003期。")
@click.option("--day", default="", metavar="日期", help="改到哪一天开奖，如 2024-01-09。")
@click.option("--cancelled", is_flag=True, help="这一期取消了，放弃等待它的冻结。")
@click.option("--notice", type=FILE, default=None, metavar="文件", help="开奖机构的通知，存入存档。")
@click.option("--restore", "kept_copy", type=FILE, default=None, metavar="文件", help="留存的压缩包、邮件或文件夹。")
@click.option("--rebuild", default="", metavar="编号", help="抽取记录、补抽记录丢失的任务；先找副本，没有的重建。")
@click.option("--reason", default="", metavar="理由", help="记入抽取日志，印在抽取记录上。")
def correct(
    desk: Path | None,
    task: str,
    numbers: str,
    issue: str,
    day: str,
    cancelled: bool,
    notice: Path | None,
    kept_copy: Path | None,
    rebuild: str,
    reason: str,
) -> None:
    """更正录错的号码，登记开奖改期、取消，从留存的材料恢复抽取日志，放回或重建丢失的记录；没有写的，逐项询问。

    更正都写入抽取日志，印在抽取记录上；原来的记录保留存档。

    \b
    例：xlcheck correct workbooks/2021 --task 03号 --number "1 2 3 4 5 6 + 7" --reason 录入时看错一位
        xlcheck correct workbooks/2021 --issue 双色球2021003期 --day 2021-01-10 --notice 通知.jpg --reason 开奖机构通知
        xlcheck correct workbooks/2021 --restore 冻结收存单-2021-01.zip --reason 硬盘损坏
        xlcheck correct workbooks/2021 --rebuild 03号 --reason 硬盘损坏
        xlcheck correct workbooks/2021
    """
    from xlcheck.cli.dialogues.correct import (
        Mishap,
        ask_what,
        cancel_issue,
        correct_numbers,
        put_off,
        rebuild_records,
        restore_log,
    )

    run = run_on(desk)
    given: dict[Mishap, object] = {
        Mishap.NUMBERS: task or numbers,
        Mishap.DAY: day,
        Mishap.CANCELLED: cancelled,
        Mishap.LOST: kept_copy,
        Mishap.RECORD: rebuild,
    }
    match ask_what(given):
        case Mishap.NUMBERS:
            correct_numbers(run, task, numbers, reason)
        case Mishap.DAY:
            put_off(run, issue, day, notice, reason)
        case Mishap.CANCELLED:
            cancel_issue(run, issue, notice, reason)
        case Mishap.LOST:
            restore_log(run, kept_copy, reason)
        case Mishap.RECORD:
            rebuild_records(run, rebuild, reason)
