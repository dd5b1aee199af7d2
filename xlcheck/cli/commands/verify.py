"""核验: a draw computed again from its record."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli.arguments import EXISTING, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="核验抽取记录，重算全部结果。")
@click.argument("target", metavar="[记录或年度文件夹]", required=False, type=EXISTING)
@click.option("--log", "log_only", is_flag=True, help="只核验抽取日志，逐行列出；也可以只写日志文件。")
@click.option(
    "--repair",
    "repair_reason",
    default=None,
    metavar="理由",
    help="登记修复损坏的日志，须写明理由；先列出损坏之处，再问一次。",
)
def verify(target: Path | None, log_only: bool, repair_reason: str | None) -> int:
    """只凭抽取记录或补抽记录重算结果，指出第一处不同；对年度文件夹，还核对抽取日志和存档。

    \b
    例：xlcheck verify workbooks/2021/抽取/抽取记录-01号.xlsx
        xlcheck verify workbooks/2021
        xlcheck verify workbooks/2021 --log
        xlcheck verify workbooks/2021 --repair 两台电脑同时运行
    """
    from xlcheck.cli.dialogues.verify import repair_logs, show_log, show_verification
    from xlcheck.steps.verify.log import walk_desk, walk_log
    from xlcheck.steps.verify.verify import verify_desk, verify_record

    if repair_reason is not None:
        return repair_logs(run_on(target), repair_reason)
    single = target is not None and target.is_file()
    if log_only or (single and target is not None and target.suffix == ".jsonl"):
        return show_log(walk_log(target) if single and target else walk_desk(run_on(target)))
    return show_verification([verify_record(target)] if single and target else verify_desk(run_on(target)))
