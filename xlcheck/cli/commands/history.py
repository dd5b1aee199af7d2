"""历年档案: each entity over the years."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command("history", cls=ChineseCommand, short_help="汇总检查对象历年的档案。")
@desk_argument
@click.option("--entity", default="", metavar="代码或名称", help="只写这一户的档案（一户一档），便于打印。")
def file_entities(desk: Path | None, entity: str) -> int:
    """由各年度的抽取和台账，汇总每户被抽中、检查、发现问题和整改的情况。

    读取与年度文件夹并列的各个年度；读不到的，在档案中和屏幕上写明。

    \b
    例：xlcheck history workbooks/2021
        xlcheck history --entity 911406031100124592
    """
    from xlcheck.steps.history.history import history

    result = history(run_on(desk), entity)
    screen.files("档案", [result.path])
    screen.warnings(result.history.notes)
    screen.say(f"√ {len(result.history.entities)} 户，抽取 {len(result.history.lines)} 户次。")
    return 0 if result.whole else 1
