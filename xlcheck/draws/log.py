"""抽取日志: a line an event, each bound to the line before by its SHA-256."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from xlcheck.draws.codec import canonical_json
from xlcheck.draws.tickets import hex_hash
from xlcheck.model import Difference

START = "0" * 64
"""What the first line has for ``previous``."""

EVENTS = {"freeze": "冻结", "reveal": "揭晓号码", "draw": "抽取", "abandon": "放弃冻结", "replacement": "补抽"}
"""What happened, as a person says it."""

_AFTER = {"freeze": "", "reveal": "freeze", "abandon": "freeze", "draw": "reveal", "replacement": "draw"}
"""What happens once in an attempt (a replacement once a number), and what must have happened before it."""

_NEVER_AFTER = {"reveal": "abandon", "abandon": "reveal"}
"""What cannot happen once the other has: who knows the numbers must not be able to give the draw up."""

_COMMON = ("event", "time", "task", "task_no", "attempt")
_KEYS = {
    "freeze": ("reason", "frame", "inspectors", "request", "sources"),
    "reveal": ("numbers", "seed"),
    "abandon": ("reason",),
    "draw": ("record", "drawn"),
    "replacement": ("number", "withdrawal", "entered", "teams"),
}
"""What a line must tell, besides :data:`_COMMON`."""


def line_digest(line: str | None) -> str:
    """SHA-256 of a line in UTF-8 without its line break, in hex; :data:`START` where there is no line."""
    return START if line is None else hex_hash(line.rstrip("\n"))


def event_line(previous: str | None, event: Mapping[str, object]) -> str:
    """The line that records an event after the line ``previous``; without a line break.

    Raises ValueError where the event itself speaks of ``previous``, or JSON cannot hold it.
    """
    if "previous" in event:
        raise ValueError("an event must not have the key 'previous'")
    return canonical_json({**event, "previous": line_digest(previous)})


def event_of(line: str) -> dict[str, Any] | None:
    """The event that a line records; ``None`` where it is not a line as :func:`event_line` writes it."""
    try:
        event = json.loads(line)
        return event if isinstance(event, dict) and canonical_json(event) == line else None
    except (ValueError, RecursionError):
        return None


def name_of_line(number: int, line: str) -> str:
    """A line by its number and, where they can be read, event, task and time: ``第 2 行（抽取 03号 第1次 …）``."""
    event = event_of(line) or {}
    what, attempt = str(event.get("event", "")), event.get("attempt")
    parts = (EVENTS.get(what, what), event.get("task_no"), attempt and f"第{attempt}次", event.get("time"))
    known = " ".join(str(part) for part in parts if part)
    return f"第 {number} 行" + (f"（{known}）" if known else "")


def check_chain(lines: Iterable[str], anchors: Collection[str] = ()) -> Difference | None:
    """The first broken link of a log, else ``None``.

    ``anchors`` are line hashes printed on signed records: each must be the hash of a line, or
    :data:`START` where nothing was logged yet. They find what the chain alone cannot: a last line
    that was changed or taken away, and a log that was written anew from some line on.
    """
    seen, digest = {START}, START
    for number, line in enumerate((line.rstrip("\n") for line in lines), start=1):
        broken = _broken(line, digest, f"抽取日志{name_of_line(number, line)}")
        if broken:
            return broken
        digest = line_digest(line)
        seen.add(digest)
    lost = sorted(set(anchors) - seen)
    return Difference("抽取日志", "没有散列值与之相符的行", f"记录上印有的散列值 {lost[0]}") if lost else None


def check_order(lines: Iterable[str]) -> Iterator[Difference]:
    """What a log tells that cannot have happened, line by line; its chain must hold.

    Each attempt is frozen, then revealed and drawn or else abandoned, all once, then each replacement of a number is
    made once; no attempt is frozen before the one before it has come to its end, no line is older than the one before.
    """
    seen: set[tuple[str, ...]] = set()
    last = ""
    for number, line in enumerate(lines, start=1):
        event = json.loads(line)
        what, task, attempt, time = (str(event[key]) for key in ("event", "task", "attempt", "time"))
        where = f"抽取日志{name_of_line(number, line)}"
        if time < last:
            yield Difference(where, f"时间早于上一行的 {last}", "时间不早于上一行")
        mark = (what, task, attempt, str(event.get("number", "")))
        if what in _AFTER and mark in seen:
            yield Difference(where, f"这次抽取已有一行“{EVENTS[what]}”", "只有一行")
        if (before := _AFTER.get(what)) and (before, task, attempt, "") not in seen:
            yield Difference(where, f"前面没有“{EVENTS[before]}”", f"先有“{EVENTS[before]}”")
        if (bar := _NEVER_AFTER.get(what)) and (bar, task, attempt, "") in seen:
            yield Difference(where, f"前面已有“{EVENTS[bar]}”", f"“{EVENTS[bar]}”以后不再有“{EVENTS[what]}”")
        if what == "freeze" and int(attempt) > 1 and not _ended(task, int(attempt) - 1) & seen:
            yield Difference(where, "上一次既没有抽取，也没有放弃", "先抽取或放弃上一次")
        seen.add(mark)
        last = max(last, time)


def _ended(task: str, attempt: int) -> set[tuple[str, ...]]:
    """The marks of the ways in which an attempt may come to its end."""
    return {(what, task, str(attempt), "") for what in ("draw", "abandon")}


def _broken(line: str, expected: str, where: str) -> Difference | None:
    event = event_of(line)
    if event is None:
        return Difference(where, line, "按程序写法的一行 JSON")
    missing = [key for key in (*_COMMON, *_KEYS.get(str(event.get("event")), ())) if key not in event]
    if missing:
        return Difference(where, f"缺 {'、'.join(missing)}", "事件的各项齐全")
    previous = event.get("previous")
    if previous == expected:
        return None
    return Difference(where, f"接在散列值为 {previous} 的一行之后", f"接在上一行（散列值 {expected}）之后")
