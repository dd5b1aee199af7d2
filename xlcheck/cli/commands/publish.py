"""公示, 公示日期, 撤回 and 收回."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="由台账生成公示、平台和信用信息各表。")
@desk_argument
@click.option(
    "--yes", "unasked", is_flag=True, help="不再列出各户和询问，直接公示；由脚本运行的要写。公示日期以后再填。"
)
def publish(desk: Path | None, unasked: bool) -> int:
    """校验台账，把填写完整、没有错误、尚未公示的各行写成公示材料；公示后有改动的，写成更正公告。

    先说出本批公示、更正、留下各几户和留下的原因，列出各户，再问一次；答“是”以前什么都不写。
    公示以后只能更正或撤回。写出以后问哪一天放到了网站上，填进台账的公示日期。

    \b
    例：xlcheck publish workbooks/2021
    """
    from xlcheck.cli.dialogues.publish import agrees_to, show_published
    from xlcheck.steps.publish.publish import publish as step

    run = run_on(desk)
    return show_published(step(run, None if unasked else agrees_to), None if unasked else run)


@click.command("published", cls=ChineseCommand, short_help="一批放到网站上的日期，一次填进台账。")
@desk_argument
@click.option("--batch", default="", metavar="批次", help="公示的哪一批，如 第1批；不写则询问。")
@click.option("--day", default="", metavar="日期", help="放到网站上的日期，如 2021-03-05；不写则询问。")
def date_published(desk: Path | None, batch: str, day: str) -> int:
    """把一批公示材料放到网站上的日期，填进台账中这一批各户空着的“公示日期”；台账先备份到“旧版”。

    已填了别的日期的不改，逐户列出。已撤回的、重新抽取以前的，不填；更正的，以首次公示的一批为准。

    \b
    例：xlcheck published workbooks/2021 --batch 第1批 --day 2021-03-05
    """
    from xlcheck.cli.dialogues.publish import date_rows

    return date_rows(run_on(desk), batch, day)


@click.command("withdraw", cls=ChineseCommand, short_help="撤回不应公示的行，写出撤回公告。")
@click.argument("task", metavar="任务编号")
@desk_argument
@click.option("--entity", "entities", multiple=True, metavar="代码", help="撤回哪一户，可写多次；不写则询问。")
@click.option(
    "--attempt", default=None, metavar="次数", help="重抽过的，只撤回第几次抽取的。", type=click.IntRange(1, 99)
)
@click.option("--reason", default="", metavar="原因", help="撤回的原因，印在撤回公告上。")
def withdraw_rows(task: str, desk: Path | None, entities: tuple[str, ...], attempt: int | None, reason: str) -> None:
    """撤回已公示而不应公示的行，写出撤回公告（表格和网页）；台账改正以后，可以由 publish 重新公示。

    只是个别内容写错的，不用撤回：在台账中改正、在备注中写明原因，由 publish 发布更正公告。

    \b
    例：xlcheck withdraw 01号 --entity 911406031100124592 --reason 登记在别的企业名下
    """
    from xlcheck.cli.dialogues.publish import ask_rows
    from xlcheck.steps.publish.withdraw import RowChoice, withdraw

    run = run_on(desk)
    result = withdraw(run, *ask_rows(run, RowChoice(task, entities, attempt or 0), reason))
    screen.files("撤回公告", sorted(result.folder.iterdir()))
    screen.say(f"√ 撤回 {result.rows} 户。请把撤回公告放到网站上，在省平台、信用平台撤下这些行，清空台账中的公示日期。")


@click.command("retract", cls=ChineseCommand, short_help="收回还没有上传的一批公示材料。")
@desk_argument
@click.option("--batch", default="", metavar="批次", help="收回公示的哪一批，如 第2批；不写则询问。")
@click.option("--reason", default="", metavar="原因", help="收回的原因，记入公示日志；不写则询问。")
def retract_batch(desk: Path | None, batch: str, reason: str) -> None:
    """把写出以后还没有上传、报送给任何人的一批公示材料整批收回，不用发更正公告、撤回公告。

    公示日志中保留这一批，另记一行收回；材料移到“公示”的“旧版”，各户重新进入下一批。
    填了公示日期的，是上传过的，不能收回，用 withdraw 或更正。

    \b
    例：xlcheck retract workbooks/2021 --batch 第2批 --reason 附件用错
    """
    from xlcheck.cli.dialogues.retract import ask_batch, show_retracted
    from xlcheck.steps.publish.retract import retract

    run = run_on(desk)
    show_retracted(retract(run, *ask_batch(run, batch, reason)))
