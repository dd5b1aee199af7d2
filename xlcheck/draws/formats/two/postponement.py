"""The remark of a record that an issue was put off."""

from __future__ import annotations


def postponed_in_words(name: str, before: str, day: str, *, time: str, reason: str, notice: str) -> str:
    """Say that an issue is drawn on another day, when that was noted and why, and what shows it."""
    return f"“{name}”由 {before} 改为 {day} 开奖（{time} 登记，{reason}），通知存档：{notice}。"
