"""菜单: what is double-clicked."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import FILE, desk_argument
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="菜单：看到哪一步了，按序号做下一步。")
@desk_argument
@click.argument("files", metavar="[文件]...", nargs=-1, type=FILE)
@click.pass_context
def menu(context: click.Context, desk: Path | None, files: tuple[Path, ...]) -> None:
    """双击启动的就是它：显示本年度进行到哪一步，输入序号做各个步骤，出错后回到菜单。

    写了文件夹而其中还没有年度的，先问单位名称等五项，建立本年度。写明的文件先校验。

    \b
    例：xlcheck menu workbooks
    """
    from xlcheck.cli.menu.menu import show

    program = context.find_root().command
    show(desk, files, lambda line: program.main(list(line), prog_name="xlcheck", standalone_mode=False))
