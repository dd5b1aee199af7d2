"""全市汇总: the packs of all bureaus."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import FOLDER
from xlcheck.cli.chinese import ChineseCommand


@click.command("collect", cls=ChineseCommand, short_help="市级汇总：收取各单位上报的材料。")
@click.argument("inbox", metavar="收件文件夹", type=FOLDER)
@click.option("--into", type=FOLDER, metavar="文件夹", help="汇总放在哪里；不写则为收件文件夹旁边的“全市汇总”。")
@click.option(
    "--year", default=None, metavar="年度", type=click.IntRange(2000, 2099), help="汇总哪个年度；不写则以多数为准。"
)
def collect_packs(inbox: Path, into: Path | None, year: int | None) -> int:
    """收取各单位的上报材料（另存的邮件、压缩包、文件夹），逐份核对，合成全市汇总；不完整的写好退回回复。

    同一单位报送几次的，以最后一次为准。汇总文件夹里的“报送单位”名单填好以后，还列出谁没有报送、谁迟报。

    \b
    例：xlcheck collect 收件 --year 2021
    """
    from xlcheck.cli.dialogues.collect import show_collection
    from xlcheck.steps.collect.collect import collect

    result = collect(inbox, screen.now(), screen.TALK, out=into, year=year or 0)
    show_collection(result)
    return 1 if result.totals.refused else 0
