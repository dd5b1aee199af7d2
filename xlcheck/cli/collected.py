"""汇总 on the screen: who has sent what, and what was refused and why."""

from __future__ import annotations

from collections import Counter

from xlcheck.cli import screen
from xlcheck.messages import Level, level, problem
from xlcheck.steps.collect.collect import CollectResult


def show_collection(done: CollectResult) -> None:
    """The counts of each state, what was refused, what is odd, and where everything is."""
    found = done.found
    states = Counter(report.state for report in found.units)
    counts = "，".join(f"{state} {count} 个" for state, count in states.items())
    screen.say(f"√ {found.year} 年度：{len(found.units)} 个单位，{counts or '没有完整的材料'}。")
    for pack in found.refused:
        for told in pack.findings:
            screen.say(f"  × {pack.bureau or pack.source}：{problem(told)}")
    for told in found.notes:
        screen.say(f"  {'！' if level(told) is Level.WARNING else '－'} {told.place.book}：{problem(told)}")
    screen.files("全市汇总", [done.book])
    screen.files("退回回复（可以直接粘贴到回信里）", done.replies)
    screen.files("报送单位名单（请填写，以后就能列出谁没有报送）", [done.blank_units] if done.blank_units else [])
