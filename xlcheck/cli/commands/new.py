"""新建年度: a year's workbooks, blank or from the last."""

from __future__ import annotations

import re
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import FOLDER, run_on
from xlcheck.cli.chinese import ChineseCommand, UnfitValue
from xlcheck.model import BureauNames


@click.command(cls=ChineseCommand, short_help="新建一个年度的工作簿。")
@click.argument("year", metavar="年度", type=click.IntRange(2000, 2099))
@click.option("--from", "last", type=FOLDER, metavar="文件夹", help="上年度的文件夹；计划按新年度重新编号、改日期。")
@click.option("--into", type=FOLDER, metavar="文件夹", help="建在哪里；不写则为 workbooks/年度。")
@click.option("--trade", default="", metavar="行业", help="空白表填好哪个行业的对象类别；“其他”为不填。")
@click.option("--bureau", default="", metavar="单位全称", help="空白表写好单位名称。")
@click.option("--short", default="", metavar="单位简称", help="与单位全称一起写；不写则与全称相同。")
@click.option("--region", default="", metavar="代码", help="行政区划代码，六位数字，与单位全称一起写。")
def new(year: int, last: Path | None, into: Path | None, trade: str, bureau: str, short: str, region: str) -> None:
    """新建一个年度的工作簿：空白的，或由上年度结转。

    \b
    例：xlcheck new 2022 --from workbooks/2021
        xlcheck new 2022 --trade 其他
        xlcheck new 2022 --bureau 示例市示例区市场监督管理局 --trade 市场监管
    """
    from xlcheck.cli.dialogues.readings import show_readings
    from xlcheck.reading.plan_readings import plan_readings
    from xlcheck.samples.categories import trades
    from xlcheck.schema.trades import OTHER_TRADE
    from xlcheck.steps.check.check import find_all
    from xlcheck.steps.new.new import new_desk

    names = _names(bureau, short, region)
    if names.bureau and last:
        raise UnfitValue("单位名称由上年度结转，不能再写 --bureau")
    if trade and last:
        raise UnfitValue("对象类别由上年度结转，不能再写 --trade")
    if trade and trade not in (choices := (*trades(), OTHER_TRADE)):
        raise UnfitValue(f"没有“{trade}”这个行业，应为{'、'.join(choices)}")
    run = run_on(last) if last else None
    folder = into or (run.desk.root.parent if run else Path("workbooks")) / str(year)
    result = new_desk(folder, year, run, trade, screen.TALK, names)
    screen.files("由上年度结转", result.notes.carried)
    screen.files("没有结转", result.notes.left)
    screen.files("接下来，请填写或核对", result.notes.to_do)
    if run:
        books, _ = find_all(run_on(result.desk.root).quiet)
        show_readings(plan_readings(books), f"{year} 年度的计划读作如下，请核对：")
    screen.say(f"√ 已新建 {year} 年度：{result.desk.root}")


def _names(bureau: str, short: str, region: str) -> BureauNames:
    """Return the names of a new bureau as they were written; raises :class:`UnfitValue` where they cannot be."""
    from xlcheck.cli.dialogues.new import REGION

    if (short or region) and not bureau:
        raise UnfitValue("--short 和 --region 要与 --bureau 一起写")
    if region and not re.fullmatch(REGION, region):
        raise UnfitValue(f"行政区划代码“{region}”应为六位数字")
    return BureauNames(bureau, short or bureau, region)
