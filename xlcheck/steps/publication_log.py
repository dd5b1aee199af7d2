"""公示日志: a line for each row that went out, with its facts and their digest; the log decides what is published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from xlcheck.draws.codec import canonical_json
from xlcheck.draws.tickets import hex_hash
from xlcheck.model import DrawRequest, Publication, XlcheckError
from xlcheck.steps.desk import Desk
from xlcheck.steps.files import write_text

LOG_NAME = "公示日志.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that went out: day, batch, plan number and attempt of its task, code, and the facts that were told.

    Lines of old logs have no facts, and do not know the attempt (0).
    """

    day: date
    batch: str
    task: str
    code: str
    attempt: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)


def logged(desk: Desk) -> list[Entry]:
    """What the log says, the oldest first.

    Raises :class:`XlcheckError` ``publish.log-broken`` where a line says nothing, or has facts of another digest.
    """
    path = desk.archive / LOG_NAME
    entries = []
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), start=1):
        try:
            entries.append(_entry(json.loads(line)))
        except (ValueError, LookupError, TypeError):
            raise XlcheckError("publish.log-broken", line=number, file=path) from None
    return entries


def _entry(line: dict[str, Any]) -> Entry:
    known = (date.fromisoformat(line["day"]), line["batch"], line["task"], line["code"])
    if "facts" not in line:
        return Entry(*known)
    if line["digest"] != facts_digest(line["facts"]):
        raise ValueError("the facts are not those that were published")
    return Entry(*known, line["attempt"], line["facts"])


def facts_digest(facts: Mapping[str, str]) -> str:
    """SHA-256 of the facts as JSON with sorted keys and no blanks, in hex."""
    return hex_hash(canonical_json(facts))


def publications(entries: Sequence[Entry], request: DrawRequest) -> dict[str, Publication]:
    """What went out of one draw, by code."""
    found: dict[str, Publication] = {}
    for entry in entries:
        if entry.task == request.task and entry.attempt in (0, request.attempt):
            first = found[entry.code].first if entry.code in found else entry.day
            found[entry.code] = Publication(first, entry.day, entry.facts)
    return found


def append(desk: Desk, entries: Iterable[Entry]) -> None:
    """Add the rows of a batch; the log is replaced whole, so they are all in it or none."""
    path = desk.archive / LOG_NAME
    old = path.read_text("utf-8") if path.exists() else ""
    write_text(path, old + "".join(f"{_line(entry)}\n" for entry in entries))


def _line(entry: Entry) -> str:
    return canonical_json({**asdict(entry), "day": entry.day.isoformat(), "digest": facts_digest(entry.facts)})
