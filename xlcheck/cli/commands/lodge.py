"""收存: somebody else holds the slip of a freeze run."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command("lodge", cls=ChineseCommand, short_help="登记冻结收存单由谁收存。")
@desk_argument
@click.option("--slip", "number", type=int, default=0, metavar="编号", help="第几号冻结收存单；不写则询问。")
@click.option("--witness", default="", metavar="姓名", help="监督人已在收存联上签名、注明日期，自行留存。")
@click.option("--stated", default="", metavar="编号", help="上级已收存，这里照填回执编号（没有附回执文件，作为自述）。")
@click.option("--holder", default="", metavar="单位", help="收存的上级单位。")
def lodge(desk: Path | None, number: int, witness: str, stated: str, holder: str) -> None:
    """登记冻结收存单在开奖以前由谁收存；没有写的，逐项询问。

    开奖日18时以前登记的，印在抽取记录上；监督人签名留存的，随机性强度为“甲·监督人留存”。

    \b
    例：xlcheck lodge workbooks/2021 --slip 1 --witness 张某
        xlcheck lodge workbooks/2021
    """
    from xlcheck.cli.dialogues.lodge import ask_lodging, say_lodged
    from xlcheck.steps.draw.lodge import note_lodged

    run = run_on(desk)
    slip, kind, who, receipt = ask_lodging(run, number, witness, stated, holder)
    say_lodged(run, note_lodged(run, slip, kind, who, receipt))
