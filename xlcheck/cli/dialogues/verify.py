"""核验 on the screen: what agrees, the first difference of what does not, and each line of the log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.journal.chain import Repair
from xlcheck.messages import problem, remedy
from xlcheck.model import Difference
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.verify.log import LogResult
from xlcheck.steps.verify.repair import damages, repair
from xlcheck.steps.verify.verify import VerifyResult
from xlcheck.steps.verify.visit_codes import CodedVisit


def show_verification(results: Sequence[VerifyResult]) -> int:
    """Show of each record whether it agrees, and where it does not; returns the exit code."""
    for result in results:
        if result.sound:
            screen.say(f"√ {result.path.name} {_verdict(result)}")
        for difference in result.differences:
            _show_difference(result.path, difference)
        for disguise in result.disguises:
            screen.say(f"× {result.path.name} {problem(disguise)}。{remedy(disguise)}。")
        screen.warnings([_of_repair(result.path, repair) for repair in result.repairs])
        screen.warnings([f"{result.path.name} {note}" for note in result.notes])
        if result.unchecked:
            screen.wrapped(f"只凭本件不能核对的：{result.unchecked}。")
    unsound = sum(not result.sound for result in results)
    if unsound:
        screen.say(f"× 核验 {len(results)} 份，{unsound} 份不符。请保留现场，查清原因。")
    else:
        screen.say(f"√ 核验 {len(results)} 份，全部相符。")
    return 1 if unsound else 0


def show_coded_visit(visit: CodedVisit) -> int:
    """Show which visit a 核对码 is of, for a person to compare with the paper; returns the exit code."""
    paper = visit.paper
    screen.say(f"√ 核对码 {paper.check_code} 是这一次检查的：")
    screen.say(f"  任务：{paper.plan_no}（{paper.task_no}）")
    screen.say(f"  检查对象：{paper.name}（{paper.code}）")
    screen.say(f"  检查组：{'、'.join(paper.team)}")
    screen.say(f"  抽取记录的内容摘要：{paper.digest}")
    if visit.changed:
        now = f"补抽后换为：{'、'.join(visit.now)}" if visit.now else "补抽后不再检查这一户"
        screen.warnings([f"检查组{now}；应使用补抽后的通知书和笔录"])
    screen.say("请与纸上所印的逐项核对；有不同的，纸上的内容改动过。")
    return 0


def _verdict(result: VerifyResult) -> str:
    if result.written is None:
        return "相符"
    version, written_in = result.written
    return f"由 {version} 版写出，重算相符，版式按 {written_in} 核对"


def show_log(log: LogResult) -> int:
    """Show each line of a log with its hash, and the first that does not follow; returns the exit code."""
    for name, digest in log.lines:
        screen.say(f"  {name} 散列值 {digest}")
    screen.warnings([_of_repair(log.path, repair) for repair in log.repairs])
    if log.broken:
        _show_difference(log.path, log.broken)
        return 1
    after = f"第 {log.repairs[-1].number} 行的修复以后" if log.repairs else ""
    screen.say(f"√ {log.path.name} 共 {len(log.lines)} 行，{after}逐行相接。")
    if log.records:
        but = "除修复所列的以外，" if any(repair.lost for repair in log.repairs) else ""
        screen.say(f"√ {log.records} 份记录上印的“日志散列”{but}都在其中。")
    elif log.of_draws:
        screen.say("－ 请核对：每份签字的抽取记录上印的“日志散列”，应是上面某一行的散列值。")
    return 0


def _of_repair(path: Path, repair: Repair) -> str:
    parts = (
        f"第 {'、'.join(map(str, repair.void))} 行不再计入" if repair.void else "",
        f"{len(repair.lost)} 行已经缺失" if repair.lost else "",
        f"{'、'.join(repair.unlogged)} 没有记载" if repair.unlogged else "",
    )
    what = "，".join(filter(None, parts)) or "以上各行前后不相接"
    return f"{path.name} 第 {repair.number} 行是 {repair.time} 登记的修复（{what}）。理由：{repair.reason}"


def repair_logs(run: Run, reason: str) -> int:
    """Show what is broken in the logs, and have it vouched for after a yes; returns the exit code."""
    broken_logs = damages(run.desk)
    if not broken_logs:
        screen.say("√ 日志完好，不用修复。")
        return 0
    for damage in broken_logs:
        screen.say(f"{damage.log.name}：")
        for sentence in damage.sentences:
            screen.wrapped(sentence)
    screen.say("修复不删除、不改动日志中的任何一行，只在末尾登记一行，写明理由；以后每次核验都会显示。")
    screen.say(
        "只有确知损坏的原因（如断电、两台电脑同时运行）才能修复；怀疑有人改动的，请保留现场，先向单位负责人报告。"
    )
    if not screen.agrees("登记修复吗？"):
        screen.say("－ 没有登记，没有改动。")
        return 1
    repair(run, broken_logs, reason)
    screen.say(f"√ 已登记修复：{'、'.join(damage.log.name for damage in broken_logs)}")
    return 0


def _show_difference(path: Path, difference: Difference) -> None:
    screen.say(f"× {path.name} {difference.where}：现为“{difference.found}”，应为“{difference.expected}”")
