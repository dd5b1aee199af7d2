"""演练 on the screen: the figures of a year that the program played, and where everything is."""

from __future__ import annotations

from xlcheck.cli import screen
from xlcheck.steps.desk.desk import find_desk
from xlcheck.steps.practice.demo import DemoResult


def show_demo(result: DemoResult) -> int:
    """Show the main figures of the year and where to find what was made; returns the exit code."""
    screen.say(f"√ 印发的计划查出错误 {result.printed_errors} 处；更正后的工作簿错误 {result.own_errors} 处。")
    screen.say(f"√ 抽取 {result.tasks} 个任务，抽中 {result.drawn} 户，补抽 {result.replaced} 次。")
    screen.say(f"√ 公示 {result.published} 户，更正 {result.corrected} 户。")
    screen.say(f"√ 核验抽取记录和补抽记录 {result.verified} 份，不符 {result.differing} 处。")
    desk = find_desk(result.folder)
    for title, path in (
        ("校验报告", desk.checks),
        ("抽取公告、抽取记录和补抽记录", desk.draws),
        ("通知书和记录表", desk.forms),
        ("检查台账", desk.ledgers),
        ("到期提醒", desk.reminders),
        ("公示、平台、信用各表", desk.publications),
        ("进度与统计", result.reported.path),
        ("全年检查台账", result.reported.ledger),
        ("后续处置清单", result.reported.follow_up),
        ("年度计划报表", result.reported.plan),
        ("检查对象档案", result.filed.path),
        ("年度总结（草稿）", result.reported.summary),
        ("上报压缩包", result.packed.archive),
        ("存档和抽取日志", desk.archive),
    ):
        screen.say(f"    {title}：{path}")
    return 1 if result.own_errors or result.differing else 0
