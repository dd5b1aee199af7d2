"""抽取日志: a line an event, each bound to the line before by its SHA-256."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from xlcheck.draws.codec import canonical_json
from xlcheck.draws.tickets import hex_hash
from xlcheck.model import Difference

START = "0" * 64
"""What the first line has for ``previous``."""


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


def check_chain(lines: Iterable[str], anchors: Collection[str] = ()) -> Difference | None:
    """The first broken link of a log, else ``None``.

    ``anchors`` are line hashes printed on signed records: each must be the hash of a line, or
    :data:`START` where nothing was logged yet. They find what the chain alone cannot: a last line
    that was changed or taken away.
    """
    seen, digest = {START}, START
    for number, line in enumerate(lines, start=1):
        broken = _broken(line.rstrip("\n"), digest, f"抽取日志第 {number} 行")
        if broken:
            return broken
        digest = line_digest(line)
        seen.add(digest)
    lost = sorted(set(anchors) - seen)
    return Difference("抽取日志", "没有散列值与之相符的行", f"记录上印有的散列值 {lost[0]}") if lost else None


def _broken(line: str, expected: str, where: str) -> Difference | None:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return Difference(where, line, "一行 JSON")
    if not isinstance(event, dict) or canonical_json(event) != line:
        return Difference(where, line, "按程序写法的一行 JSON")
    previous = event.get("previous")
    return None if previous == expected else Difference(where, f"previous = {previous}", f"previous = {expected}")
