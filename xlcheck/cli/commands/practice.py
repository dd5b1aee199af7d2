"""演练: the year played, practised and invented, and the blank workbooks."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import FOLDER, run_on
from xlcheck.cli.chinese import ChineseCommand

_EXAMPLE = "－ 计划是真实的，名录是虚构的，各页都带“演练”标记；可以随便试，与本单位的年度无关。"


@click.command(cls=ChineseCommand, short_help="演练：用附带的 2021 年数据走一遍全年流程。")
@click.option("--into", type=FOLDER, metavar="文件夹", help="演练放在哪里；不写则为新的临时文件夹。")
def demo(into: Path | None) -> int:
    """在附带数据的副本上走完全年：校验、抽取、登记、公示、统计、核验、上报，各页都标“演练”。

    \b
    例：xlcheck demo
    """
    from xlcheck.cli.dialogues.practice import show_demo
    from xlcheck.steps.practice.demo import demo as step

    return show_demo(step(screen.tell, into, screen.TALK.progress))


@click.command(cls=ChineseCommand, short_help="演练：用虚构的数据分十步练一遍。")
@click.argument("folder", metavar="[文件夹]", required=False, type=FOLDER)
@click.option("--again", is_flag=True, help="从头再演练一遍；原来的演练另存，不删。")
@click.option("--fill", "fill_ledgers", is_flag=True, help="在演练年度的台账中，代为填写其余各户的检查情况。")
@click.option("--example", is_flag=True, help="不是演练，只放好附带的 2021 年度示例，供查看。")
def practice(folder: Path | None, again: bool, fill_ledgers: bool, example: bool) -> None:
    """在放各年度的文件夹里建立“演练”年度；它有自己的工作簿和日期，不动正式年度。

    用 xlcheck menu 打开它，按屏幕上的十步做一遍。

    \b
    例：xlcheck practice workbooks
        xlcheck menu workbooks/演练
    """
    from xlcheck.steps.practice.practice import example_desk, fill_in, practice_desk

    if example:
        screen.say(f"√ 示例在：{example_desk(folder or Path('workbooks'), screen.TALK).root}")
        screen.say(_EXAMPLE)
        return
    if fill_ledgers:
        screen.say(f"√ 已代为填写 {fill_in(run_on(folder))} 户的检查情况（虚构）。")
        return
    desk = practice_desk(folder or Path("workbooks"), again=again, now=screen.now(), talk=screen.TALK)
    screen.say(f"√ 演练年度在：{desk.root}")


@click.command(cls=ChineseCommand, short_help="生成示例数据（名称都带“示例”）。")
@click.argument("folder", metavar="文件夹", type=FOLDER)
@click.option("--seed", default=2021, metavar="数字", help="随机数种子；相同的种子生成相同的数据。")
@click.option("--scale", default=1, metavar="倍数", type=click.IntRange(1, 2000), help="名录库的规模，1 倍为 582 户。")
def sample(folder: Path, seed: int, scale: int) -> None:
    """生成 2021 年的示例工作簿：计划为真实计划，名录库为虚构数据。

    \b
    例：xlcheck sample 示例/2021 --scale 10
    """
    from xlcheck.steps.practice.sample import write_sample_desk

    write_sample_desk(folder, seed=seed, scale=scale, talk=screen.TALK)
    screen.say(f"√ 已生成：{folder}")


@click.command(cls=ChineseCommand, short_help="重新生成空白表和表单。")
@click.argument("folder", metavar="文件夹", type=FOLDER)
def templates(folder: Path) -> None:
    """按程序的列定义重新生成空白表和表单（会覆盖该文件夹中的同名文件）。

    \b
    例：xlcheck templates templates
    """
    from xlcheck.steps.practice.sample import write_templates

    write_templates(folder, screen.TALK)
    screen.say(f"√ 已生成：{folder}")
