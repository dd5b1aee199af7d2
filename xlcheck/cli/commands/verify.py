"""核验: a draw computed again from its record."""

from __future__ import annotations

from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import EXISTING, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="核验抽取的各种材料，重算全部结果。")
@click.argument("target", metavar="[文件或文件夹]", required=False, type=EXISTING)
@click.option("--log", "log_only", is_flag=True, help="只核验抽取日志，逐行列出；也可以只写日志文件。")
@click.option(
    "--repair",
    "repair_reason",
    default=None,
    metavar="理由",
    help="登记修复损坏的日志，须写明理由；先列出损坏之处，再问一次。",
)
@click.option("--visit", "visit_code", default=None, metavar="核对码", help="查通知书、笔录上的核对码是哪一次检查的。")
def verify(target: Path | None, log_only: bool, repair_reason: str | None, visit_code: str | None) -> int:
    """只凭一件材料重算、核对，指出第一处不同；对年度文件夹、上报材料，还核对其中各个文件。

    一件材料是：抽取记录、补抽记录、抽取公告、抽取公开、冻结收存单、回执，或者日志；附有收存单、上报材料、
    回执的邮件（另存为 .eml）也可以。

    \b
    例：xlcheck verify workbooks/2021/抽取/抽取记录-01号.xlsx
        xlcheck verify 抽取公开-01号.html
        xlcheck verify workbooks/2021
        xlcheck verify 示例区交通运输局2021年双随机抽查材料_20210311.zip
        xlcheck verify workbooks/2021 --log
        xlcheck verify workbooks/2021 --repair 两台电脑同时运行
        xlcheck verify workbooks/2021 --visit 核对码
    """
    from xlcheck.cli.dialogues.verify import repair_logs, show_coded_visit, show_log, show_verification
    from xlcheck.steps.verify.log import walk_desk, walk_log
    from xlcheck.steps.verify.mailed import is_lodged_zip, verify_lodged_zip, verify_mail
    from xlcheck.steps.verify.pack import is_pack, verify_pack
    from xlcheck.steps.verify.papers import verify_paper
    from xlcheck.steps.verify.verify import verify_desk
    from xlcheck.steps.verify.visit_codes import visit_of_code

    if visit_code is not None:
        return show_coded_visit(visit_of_code(run_on(target), visit_code))
    if repair_reason is not None:
        return repair_logs(run_on(target), repair_reason)
    single = target is not None and target.is_file()
    if log_only or (single and target is not None and target.suffix == ".jsonl"):
        return show_log(walk_log(target) if single and target else walk_desk(run_on(target)))
    if single and target is not None and target.suffix.lower() == ".zip" and is_lodged_zip(target):
        return show_verification([verify_lodged_zip(target)])
    if single and target is not None and target.suffix.lower() == ".eml":
        return show_verification(verify_mail(target, screen.TALK))
    if target is not None and is_pack(target):
        return show_verification(verify_pack(target, screen.TALK))
    return show_verification([verify_paper(target)] if single and target else verify_desk(run_on(target)))
