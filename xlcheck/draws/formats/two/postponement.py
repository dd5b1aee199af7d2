"""The remark of a record that an issue was put off, written and read again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlcheck.model import DrawRecord

_DAY, _TIME = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\d \d\d:\d\d"
_POSTPONED = re.compile(rf"“(?P<name>.+)”由 {_DAY} 改为 (?P<day>{_DAY}) 开奖（(?P<time>{_TIME}) 登记，.*")


def postponed_in_words(name: str, before: str, day: str, *, time: str, reason: str, notice: str) -> str:
    """Say that an issue is drawn on another day, when that was noted and why, and what shows it."""
    return f"“{name}”由 {before} 改为 {day} 开奖（{time} 登记，{reason}），通知存档：{notice}。"


def postponed_on(record: DrawRecord) -> Iterator[tuple[str, str]]:
    """Yield the new days of its issue that a record tells of, each with the time at which it was noted."""
    for remark in record.remarks:
        told = _POSTPONED.fullmatch(remark)
        if told and told["name"] == record.request.sources[0].name:
            yield told["day"], told["time"]
