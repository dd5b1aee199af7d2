"""校验 on the screen: the findings, where the report and copies are, and whether to go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.messages import Level, where
from xlcheck.steps.check.check import CheckResult
from xlcheck.steps.check.drop import DropResult


def show_check(result: CheckResult, with_repairs: bool) -> int:
    """Show the result of a check; returns the exit code."""
    screen.findings(result.findings)
    screen.files("校验报告", [result.report])
    screen.files("标注副本", result.copies)
    screen.files("改正副本（原工作簿没有改动，请核对后采用）", result.repaired)
    if with_repairs and not result.repairs:
        screen.say("－ 没有可以自动改正的问题，没有写出改正副本。")
    for repair in result.repairs:
        screen.say(f"  √ {where(repair.place)}：“{repair.value}”改为“{repair.proposal}”")
    if result.count(Level.ERROR):
        screen.say("× 请改正错误后重新校验。")
        return 1
    warns = result.count(Level.WARNING)
    screen.say("√ 没有错误。请先逐条核对警告，再进行下一步。" if warns else "√ 没有错误，可以进行下一步。")
    return 0


def show_dropped(files: Sequence[DropResult], inbox: Path) -> int:
    """Show each file of 待检查 with its findings, or why it could not be checked; returns the exit code."""
    for file in files:
        if file.checked is None:
            screen.say(f"！ {file.path.name}：{file.trouble}")
        else:
            screen.say(f"《{file.path.name}》")
            screen.findings(file.checked.findings)
            screen.files("校验报告和标注副本", [file.checked.report, *file.checked.copies])
    if not files:
        screen.say(f"－ 没有要校验的工作簿。请把工作簿放进这个文件夹，再运行一次：{inbox}")
    faulty = [file for file in files if file.checked is None or file.checked.count(Level.ERROR)]
    screen.say(f"√ 校验 {len(files)} 个文件，其中 {len(faulty)} 个有错误或没有校验。")
    return 1 if faulty else 0
