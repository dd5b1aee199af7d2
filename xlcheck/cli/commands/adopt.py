"""导入: a plan, registry, list of inspectors or of items in any layout."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import FILE, FOLDER, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command("adopt", cls=ChineseCommand, short_help="导入其他版式的计划、名录、人员、事项、其他检查。")
@click.argument("file", metavar="文件", type=FILE)
@click.option("--desk", metavar="年度文件夹", type=FOLDER, help="导入到哪一年；不写则为最近的年度。")
@click.option(
    "--as", "word", default="", metavar="表", help="是什么表：计划、名录库、人员、事项或其他检查；不写则由程序辨认。"
)
@click.option(
    "--map", "pairs", multiple=True, metavar="对应", help="哪一栏对应哪一栏，如“检查时间=抽查日期”，可以写几次。"
)
@click.option(
    "--fill", "fixed", multiple=True, metavar="内容", help="原表没有的栏统一填什么，如“对象类别=维修企业”，可以写几次。"
)
@click.option("--adopt", "unasked", is_flag=True, help="写出以后不再询问，直接采用：原工作簿移到“旧版”。")
def adopt_file(
    file: Path, desk: Path | None, word: str, pairs: tuple[str, ...], fixed: tuple[str, ...], unasked: bool
) -> int:
    """把其他版式的计划、名录、人员、事项或其他检查写成本单位的工作簿。

    先列出哪一栏对应哪一栏，只问不知道的，写在原文件旁边的“导入”文件夹里，答“是”才采用。
    列对应记入“单位设置”，同样版式的下次不再问。

    \b
    例：xlcheck adopt 2021年抽查计划.xlsx
        xlcheck adopt 企业名单.xlsx --as 名录库 --fill 对象类别=维修企业
    """
    from xlcheck.cli.dialogues.adopt import AdoptWish
    from xlcheck.cli.dialogues.adopt import adopt_file as dialogue

    return dialogue(run_on(desk), file, AdoptWish(word, pairs, fixed, unasked))
