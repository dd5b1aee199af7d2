"""核验 on the screen: what agrees, the first difference of what does not, and each line of the log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.messages import problem, remedy
from xlcheck.model import Difference
from xlcheck.steps.verify.log import LogResult
from xlcheck.steps.verify.verify import VerifyResult


def show_verification(results: Sequence[VerifyResult]) -> int:
    """Show of each record whether it agrees, and where it does not; returns the exit code."""
    for result in results:
        if result.sound:
            screen.say(f"√ {result.path.name} 相符")
        for difference in result.differences:
            _show_difference(result.path, difference)
        for disguise in result.disguises:
            screen.say(f"× {result.path.name} {problem(disguise)}。{remedy(disguise)}。")
    return 0 if all(result.sound for result in results) else 1


def show_log(log: LogResult) -> int:
    """Show each line of 抽取日志 with its hash, and the first that does not follow; returns the exit code."""
    for name, digest in log.lines:
        screen.say(f"  {name} 散列值 {digest}")
    if log.broken:
        _show_difference(log.path, log.broken)
        return 1
    screen.say(f"√ {log.path.name} 共 {len(log.lines)} 行，逐行相接。")
    if log.records:
        screen.say(f"√ {log.records} 份记录上印的“日志散列”都在其中。")
    else:
        screen.say("－ 请核对：每份签字的抽取记录上印的“日志散列”，应是上面某一行的散列值。")
    return 0


def _show_difference(path: Path, difference: Difference) -> None:
    screen.say(f"× {path.name} {difference.where}：现为“{difference.found}”，应为“{difference.expected}”")
