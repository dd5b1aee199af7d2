"""汇总 on the screen: who has sent what, and what was refused and why."""

from __future__ import annotations

from collections import Counter

from xlcheck.cli import screen
from xlcheck.messages import Level, level, problem
from xlcheck.steps.collect.collect import CollectResult

_SIGNS = {Level.ERROR: "×", Level.WARNING: "！", Level.HINT: "－"}


def show_collection(result: CollectResult) -> None:
    """Show the counts of each state, what was refused, what is odd, and where everything is."""
    total = result.totals
    states = Counter(report.state for report in total.units)
    counts = "，".join(f"{state} {count} 个" for state, count in states.items())
    for pack in total.refused:
        for finding in pack.findings:
            screen.say(f"  × {pack.bureau or pack.source}：{problem(finding)}")
    for finding in total.notes:
        screen.say(f"  {_SIGNS[level(finding)]} {finding.place.book}：{problem(finding)}")
    for verdict in total.verdicts:
        for finding in verdict.findings:
            screen.say(f"  {_SIGNS[level(finding)]} {verdict.bureau}：{finding.place.book}：{problem(finding)}")
    for finding in total.disputes:
        screen.say(f"  {_SIGNS[level(finding)]} {problem(finding)}")
    screen.files("全市汇总", [result.book])
    screen.files("退回回复（可以直接粘贴到回信里）", result.replies)
    screen.files("收存回执（邮件草稿，请发给各单位）", result.receipts)
    screen.files("请填写，以后就能列出谁没有报送，出具收存回执", result.blank_books)
    sign, refused = ("！", f"退回 {len(total.refused)} 份，") if total.refused else ("√", "")
    screen.say(f"{sign} {total.year} 年度：{len(total.units)} 个单位，{refused}{counts or '没有完整的材料'}。")
