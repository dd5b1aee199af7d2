"""收存: somebody else holds the slip of a freeze run."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import FILE, desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command("lodge", cls=ChineseCommand, short_help="登记冻结收存单由谁收存。")
@desk_argument
@click.option("--slip", "number", type=int, default=0, metavar="编号", help="第几号冻结收存单；不写则询问。")
@click.option("--witness", default="", metavar="姓名", help="监督人已在收存联上签名、注明日期，自行留存。")
@click.option("--receipt", type=FILE, metavar="文件", help="上级发来的签名回执，文件或者存下来的邮件。")
@click.option("--key", default="", metavar="指纹", help="与上级电话核对过的签名密钥指纹；不写则询问。")
@click.option("--stated", default="", metavar="编号", help="上级已收存，这里照填回执编号（没有附回执文件，作为自述）。")
@click.option("--holder", default="", metavar="单位", help="收存的上级单位。")
@click.option("--sheet", type=FILE, metavar="文件", help="掷骰抽取以后，把签名的掷骰记录单（扫描件、照片）存档。")
def lodge(
    desk: Path | None,
    number: int,
    witness: str,
    receipt: Path | None,
    key: str,
    stated: str,
    holder: str,
    sheet: Path | None,
) -> None:
    """登记冻结收存单在开奖以前由谁收存，掷骰记录单的扫描件存档；没有写的，逐项询问。

    开奖日18时以前收存的，印在抽取记录上：有上级签名的回执的，随机性强度为“甲”；监督人签名留存的，为“甲·监督人留存”。
    抽取以后才收到的回执，补写在抽取公开网页上。

    \b
    例：xlcheck lodge workbooks/2021 --slip 1 --witness 张某
        xlcheck lodge workbooks/2021 --receipt 回执.eml
        xlcheck lodge workbooks/2021 --slip 2 --sheet 掷骰记录单.jpg
        xlcheck lodge workbooks/2021
    """
    from xlcheck.cli.dialogues.lodge import NamedHolder, archive_sheets, lodge_slip, wants_sheet

    run = run_on(desk)
    if sheet or (not (number or witness or stated or receipt) and wants_sheet(run)):
        archive_sheets(run, number, sheet)
    else:
        lodge_slip(run, NamedHolder(number, witness, stated, holder, receipt, key))
