"""台账: forms and ledgers of what is drawn, and copies that several people filled."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import EXISTING, FOLDER, desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="抽取后，生成通知书、记录表和检查台账。")
@desk_argument
@click.option(
    "--task", "tasks", multiple=True, metavar="编号", help="任务编号，如 01号（写计划编号 202101 也行）；不写则全部。"
)
@click.option("--results", is_flag=True, help="检查登记以后：写出检查结果告知书、责令改正通知书（草稿），每户一次。")
def ledger(desk: Path | None, tasks: tuple[str, ...], results: bool) -> None:
    """为已抽取的任务生成审批表、通知书、笔录、送达回证和检查台账；已有的一律不动。

    \b
    例：xlcheck ledger workbooks/2021
        xlcheck ledger workbooks/2021 --results
    """
    (_write_results if results else _prepare)(desk, tasks)


def _write_results(desk: Path | None, tasks: tuple[str, ...]) -> None:
    from xlcheck.steps.ledger.result_papers import write_result_papers

    done = write_result_papers(run_on(desk), tasks)
    screen.files("新生成", done.made)
    screen.say(f"√ 检查结果告知书 {done.told} 户，责令改正通知书（草稿）{done.ordered} 户。")
    if not done.made:
        screen.say("－ 登记完整、没有错误的各户，都已经写过了。")


def _prepare(desk: Path | None, tasks: tuple[str, ...]) -> None:
    from xlcheck.reading.calendar.notes import calendar_notes
    from xlcheck.steps.ledger.prepare import prepare

    results = prepare(run_on(desk), tasks)
    screen.files("新生成", [path for task in results for path in task.made])
    screen.files("已有，没有改动", [path for task in results for path in task.left_alone])
    screen.warnings(calendar_notes({year for task in results for year in task.unknown_years}))
    screen.say("√ 请在检查台账的白色各列中登记检查情况。")


@click.command("merge", cls=ChineseCommand, short_help="合并几个人分别填写的台账副本。")
@click.argument("copies", metavar="副本...", nargs=-1, required=True, type=EXISTING)
@click.option("--desk", metavar="年度文件夹", type=FOLDER, help="台账所在的年度；不写则为最近的年度。")
def merge_ledgers(copies: tuple[Path, ...], desk: Path | None) -> int:
    """把几个人分别填写的台账副本按检查对象并入台账；写文件夹的，合并其中全部副本。

    只填台账中空着的格子。几份副本说法不一，或与台账原有内容不同的，不并入，列在合并说明中，由人决定后改好再运行一次。
    台账先备份到“旧版”，副本不改动。

    \b
    例：xlcheck merge 张某.xlsx 李某.xlsx --desk workbooks/2021
    """
    from xlcheck.cli.dialogues.ledger import show_merge
    from xlcheck.steps.ledger.merge import merge_copies

    return show_merge(merge_copies(run_on(desk), copies))
