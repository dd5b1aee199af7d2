"""公示 and 撤回."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand
from xlcheck.messages import Level, level


@click.command(cls=ChineseCommand, short_help="由台账生成公示、平台和信用信息各表。")
@desk_argument
def publish(desk: Path | None) -> int:
    """校验台账，把填写完整、没有错误、尚未公示的各行写成公示材料；公示后有改动的，写成更正公告。

    \b
    例：xlcheck publish workbooks/2021
    """
    from xlcheck.steps.publish.publish import publish as step

    result = step(run_on(desk))
    screen.files("！ 上次运行中断，写好的一批现已补放到位", result.finished)
    screen.findings(result.findings)
    screen.files("台账校验报告", [result.report])
    if result.before:
        screen.say(f"－ 此前已公示 {result.before} 户。")
    if result.folder is None:
        screen.say("－ 没有新的可公示的行。")
    else:
        corrected = f"，更正 {result.corrected} 户" if result.corrected else ""
        screen.files(f"√ 本批公示 {result.rows} 户{corrected}", sorted(result.folder.iterdir()))
    return 1 if any(level(f) is Level.ERROR for f in result.findings) else 0


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
    screen.files(f"√ 撤回 {result.rows} 户", sorted(result.folder.iterdir()))
    screen.say("请把撤回公告放到网站上，并在省平台、信用平台撤下这些行；台账中的公示日期请清空。")
