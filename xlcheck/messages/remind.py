"""Sentences of `status` when it cannot go on."""

from __future__ import annotations

REMIND_ERRORS: dict[str, str] = {
    "status.undated": "任务 {task} 的抽查日期没有填写或不能识别，没有列入提醒。请先运行 xlcheck check，改正计划后再运行。",
}
