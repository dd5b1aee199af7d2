"""开办: a new bureau's plan and settings, from one form."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command("setup", cls=ChineseCommand, short_help="新单位：由开办表写出计划和设置。")
@desk_argument
@click.option("--adopt", "unasked", is_flag=True, help="不再询问，直接写出；原来的移到“旧版”。")
def set_up(desk: Path | None, unasked: bool) -> int:
    """新单位填好《开办表》的类别、比例、批次、人数，由程序写出抽查工作计划和单位设置；还没有开办表的，先写出一张。

    只写空白的计划：计划里已经有任务的，不改动。

    \b
    例：xlcheck setup workbooks/2026
    """
    from xlcheck.cli.dialogues.setup import set_up_year

    return set_up_year(run_on(desk), unasked=unasked)
