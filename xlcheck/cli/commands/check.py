"""校验: the desk's workbooks, and those that others have sent."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import EXISTING, FILE, FOLDER, desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand
from xlcheck.steps.desk.desk import Run


@click.command(cls=ChineseCommand, short_help="校验工作簿，写出校验报告和标注副本。")
@click.argument("target", metavar="[年度文件夹或工作簿]", required=False, type=EXISTING)
@click.option(
    "--repair", "with_repairs", is_flag=True, help="另存改正副本：有把握的改正都已做好，逐条列明，问是否采用。"
)
@click.option(
    "--adopt", "unasked", is_flag=True, help="另存改正副本，不再询问，直接采用：原工作簿移到“旧版”，副本换上。"
)
@click.option("--json", "machine", is_flag=True, help="只输出 JSON，供其他程序读取。")
@click.option("--watch", is_flag=True, help="工作簿一保存就重新校验，按 Ctrl+C 结束。")
def check(target: Path | None, with_repairs: bool, unasked: bool, machine: bool, watch: bool) -> int:
    """校验年度文件夹中的全部工作簿，或单独一个工作簿、一本检查台账。

    已有检查台账、其他检查的，一并校验登记的内容，列在校验报告的“登记校验”里：哪些有错误，哪些没有填全。

    \b
    例：xlcheck check workbooks/2021
        xlcheck check workbooks/2021/抽查工作计划（印发件）.xlsx --repair
        xlcheck check workbooks/2021/台账/检查台账-01号.xlsx
    """
    from xlcheck.cli.dialogues.check import name_adoption, show_check, show_repaired
    from xlcheck.steps.check.adopt import adopt
    from xlcheck.steps.check.as_json import as_json
    from xlcheck.steps.check.check import changes
    from xlcheck.steps.check.check import check as check_books
    from xlcheck.steps.desk.desk import folder_of
    from xlcheck.steps.ledger.check_entries import check_entries

    step = partial(check_books, ledgers=check_entries)

    with_repairs = with_repairs or unasked
    workbook = target if target is not None and target.is_file() else None
    folder = folder_of(workbook) if workbook else target
    if machine:
        noisy = run_on(folder)
        run = Run(noisy.desk, noisy.now)
        result = step(run, workbook, with_repairs=with_repairs)
        if unasked and result.adoptable:
            adopt(run, result.adoptable)
            result = step(run, workbook)
        screen.say(as_json(result))
        return 1 if result.errors else 0
    run = run_on(folder)
    result = step(run, workbook, with_repairs=with_repairs)
    if with_repairs and (unasked or not watch):
        code = show_repaired(run, workbook, result, unasked=unasked)
    else:
        code = show_check(result, with_repairs)
    if watch:
        name_adoption(result)
        screen.say("正在等待工作簿保存，按 Ctrl+C 结束。")
        for name in changes(run_on(folder).desk, workbook):
            screen.say(f"《{name}》已保存，重新校验：")
            result = step(run_on(folder), workbook, with_repairs=with_repairs)
            code = show_check(result, with_repairs)
            name_adoption(result)
    return code


@click.command("accept", cls=ChineseCommand, short_help="接受校验报告里核对无误的问题。")
@desk_argument
@click.option(
    "--number",
    "numbers",
    default="",
    metavar="序号",
    help="报告“问题清单”“登记校验”里的序号，如 3、5、8-12；不写则询问。",
)
@click.option("--reason", default="", metavar="理由", help="为什么接受，以后每次校验报告都会列出；不写则询问。")
@click.option("--by", default="", metavar="姓名", help="登记人，可以不写。")
def accept_problems(desk: Path | None, numbers: str, reason: str, by: str) -> int:
    """按校验报告里的序号，把核对后确认无误的警告、提示登记到单位设置的“已接受问题”，以后列为提示。

    “登记校验”里能接受的，是检查日期、人员等是否合理的警告。错误不能接受，须改正；说整张工作表、整个工作簿的也不能。单位设置先备份到“旧版”。

    \b
    例：xlcheck accept workbooks/2021 --number 3、5 --reason 上级文件如此规定
    """
    from xlcheck.cli.dialogues.check import accept_problems as ask_and_accept

    return ask_and_accept(run_on(desk), numbers, reason, by)


@click.command(cls=ChineseCommand, short_help="校验“待检查”文件夹中的工作簿。")
@click.argument("files", metavar="[文件]...", nargs=-1, type=FILE)
@click.option("--desk", metavar="年度文件夹", type=FOLDER, help="按哪一年的设置校验；不写则为最近的年度。")
def drop(files: tuple[Path, ...], desk: Path | None) -> int:
    """按年度的设置，逐个校验“待检查”文件夹中的工作簿，或写明的文件；报告写在“待检查”的“校验结果”中。

    是计划、名录库、事项清单还是单位设置，由表头认出；认不出的，逐个说明。送来的文件一律不改动。

    \b
    例：xlcheck drop
        xlcheck drop 张某送来的名录库.xlsx --desk workbooks/2021
    """
    from xlcheck.cli.dialogues.check import show_dropped
    from xlcheck.steps.check.drop import check_dropped, inbox

    run = run_on(desk)
    return show_dropped(check_dropped(run, files), inbox(run.desk))
