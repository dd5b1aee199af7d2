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
@click.option("--code", "codes", multiple=True, metavar="单位=收存码", help="登记电话、短信报来的收存码，可写多次。")
@click.option("--numbers", multiple=True, metavar="期号=号码", help="登记官方公布的开奖号码，以后自动比对，可写多次。")
@click.option("--accept", "decisions", multiple=True, metavar="编号=理由", help="与先收到的不一致，查明后决定采用。")
def collect_packs(
    inbox: Path,
    into: Path | None,
    year: int | None,
    codes: tuple[str, ...],
    numbers: tuple[str, ...],
    decisions: tuple[str, ...],
) -> int:
    """收取各单位的收存单和上报材料（另存的邮件、压缩包、文件夹），逐份核验，合成全市汇总；不完整、不一致的写好退回回复。

    收存单收到以后写好回执，以后上报的材料自动与收存的、先收到的比对。同一单位报送几次的，以最后一次为准。
    汇总文件夹里的“报送单位”名单填好以后，还列出谁没有报送、谁迟报。

    \b
    例：xlcheck collect 收件 --year 2021
        xlcheck collect 收件 --code 示例区交通运输局=7K3M-…
        xlcheck collect 收件 --numbers "双色球2021003期=1 2 3 4 5 6+7"
    """
    from xlcheck.cli.dialogues.collect import said_by, show_collection
    from xlcheck.steps.collect.collect import collect

    said = said_by(codes, numbers, decisions)
    result = collect(inbox, screen.now(), screen.TALK, out=into, year=year or 0, said=said)
    return show_collection(result)
