"""统计: the progress of the year."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="统计全年进度。")
@desk_argument
def report(desk: Path | None) -> int:
    """由台账统计进度、结果、覆盖面和工作量，写出图表、年度总结草稿、全年检查台账，以及整改、移送、抄告清单。

    本年度计划另按行政检查计划统计表、联合抽查计划表的列写出，工作簿里没有的留空。

    与上年度对比：上年度的文件夹放在本年度的旁边，只读取，不改动。原有的总结草稿、计划报表移入“旧版”。

    \b
    例：xlcheck report workbooks/2021
    """
    from xlcheck.cli.dialogues.report import show_report
    from xlcheck.steps.report.report import report as step

    return show_report(step(run_on(desk)))
