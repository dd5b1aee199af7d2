"""Slips as they are lodged, invented, and files as they lie in an inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlcheck.draws.lodging.slip import FreezeSlip, LodgedTask, slip_json
from xlcheck.model import SECOND_FORMAT

TASK = LodgedTask("202103", "03号", "示例任务", 1, "1" * 64, "2" * 64, "3" * 64)
SLIP = FreezeSlip(
    bureau="示例局",
    year=2021,
    number=1,
    frozen_at="2021-01-05 09:00 +08:00",
    source_key="ssq-2021003",
    source_name="双色球2021003期",
    draw_day=date(2021, 1, 7),
    day_basis="按开奖日历推算",
    opening="无上年基线",
    moved="5" * 64,
    log_digest="6" * 64,
    tasks=(TASK,),
    practice=False,
    version="0.2.0",
    format=SECOND_FORMAT,
)


def lodged(frame: str = TASK.frame, **changed) -> str:
    """The JSON of a slip, with other values."""
    return slip_json(replace(SLIP, tasks=(replace(TASK, frame=frame),), **changed))


def written(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files into a folder."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
