"""更新名录: a registry brought up to date from an export of another system."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import FILE, FOLDER, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command("update", cls=ChineseCommand, short_help="按新导出的名单更新名录库、人员、事项、其他检查。")
@click.argument("registry", metavar="名录")
@click.argument("export", metavar="导出文件", type=FILE)
@click.option("--desk", metavar="年度文件夹", type=FOLDER, help="更新哪一年的名录；不写则为最近的年度。")
@click.option(
    "--only",
    default="",
    metavar="类别",
    help="导出里没有类别一栏时，写导出的是哪一类（人员写单位）或“全部”。",
)
@click.option(
    "--gone",
    multiple=True,
    metavar="处理",
    help="不再出现的：注销、迁出或漏了；一户的写“示例公司=迁出”，可以写几次。",
)
@click.option("--by", default="", metavar="姓名", help="更新人，记入更新记录；可以不写。")
@click.option("--adopt", "unasked", is_flag=True, help="核对以后不再询问，直接采用：原名录移到“旧版”。")
@click.option("--compare", "compare_only", is_flag=True, help="只比对，写出两边各有哪些，不更新；用于与许可系统核对。")
def update_registry(
    registry: str,
    export: Path,
    desk: Path | None,
    only: str,
    gone: tuple[str, ...],
    by: str,
    unasked: bool,
    compare_only: bool,
) -> int:
    """用其他系统新导出的名单更新名录库、人员（检查人员）、事项（抽查事项）或其他检查。

    先按代码、再按名称对应（其他检查按代码和检查日期，只新增、变更），列出不同之处，另存更新后的名录，答“是”才采用。
    导出里空着的、读不出来的，名录里的原值保留。

    \b
    例：xlcheck update 名录库 许可系统导出.xlsx
        xlcheck update 名录库 许可系统导出.xlsx --compare
    """
    from xlcheck.cli.dialogues.update import UpdateWish, compare_registry, update_registry

    run = run_on(desk)
    if compare_only:
        return compare_registry(run, registry, export, only)
    return update_registry(run, registry, export, UpdateWish(only, gone, by, unasked))
