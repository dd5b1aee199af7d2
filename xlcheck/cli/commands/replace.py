"""补抽: somebody drops out of a draw."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import FILE, desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand, UnfitValue


@click.command("replace", cls=ChineseCommand, short_help="补抽：替换退出的检查对象或检查人员。")
@click.argument("task", metavar="任务编号")
@desk_argument
@click.option("--entity", "entities", multiple=True, metavar="代码", help="退出的检查对象；人员退出的，可写多次。")
@click.option("--inspector", default="", metavar="证号", help="退出的检查人员；不写检查对象的，不再参加本任务。")
@click.option("--reason", default="", metavar="原因", help="如 注销、迁出、停业、无法联系；请假、调离、证件失效。")
@click.option("--note", default="", metavar="说明", help="情况说明，印在补抽记录上。")
@click.option(
    "--evidence",
    multiple=True,
    metavar="文件",
    type=FILE,
    help="证据：照片、扫描件、PDF 等，可写多次；对象退出的，必须有。",
)
@click.option("--operator", default="", metavar="姓名", help="操作人，印在补抽记录上。")
def replace_someone(
    task: str,
    desk: Path | None,
    entities: tuple[str, ...],
    inspector: str,
    reason: str,
    note: str,
    evidence: tuple[Path, ...],
    operator: str,
) -> None:
    """按原抽取的次序，补入下一户检查对象，或给一席换上下一名检查人员；没有写的，逐项询问。

    检查对象注销、迁出、停业、无法联系的，检查人员请假、调离、回避、证件失效的，按此办理，不能自行换人。

    \b
    例：xlcheck replace 01号 --entity 911406031100124592 --reason 迁出 --evidence 现场照片.jpg
        xlcheck replace 01号 --inspector SL140603-0001 --reason 调离
        xlcheck replace 01号
    """
    from xlcheck.cli.dialogues.remind import announce
    from xlcheck.cli.dialogues.replace import ask_drop_out, show_what_to_enter
    from xlcheck.steps.replace.replace import DropOutReport, replace_one

    if len(entities) > 1 and not inspector:
        raise UnfitValue("一次只能补抽一户检查对象")
    run = run_on(desk)
    drop_out = ask_drop_out(run, task, DropOutReport(entities, inspector, reason, note, evidence, operator))
    result = replace_one(run, task, drop_out)
    for line in result.outcome:
        screen.say(f"  {line}")
    screen.files("补抽记录", [result.path])
    screen.files("抽取公开（已按补抽更新）", [result.page])
    show_what_to_enter(result.task.replacements[-1].drop_out)
    announce(run)
    screen.say("√ 已补抽。请打印补抽记录，签字、存档，再做“台账”，生成补抽的通知书、记录表和台账。")
